/** Marks on a chart: which have a name of their own where there is no room for all. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { namesOf } from '../../www/lab/charts/marks.js';

/** @type {[number, number]} */
const SIGHT = [0, 100];
const ROOM = 30;

test('marks with room between them have a number each, those out of sight have none', () => {
  assert.deepEqual(
    namesOf([-5, 0, 50, 100, 101], [false, false, false, false, false], SIGHT, ROOM),
    [
      { x: 0, text: '2' },
      { x: 50, text: '3' },
      { x: 100, text: '4' },
    ],
  );
});

test('those too close to be told apart have one name, at the first of them', () => {
  const own = [false, false, false, false];
  assert.deepEqual(namesOf([10, 20, 39, 45], own, SIGHT, ROOM), [
    { x: 10, text: '1–3' },
    { x: 45, text: '4' },
  ]);
});

test('the reader’s own mark is not folded under those of the workers', () => {
  assert.deepEqual(namesOf([10, 12, 14], [false, true, false], SIGHT, ROOM), [
    { x: 12, text: '2…' },
  ]);
  // The newest of several; and what is another group's is none of theirs.
  assert.deepEqual(namesOf([10, 12, 14, 60], [true, true, false, true], SIGHT, ROOM), [
    { x: 12, text: '2…' },
    { x: 60, text: '4' },
  ]);
});
