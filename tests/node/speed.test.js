/** How fast a run goes, by a clock that the test moves. */

import assert from 'node:assert/strict';
import { beforeEach, mock, test } from 'node:test';
import { Speed } from '../../www/run/speed.js';

let now = 0;
mock.method(performance, 'now', () => now);
beforeEach(() => (now = 1_000));

/** Calls one after another, each of so many milliseconds and a rest. @param {Speed} speed @param {number[][]} calls */
function call(speed, calls) {
  for (const [iterations, ms, rest = 0] of calls) {
    now += ms + rest;
    speed.add(iterations, ms);
  }
}

test('the first call says nothing, and before the second there is nothing to say', () => {
  const speed = new Speed();
  assert.deepEqual([speed.msPerIteration, speed.perSecond], [null, null]);
  call(speed, [[10, 5_000]]);
  assert.deepEqual([speed.msPerIteration, speed.perSecond], [null, null]);
  call(speed, [[10, 50]]);
  assert.deepEqual([speed.msPerIteration, speed.perSecond], [5, 200]);
});

test('rests count by the clock, and not in training', () => {
  const speed = new Speed();
  call(speed, [[1, 1], ...Array(5).fill([10, 50, 150])]);
  assert.equal(speed.msPerIteration, 5);
  assert.equal(speed.perSecond, 50);
});

test('the last 24 calls count in training, and the last four seconds by the clock', () => {
  const speed = new Speed();
  call(speed, [[1, 1], ...Array(100).fill([1, 100])]);
  call(speed, Array(24).fill([1, 10]));
  assert.equal(speed.msPerIteration, 10);
  const other = new Speed();
  call(other, [[1, 1], ...Array(10).fill([1, 1_000]), ...Array(4).fill([10, 1_000])]);
  assert.equal(other.perSecond, 10);
  // What was longer ago than four seconds is no speed of now: training's own is told.
  now += 4_001;
  assert.equal(other.perSecond, 1000 / Number(other.msPerIteration));
});

test('calls without a moment between them have no speed by the clock', () => {
  const speed = new Speed();
  for (let turn = 0; turn < 3; turn++) speed.add(1, 2);
  assert.equal(speed.perSecond, null);
});
