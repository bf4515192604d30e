/** A line that is drawn in the game, as a few points evenly along it. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { STROKE, evenly } from '../../www/figures/game/stroke.js';

test('points are even along the line, ends included', () => {
  // Three parts in x and one in y, told by points that are anything but even.
  const line = evenly([-0.9, 0, -0.89, 0, 0, 0, 0.6, 0, 0.6, 0.5]);
  assert.equal(line.length, STROKE);
  assert.deepEqual(line.slice(0, 2), [-0.9, 0]);
  assert.deepEqual(line.slice(-2), [0.6, 0.5]);
  const steps = [];
  for (let at = 2; at < line.length; at += 2) {
    steps.push(Math.hypot(line[at] - line[at - 2], line[at + 1] - line[at - 1]));
  }
  // One step cuts the corner.
  const even = steps.filter((step) => Math.abs(step - 2 / 23) < 0.015);
  assert.ok(even.length >= steps.length - 1, String(steps));
});

test('a tap is a point, and what is drawn beyond the square lies in it', () => {
  assert.deepEqual(new Set(evenly([0.2, 0.2])), new Set([0.2]));
  assert.deepEqual(evenly([2, -3, 2, -3]).slice(0, 2), [0.95, -0.95]);
});
