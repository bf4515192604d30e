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
