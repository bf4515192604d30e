/** Beside the truth: what is said of a critic, and how directions become pictures. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signed, STILL, strengthOf } from '../../www/figures/truth/arrows.js';
import { CONSTRAINTS, NAMES } from '../../www/figures/truth/constraints.js';
import { sizeOf, wayOf } from '../../www/figures/truth/courses.js';
import { en } from '../../www/figures/truth/words/en.js';

/** @param {number} gap @param {number} [steps] @param {boolean} [isOver] */
const courseOf = (gap, steps = 100, isOver = false) =>
  /** @type {import('../../www/figures/truth/courses.js').Course} */ (
    /** @type {unknown} */ ({ steps, isOver, latest: { gap } })
  );

test('a gap is right within a quarter, and runs away early or late', () => {
  const sizes = [0.5, 0.79, 0.81, 1, 1.24, 1.26, 9.9, 10].map((gap) => sizeOf(courseOf(gap)));
  const expected = ['small', 'small', 'right', 'right', 'right', 'large', 'large', 'away'];
  assert.deepEqual(sizes, expected);
  assert.equal(sizeOf(courseOf(1, 39)), 'early');
  assert.equal(sizeOf(courseOf(50, 5)), 'away');
  assert.equal(sizeOf(courseOf(1, 100, true)), 'away');
});

test('arrows are told apart by their cosine', () => {
  assert.deepEqual([0.95, 0.8, 0.6, 0.35, 0.3, 0, -0.5].map(wayOf), [
    ...['right', 'right', 'partly', 'partly'],
    ...['hardly', 'hardly', 'hardly'],
  ]);
});

test('a direction is drawn on one scale: lighter above, darker below, no more than can be', () => {
  const strength = strengthOf(Float32Array.of(0.1, -0.2, 0));
  assert.equal(strength, Math.fround(0.2));
  const bytes = signed(Float32Array.of(0, 0.2, -0.2, 0.1, 0.9, -0.9), strength);
  assert.deepEqual([...bytes], [STILL, 255, 1, 192, 255, 1]);
  assert.equal(strengthOf(new Float32Array(4)), 1);
});

test('every constraint has a name in words, and the first is that of the page', () => {
  for (const name of NAMES) assert.equal(typeof en[`truth.${name}`], 'string', name);
  assert.deepEqual(CONSTRAINTS[NAMES[0]], {
    ...{ kind: 'slopePenalty', pairs: 'adversarial' },
    ...{ form: 'quotient', share: 1 },
  });
});
