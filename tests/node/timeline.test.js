/** The grid of a run as it was: what is kept of it, and what of that is played back. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { framesOf } from '../../www/lab/grid/playback.js';
import { BUDGET, NEWEST, Timeline } from '../../www/lab/timeline.js';
import { GRID_COUNT } from '../../www/protocol.js';

const BYTES = GRID_COUNT * 784;

/**
 * @param {Timeline} timeline
 * @param {number} count
 * @param {(at: number) => number} iterationOf
 */
function fill(timeline, count, iterationOf = (at) => at * 10) {
  const images = new Uint8Array(BYTES);
  for (let at = 0; at < count; at++) timeline.add({ iteration: iterationOf(at), images });
}

test('the timeline keeps all of it while there is room, and never more than its budget', () => {
  const timeline = new Timeline();
  fill(timeline, 300);
  assert.equal(timeline.length, 300);
  assert.equal(timeline.bytes, 300 * BYTES);
  fill(timeline, 20_000);
  assert.equal(timeline.bytes, timeline.length * BYTES);
  assert.ok(timeline.bytes <= BUDGET);
  assert.ok(timeline.bytes > BUDGET - BYTES);
});

test('the timeline keeps the newest whole, the older the thinner, the beginning close', () => {
  const timeline = new Timeline();
  fill(timeline, 20_000);
  const kept = timeline.snapshots.map(({ iteration }) => iteration / 10);
  assert.deepEqual(
    kept.slice(-NEWEST),
    Array.from({ length: NEWEST }, (_, at) => 20_000 - NEWEST + at),
  );
  assert.equal(kept[0], 0);
  const gapAt = (/** @type {number} */ moment) => {
    const after = kept.findIndex((one) => one >= moment);
    return kept[after] - kept[after - 1];
  };
  assert.ok(gapAt(19_000) < gapAt(15_000));
  assert.ok(gapAt(15_000) < 2 * gapAt(10_000));
  assert.ok(gapAt(1_000) < gapAt(10_000));
  assert.ok(gapAt(50) <= 8);
  // Nowhere a hole: 3 % of the run at most.
  const gaps = kept.slice(1).map((one, at) => one - kept[at]);
  assert.ok(Math.max(...gaps) < 600);
});

test('the timeline keeps nothing of a run that has begun again, all before a checkpoint that it goes on from', () => {
  const timeline = new Timeline();
  fill(timeline, 20);
  timeline.rewind(95);
  assert.equal(timeline.snapshots.at(-1)?.iteration, 90);
  fill(timeline, 1, () => 90);
  assert.equal(timeline.length, 10);
  timeline.rewind(0);
  assert.equal(timeline.length, 0);
  assert.equal(timeline.bytes, 0);
  assert.equal(timeline.rewinds, 2);
});

test('the timeline keeps one picture, however small the budget', () => {
  const timeline = new Timeline(1);
  fill(timeline, 5);
  assert.deepEqual(
    timeline.snapshots.map(({ iteration }) => iteration),
    [40],
  );
});
test('play-back shows the first and the last, and all that it can between', () => {
  assert.deepEqual(framesOf(0, 4, 120), [0, 1, 2, 3]);
  assert.deepEqual(framesOf(3, 4, 120), [3]);
  const frames = framesOf(10, 318, 120);
  assert.equal(frames.length, 120);
  assert.deepEqual([frames[0], frames.at(-1)], [10, 317]);
});
