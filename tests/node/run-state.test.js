/** What a run is to readers, to its worker and to who watches whether it stands still: of the same state, field by field. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstRun, isOnTheWay, maySleep, stateOf, wishOf } from '../../www/run/run-state.js';
import { awaited } from '../../www/run/stillness.js';

/** @typedef {import('../../www/run/run-state.js').RunState} RunState */

/** A run as it is but for what is said of it. @param {object} [fields] @returns {RunState} */
const runOf = (fields) => ({ ...firstRun(/** @type {any} */ ({})), phase: 'live', ...fields });
const OWED = { owed: [{ id: 1, to: null }] };
const PAUSED = { pauses: new Set(['reader']) };
const MOVING = { move: { worker: 2, stage: 'saving' } };
const OPENING = { move: { worker: 2, stage: 'opening' } };
const around = { isSupplied: true, questions: 0, slowest: 0 };

test('what a reader is told of a run', () => {
  /** @type {[object, string][]} */
  const told = [
    [{ phase: 'idle' }, 'idle'],
    [{ phase: 'failed', ...PAUSED }, 'failed'],
    [{ phase: 'opening', ...PAUSED }, 'loading'],
    [{}, 'running'],
    [PAUSED, 'paused'],
    [{ phase: 'asleep', ...PAUSED }, 'paused'],
    [{ ...PAUSED, ...OWED }, 'running'],
    [{ ...PAUSED, ...MOVING }, 'paused'],
    [MOVING, 'moving'],
    [{ ...PAUSED, ...OWED, ...MOVING }, 'moving'],
    [OPENING, 'running'],
    [{ awaitsTeam: true }, 'loading'],
    [{ awaitsTeam: true, ...MOVING }, 'moving'],
    [{ waitingFor: 'a' }, 'waiting'],
    [{ waitingFor: 'a', awaitsTeam: true }, 'loading'],
  ];
  for (const [fields, is] of told) assert.equal(stateOf(runOf(fields)), is, JSON.stringify(fields));
});

test('what its worker is to see to: nothing while the run is on its way to another', () => {
  const rest = { delay: 5, until: 9 };
  assert.deepEqual(wishOf(runOf({ ...rest, ...OWED })), { train: true, steps: OWED.owed, ...rest });
  assert.deepEqual(wishOf(runOf({ ...rest, ...PAUSED })), { train: false, steps: [], ...rest });
  assert.deepEqual(wishOf(runOf({ ...rest, ...OWED, ...MOVING })), {
    train: false,
    steps: [],
    ...rest,
  });
  assert.equal(wishOf(runOf(OPENING)).train, true);
  assert.deepEqual(
    [{}, OPENING, MOVING].map((fields) => isOnTheWay(runOf(fields))),
    [false, false, true],
  );
});

test('it may sleep where nothing needs its worker', () => {
  assert.ok(maySleep(runOf(PAUSED)));
  for (const fields of [{}, { ...PAUSED, ...OWED }, { ...PAUSED, ...OPENING }])
    assert.ok(!maySleep(runOf(fields)), JSON.stringify(fields));
  assert.ok(!maySleep(runOf({ ...PAUSED, probing: { id: 1, purpose: 'begin' } })));
  for (const phase of ['idle', 'opening', 'asleep', 'failed'])
    assert.ok(!maySleep(runOf({ ...PAUSED, phase })), phase);
});

test('what it waits for, and for how many seconds at most', () => {
  const endless = Infinity;
  /** @type {[object, object, { what: string, most: number } | null][]} */
  const waits = [
    [{ phase: 'idle' }, { questions: 1 }, null],
    [{ phase: 'asleep' }, { questions: 1 }, null],
    [{ phase: 'failed' }, { questions: 1 }, null],
    [{ probing: { purpose: 'begin' } }, {}, { what: 'still.gpu', most: endless }],
    [{ probing: { purpose: 'move' } }, {}, { what: 'still.worker', most: 180 }],
    [{ phase: 'opening' }, {}, { what: 'still.begin', most: 180 }],
    [{ phase: 'opening' }, { isSupplied: false }, { what: 'still.files', most: 180 }],
    [MOVING, {}, { what: 'still.moving', most: endless }],
    [{}, {}, { what: 'still.worker', most: 180 }],
    [{}, { slowest: 10_000 }, { what: 'still.worker', most: 200 }],
    [PAUSED, {}, null],
    [PAUSED, { questions: 1 }, { what: 'still.answer', most: 180 }],
    [{ ...PAUSED, ...OWED }, {}, { what: 'still.worker', most: 180 }],
    [{ awaitsTeam: true }, {}, { what: 'still.team', most: endless }],
    [{ awaitsTeam: true, ...PAUSED }, {}, null],
    [{ waitingFor: 'a' }, {}, { what: 'still.files', most: 180 }],
    [{ waitingFor: 'a', ...PAUSED }, {}, null],
    // One that waits for the labs that it goes with.
    [{ until: 5, iteration: 4 }, {}, { what: 'still.worker', most: 180 }],
    [{ until: 5, iteration: 5 }, {}, null],
    [{ until: 5, iteration: 5, ...OWED }, {}, { what: 'still.worker', most: 180 }],
  ];
  for (const [fields, has, expected] of waits) {
    const found = awaited(runOf(fields), { ...around, ...has });
    assert.deepEqual(found, expected, JSON.stringify([fields, has]));
  }
});
