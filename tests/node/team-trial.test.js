/** How many workers train fastest, by exact times. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TeamTrial } from '../../www/run/team-trial.js';

test('a worker is worth it where iterations per second rise by a tenth', () => {
  /** @param {number} second milliseconds an iteration with two workers */
  const advice = (second) => {
    const trial = new TeamTrial(2, 2);
    const time = (/** @type {number} */ workers, /** @type {number} */ ms) => {
      // A second of warm-up, then more than enough.
      for (let call = 0; call < 100; call++) trial.add(workers, 1, ms);
      return trial.advise();
    };
    assert.equal(time(1, 100), 'hire');
    return time(2, second);
  };
  assert.equal(advice(90), 'over');
  assert.equal(advice(92), 'dismiss');
});

test('none is tried where an iteration is too short to be shared', () => {
  /** @param {number} ms milliseconds an iteration @param {number} exchanges */
  const advice = (ms, exchanges) => {
    const trial = new TeamTrial(4, exchanges);
    for (let call = 0; call < 10_000; call++) trial.add(1, 1, ms);
    return [trial.advise(), trial.isOver, trial.best];
  };
  assert.deepEqual(advice(6, 2), ['over', true, { workers: 1, ms: 6 }]);
  assert.deepEqual(advice(40, 6), ['over', true, { workers: 1, ms: 40 }]);
  assert.equal(advice(17, 2)[0], 'hire');
  assert.equal(advice(200, 6)[0], 'hire');
});

test('a second of each number is not counted, then two seconds are, of three calls at least', () => {
  const begun = () => {
    const trial = new TeamTrial(3, 2);
    for (const ms of [999, 1]) trial.add(1, 1, ms);
    return trial;
  };
  /** @param {number[]} calls @param {number} [workers] */
  const advice = (calls, workers = 1) => {
    const trial = begun();
    for (const ms of calls) trial.add(workers, 1, ms);
    return trial.advise();
  };
  assert.equal(advice([]), null);
  assert.equal(advice([5_000, 5_000]), null);
  assert.equal(advice([666, 666, 667]), null);
  assert.equal(advice([666, 667, 667]), 'hire');
  // Of another number than is timed.
  assert.equal(advice([1_000, 1_000, 1_000], 2), null);
  const again = begun();
  for (let call = 0; call < 3; call++) again.add(1, 1, 1_000);
  again.again(1);
  assert.equal(again.advise(), null);
  again.add(1, 1, 1_000);
  for (let call = 0; call < 3; call++) again.add(1, 2, 1_000);
  assert.equal(again.advise(), 'hire');
  assert.deepEqual(again.timings, [{ workers: 1, ms: 500 }]);
});

test('each number is timed until one is not worth it, or there are no more', () => {
  /** @param {number} most @param {number[]} times milliseconds an iteration, by the number of workers */
  const tried = (most, times) => {
    const trial = new TeamTrial(most, 2);
    const advice = times.map((ms, at) => {
      for (let call = 0; call < 100; call++) trial.add(at + 1, 1, ms);
      return trial.advise();
    });
    return [advice, trial.best?.workers, trial.isOver];
  };
  assert.deepEqual(tried(1, [100]), [[null], undefined, true]);
  assert.deepEqual(tried(3, [100, 60, 50]), [['hire', 'hire', 'over'], 3, true]);
  assert.deepEqual(tried(4, [100, 60, 58, 20]), [['hire', 'hire', 'dismiss', null], 2, true]);
  // A tenth exactly.
  assert.deepEqual(tried(2, [1_100, 1_000]), [['hire', 'over'], 2, true]);
  assert.deepEqual(tried(2, [1_100, 1_001]), [['hire', 'dismiss'], 1, true]);
});
