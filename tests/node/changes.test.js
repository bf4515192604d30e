/** What differs between two configurations, and how it is said. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changesOf, differences } from '../../www/run/changes.js';
import { say } from '../../www/strings/say.js';

test('fields that differ are found wherever they are, and by the new one’s order', () => {
  const from = { batch: 16, critic: { rate: 1, constraint: { kind: 'a', lambda: 1 } }, sizes: [1] };
  const to = { batch: 32, critic: { rate: 1, constraint: { kind: 'a', lambda: 2 } }, sizes: [2] };
  assert.deepEqual(differences(from, to), [
    { path: 'batch', from: 16, to: 32 },
    { path: 'critic.constraint.lambda', from: 1, to: 2 },
    { path: 'sizes', from: [1], to: [2] },
  ]);
  assert.deepEqual(differences(from, structuredClone(from)), []);
});

test('of parts of another kind the kind is told, at the top too, and of what comes or goes all of it', () => {
  const decay = { kind: 'power', by: 2 };
  assert.deepEqual(differences({ rate: decay }, { rate: { kind: 'linear', to: 3 } }), [
    { path: 'rate.kind', from: 'power', to: 'linear' },
  ]);
  assert.deepEqual(differences(decay, { kind: 'linear' }), [
    { path: 'kind', from: 'power', to: 'linear' },
  ]);
  assert.deepEqual(differences({ rate: null }, { rate: decay }), [
    { path: 'rate', from: null, to: decay },
  ]);
  assert.deepEqual(differences({ rate: decay }, { rate: null }), [
    { path: 'rate', from: decay, to: null },
  ]);
  // What all objects have is no field of the one before.
  assert.deepEqual(differences({}, { constructor: 1 }), [
    { path: 'constructor', from: undefined, to: 1 },
  ]);
});

test('a change is said by the names of its field and values', () => {
  const change = (/** @type {unknown} */ from, /** @type {unknown} */ to) => {
    const [said] = changesOf({ batch: from }, { batch: to });
    return said;
  };
  const field = say('field.batch');
  const off = say('option.off');
  const on = say('option.on');
  assert.deepEqual(change(16, 0.5), say('event.change', field, '16', '0.5'));
  assert.deepEqual(change(null, { by: 2 }), say('event.change', field, off, on));
  assert.deepEqual(change([1, 2], [3]), say('event.change', field, '1, 2', '3'));
  assert.deepEqual(change(true, false), say('event.change', field, 'true', 'false'));
  assert.deepEqual(
    change('adam', 'sgd'),
    say('event.change', field, ['option.adam'], ['option.sgd']),
  );
});
