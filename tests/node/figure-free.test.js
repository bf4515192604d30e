/** Where in the plane no earth passes, so that the best critic may be anything there. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freeCells } from '../../www/figures/plane/free.js';

test('f is held along the ways of a plan, and free beside them and beyond their ends', () => {
  const side = 20;
  // One grain from below to above the middle, whose place in q is the second.
  const ways = { p: [0.05, 0.5], q: [-0.9, -0.9, 0.05, -0.5], plan: [1] };
  const free = freeCells(ways, side);
  /** @param {number} x @param {number} y */
  const at = (x, y) => free[Math.floor((1 - y) * 10) * side + Math.floor((x + 1) * 10)];
  for (const y of [-0.45, -0.05, 0.25, 0.45]) assert.equal(at(0.05, y), 0, `${y}`);
  for (const [x, y] of [
    [0.05, 0.85],
    [0.05, -0.85],
    [0.35, 0.05],
    [-0.85, -0.85],
  ]) {
    assert.equal(at(x, y), 1, `${x}, ${y}`);
  }
});
