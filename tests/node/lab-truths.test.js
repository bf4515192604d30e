/** What a lab's run says is so: how long a critic keeps its slope, where weights are, what a distance does. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { courseOf, Release, whereWeightsAre } from '../../www/figures/lab-truths.js';

/**
 * Iterations from one on, each with the slope that `slopeAt` gives it.
 * @param {number} from
 * @param {number} to
 * @param {(iteration: number) => number} slopeAt
 */
const steps = (from, to, slopeAt) =>
  Array.from({ length: to - from + 1 }, (_, at) => ({
    iteration: from + at,
    slope: slopeAt(from + at),
  }));

test('a critic that is let go is twice as steep soon, later, or not', () => {
  /** @param {(since: number) => number} slopeAfter */
  const truthOf = (slopeAfter) => {
    const release = new Release();
    release.take(
      steps(1, 100, () => 1),
      false,
    );
    assert.equal(release.truth, null);
    release.take(
      steps(101, 1200, (at) => slopeAfter(at - 100)),
      true,
    );
    return release.truth;
  };
  assert.equal(
    truthOf((since) => 1 + since / 20),
    'soon',
  );
  assert.equal(
    truthOf((since) => 1 + since / 400),
    'later',
  );
  assert.equal(
    truthOf(() => 1.5),
    'keeps',
  );
});

test('nothing is said of a run that was free from its beginning, or begins again', () => {
  const release = new Release();
  release.take(
    steps(1, 60, (at) => at),
    true,
  );
  assert.equal(release.truth, null);
  release.take(
    steps(1, 50, () => 1),
    false,
  );
  release.take(
    steps(51, 80, () => 9),
    true,
  );
  assert.equal(release.truth, 'soon');
  // It stays said where λ is put back, and is forgotten with the run.
  release.take(
    steps(81, 90, () => 1),
    false,
  );
  assert.equal(release.truth, 'soon');
  release.take(
    steps(1, 5, () => 1),
    false,
  );
  assert.equal(release.truth, null);
});

test('weights are where most of them are, once the network has left where it was begun', () => {
  /** @param {number[]} counts @param {number} atBound @param {number} [iteration] */
  const of = (counts, atBound, iteration = 40) =>
    whereWeightsAre({
      iteration,
      low: -0.03,
      high: 0.03,
      counts,
      count: counts.reduce((sum, one) => sum + one, 0),
      bound: 0.03,
      atBound,
    });
  // Six bins: the two in the middle are the third about 0.
  assert.equal(of([40, 5, 5, 5, 5, 40], 0.7), 'ends');
  assert.equal(of([5, 5, 40, 40, 5, 5], 0.05), 'zero');
  assert.equal(of([15, 30, 10, 10, 30, 15], 0.1), 'spread');
  assert.equal(of([40, 5, 5, 5, 5, 40], 0.7, 10), null);
  const free = {
    iteration: 40,
    low: -1,
    high: 1,
    counts: [1, 1],
    count: 2,
    bound: null,
    atBound: 0,
  };
  assert.equal(whereWeightsAre(free), null);
});

test('of a distance it is said whether it falls, stays, turns or rises', () => {
  const iterations = [4, 15, 53, 96, 240, 400];
  // The default, seed 7, as a page measured it.
  assert.equal(courseOf(iterations.slice(0, 5), [11.95, 8.26, 7.75, 7.78, 9.05]), 'turns');
  assert.equal(courseOf(iterations, [12, 10, 9, 8, 7, 6]), 'falls');
  assert.equal(courseOf(iterations, [12, 9, 7.2, 7, 7, 7.1]), 'stays');
  assert.equal(courseOf(iterations, [7, 7.1, 7, 7, 7.2, 7.1]), 'stays');
  assert.equal(courseOf(iterations, [7, 7.5, 8, 9, 9.5, 10]), 'rises');
  assert.equal(courseOf(iterations.slice(0, 4), [12, 10, 9, 8]), null);
});
