/** What is kept of runs, and offered; and what a reader sees of marks that are folded. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inOrder, surplus } from '../../www/lab/keep/rule.js';
import { namesOf } from '../../www/lab/charts/marks.js';
import { claimTurn, joinTurns, leaveTurns } from '../../www/run/turns.js';
import { presetOn } from '../../www/run/settings.js';
import { settingsOf } from './made-up/world.js';

/** @param {string} key @param {number} iteration @param {number} saved */
const entry = (key, iteration, saved, base = 'page') => ({
  key,
  base,
  iteration,
  saved,
  used: saved,
});

test('of two tabs the further run is offered first, and both are there', () => {
  const [a, b] = [entry('a', 2000, 1), entry('b', 50, 2)];
  assert.deepEqual(inOrder([b, a]), [a, b]);
  assert.deepEqual(surplus([a, b]), []);
});

test('of more the furthest and the newest stay', () => {
  const all = [entry('a', 2000, 1), entry('b', 50, 2), entry('c', 300, 3)];
  assert.deepEqual(
    inOrder(all).map(({ key }) => key),
    ['a', 'c', 'b'],
  );
  assert.deepEqual(
    surplus(all).map(({ key }) => key),
    ['b'],
  );
  // Of two that got as far, the newer.
  assert.deepEqual(inOrder([entry('d', 9, 1), entry('e', 9, 2)])[0].key, 'e');
  assert.deepEqual(inOrder([]), []);
});

test('five pages are kept, those used last', () => {
  const all = [3, 1, 7, 2, 6, 5, 4].map((used) => entry(`k${used}`, 1, used, `p${used}`));
  all.push(entry('more', 9, 0, 'p7'));
  assert.deepEqual(
    surplus(all)
      .map(({ key }) => key)
      .sort(),
    ['k1', 'k2'],
  );
});

test('marks too close to be told apart are named by the reader’s own', () => {
  const places = [10, 20, 25, 200];
  const named = (/** @type {boolean[]} */ own) => namesOf(places, own, [0, 300], 30);
  assert.deepEqual(named([false, false, false, false]), [
    { x: 10, text: '1–3' },
    { x: 200, text: '4' },
  ]);
  assert.deepEqual(named([false, true, false, true]), [
    { x: 20, text: '2…' },
    { x: 200, text: '4' },
  ]);
  // An own one before the group is none of it.
  assert.equal(namesOf([10, 100, 105], [true, false, false], [0, 300], 30)[1].text, '2–3');
});

test('a lab that has left claims no turn any more', () => {
  const member = (/** @type {string} */ name) => ({
    isWilling: true,
    isConcurrent: false,
    turns: /** @type {string[]} */ ([]),
    take(/** @type {boolean} */ isItsTurn) {
      this.turns.push(`${name} ${isItsTurn}`);
    },
  });
  const [one, other] = [member('one'), member('other')];
  joinTurns(one);
  joinTurns(other);
  claimTurn(one);
  leaveTurns(one);
  claimTurn(one);
  assert.equal(other.turns.at(-1), 'other true');
  assert.equal(one.turns.length, 3);
  leaveTurns(other);
});

test('a preset that was not given is the one that suits the device that trains', () => {
  const given = settingsOf({ device: 'webgpu', preset: 'wide', hasPreset: false });
  assert.equal(presetOn(given, 'webgpu'), 'wide');
  assert.equal(presetOn(given, 'cpu'), 'article');
  assert.equal(presetOn({ ...given, hasPreset: true }, 'cpu'), 'wide');
  // Tried in passing, a GPU trains what the CPU has begun.
  assert.equal(presetOn({ ...given, device: 'auto', preset: 'article' }, 'webgpu'), 'article');
});
