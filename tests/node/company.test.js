/** Labs that go together, made up: who waits for whom, and what follows what. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { axisOf, countSlopes } from '../../www/lab/charts/slope-bins.js';
import { joinCompany, LEAD, leaveCompany } from '../../www/lab/company.js';

/** @typedef {import('../../www/run/run-state.js').PauseReason} PauseReason */

/** @param {number} iteration */
function member(iteration) {
  const run = {
    iteration,
    phase: /** @type {'idle' | 'live'} */ ('live'),
    /** @type {Set<PauseReason>} */
    pauses: new Set(),
    state: /** @type {import('../../www/types.js').RunState} */ ('running'),
    until: /** @type {number | null} */ (null),
    calls: /** @type {string[]} */ ([]),
    limit: (/** @type {number | null} */ until) => void (run.until = until),
    pause: (/** @type {PauseReason} */ reason) => {
      run.pauses.add(reason);
      run.calls.push(`pause ${reason}`);
    },
    resume: (/** @type {PauseReason} */ reason) => {
      run.pauses.delete(reason);
      run.calls.push(`resume ${reason}`);
    },
    reset: () => void run.calls.push('reset'),
    start: () => void run.calls.push('start'),
  };
  return { run, attention: null };
}

/** @param {string} name @param {...number} iterations */
function companyOf(name, ...iterations) {
  const members = iterations.map(member);
  const [company] = members.map((one) => joinCompany(name, one));
  return { company, members };
}

test('who trains waits for the slowest that does, also while that loads', () => {
  const { company, members } = companyOf('race', 40, 10, 0);
  const limits = () => {
    company.settle();
    return members.map(({ run }) => run.until);
  };
  members[2].run.state = 'loading';
  assert.deepEqual(limits(), [LEAD, LEAD, LEAD]);
  members[2].run.state = 'failed';
  assert.deepEqual(limits(), [10 + LEAD, 10 + LEAD, 10 + LEAD]);
  // One at rest holds nobody up.
  members[1].run.pauses.add('away');
  assert.deepEqual(limits(), [null, null, null]);
});

test('a pause, a run and a new beginning are followed, each once', () => {
  const { company, members } = companyOf('follow', 5, 7);
  const [one, other] = members;
  company.follow(one, true);
  company.follow(one, true);
  assert.deepEqual(other.run.calls, ['pause reader']);
  other.run.phase = 'idle';
  company.follow(one, false);
  assert.deepEqual(other.run.calls.slice(1), ['resume reader', 'start']);
  company.restart(one);
  assert.deepEqual(other.run.calls.slice(3), ['reset']);
  other.run.iteration = 0;
  company.restart(one);
  assert.equal(other.run.calls.length, 4);
  assert.deepEqual(one.run.calls, []);
});

test('labs without a name, and those of another, have nothing to do with each other', () => {
  const alone = joinCompany('', member(1));
  assert.notEqual(joinCompany('', member(1)), alone);
  const { company, members } = companyOf('left', 3, 9);
  for (const one of members) leaveCompany(company, one);
  assert.notEqual(joinCompany('left', member(0)), company);
});

test('plots of the same have one axis, and hear of each change that another makes', () => {
  const { company } = companyOf('axes', 0, 0);
  const { looks } = company;
  const [one, other] = [{}, {}];
  let heard = 0;
  looks.onChange(() => (heard += 1));
  looks.extend('slopes', one, [0, 2]);
  assert.equal(heard, 0);
  looks.extend('slopes', other, [-1, 1]);
  looks.extend('slopes', other, [-1, 1]);
  assert.equal(heard, 1);
  assert.deepEqual(looks.othersOf('slopes', one), [-1, 1]);
  assert.deepEqual(looks.othersOf('slopes', other), [0, 2]);
  looks.extend('slopes', other, null);
  assert.deepEqual(looks.othersOf('slopes', one), []);
  assert.equal(heard, 2);
});

test('slopes are counted over an axis that has room for 1 and for all of them', () => {
  assert.equal(axisOf([0.1, 0.4]), 1.5);
  assert.equal(axisOf([0.1, 2.1]), 2.5);
  assert.equal(axisOf([]), 1.5);
  const counts = countSlopes([0, 0.04, 0.05, 1, 1.5], 1.5);
  assert.equal(counts.length, 30);
  assert.deepEqual([counts[0], counts[1], counts[20], counts[29]], [2, 1, 1, 1]);
});
