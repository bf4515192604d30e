/** A run to which things happen one after another, and what must be so whatever they are. */

import assert from 'node:assert/strict';
import { OCCASIONS } from '../../www/protocol.js';
import { firstRun, stateOf, wishOf } from '../../www/run/run-state.js';
import { transition } from '../../www/run/transition.js';
import { settingsOf } from '../node/made-up/world.js';
import { areNumbers, isSaid } from './asked.js';

/** @typedef {import('../../www/run/run-events.js').Command} Command */
/** @typedef {import('../../www/run/run-events.js').Event} Event */
/** @typedef {import('../../www/run/run-state.js').RunState} RunState */
/** @typedef {{ type: Event['type'], which: number, count: number, isSo: boolean }} Act */

const CONFIG = { seed: 7, batch: 8, nCritic: 2, averaging: null };
export const DEVICES = /** @type {const} */ (['cpu', 'ndarray', 'webgpu', 'auto']);
const KINDS = /** @type {const} */ ([
  'argument',
  'data',
  'module',
  'checkpoint',
  'panic',
  'device-lost',
  'internal',
]);
const REASONS = /** @type {const} */ (['reader', 'hidden', 'away', 'other', 'trouble']);
const WHY = /** @type {const} */ ([...OCCASIONS, 'asked']);
const STATES = ['idle', 'loading', 'running', 'paused', 'waiting', 'moving', 'failed'];
export class RunStory {
  constructor(/** @type {(typeof DEVICES)[number]} */ device) {
    this.run = firstRun(settingsOf({ device }));
    /** Workers that were hired or offered, and have not been let go. @type {Set<number>} */
    this.alive = new Set();
    /** Steps that were asked for, and are not over. @type {Set<number>} */
    this.open = new Set();
    this.lastStep = 0;
    this.offered = 0;
  }

  /** A worker that says something: mostly one that there is. @param {number} which */
  worker(which) {
    const { run } = this;
    return [run.worker, run.move?.worker, run.worker, run.hired, 99][which % 5] ?? run.hired;
  }

  /** @param {Act} act @returns {any} */
  eventOf({ type, which, count, isSo }) {
    const worker = this.worker(which);
    const device = DEVICES[which % 3];
    const checkpoint = { bytes: new Uint8Array(1), iteration: count };
    const id = [...this.open][which % Math.max(1, this.open.size)] ?? count;
    const config = { ...CONFIG, batch: count, averaging: isSo ? { decay: 0.9 } : null };
    /** @type {Record<Event['type'], object>} */
    const said = {
      begin: {},
      pause: { reason: REASONS[which % REASONS.length] },
      resume: { reason: REASONS[which % REASONS.length] },
      step: { id: this.lastStep + 1, half: isSo ? 'critic' : null, count },
      slow: { delay: isSo ? count : null },
      limit: { until: isSo ? count : null },
      choose: { device: DEVICES[which % DEVICES.length] },
      settings: { settings: settingsOf({ seed: count, device: DEVICES[which % DEVICES.length] }) },
      reset: { isFresh: isSo },
      configured: { config, patch: { batch: count } },
      loaded: { checkpoint, config, mostReplicas: 1 },
      offer: { worker: this.offered - 1, device, reason: 'the test says so' },
      explain: { reason: 'the test says so' },
      sleep: {},
      slept: {},
      wake: {},
      end: {},
      ready: { worker },
      started: { worker, device, iteration: count, mostReplicas: 1, config },
      steps: { iteration: count },
      owed: { id, to: count },
      paid: { id },
      checkpoint: { checkpoint, occasion: WHY[which % WHY.length] },
      waiting: { file: isSo ? 'a' : null },
      shardLost: { file: `${which % 3}`, fromIteration: count, message: 'the test says so' },
      ranAway: { iteration: count },
      error: { worker, kind: KINDS[which % KINDS.length], message: 'the test says so' },
      team: { isAwaited: isSo },
      probed: {
        id: this.run.probing?.id ?? count,
        probe: isSo ? { usable: true } : { usable: false, reason: ['device.noAdapter'] },
      },
      late: { worker },
      silent: { worker },
    };
    return { type, ...said[type] };
  }

  /** @param {Act} act */
  happen(act) {
    const event = this.eventOf(act);
    if (event.type === 'step') {
      this.lastStep += 1;
      this.open.add(event.id);
    }
    if (event.type === 'paid') this.open.delete(event.id);
    if (event.type === 'offer') {
      this.offered -= 1;
      this.alive.add(event.worker);
    }
    const before = written(this.run);
    const { run, commands } = transition(this.run, event);
    assert.equal(written(this.run), before, 'what was before is another');
    if (['steps', 'checkpoint'].includes(event.type))
      assert.ok(run.iteration >= this.run.iteration, 'what was done is taken back');
    this.run = run;
    for (const command of commands) this.obey(command);
    this.look();
  }

  /** @param {Command} command */
  obey(command) {
    const { alive, open } = this;
    if (command.do === 'hire') alive.add(command.worker);
    else if (command.do === 'dismiss' || command.do === 'terminate') {
      assert.ok(alive.delete(command.worker), `${command.worker} is let go, and was not there`);
    } else if (command.do === 'start' || command.do === 'save') {
      assert.ok(
        alive.has(command.worker),
        `${command.worker} is to ${command.do}, and is not there`,
      );
    } else if (command.do === 'refuse') {
      for (const id of command.ids) assert.ok(open.delete(id), `${id} is refused twice`);
    } else if (command.do === 'notice' || command.do === 'mark') isSaid(command.text);
    else if (command.do === 'rewound') assert.ok(command.iteration >= 0);
  }

  /** What must be so whatever has happened. */
  look() {
    const { run, alive, open } = this;
    const { phase, worker, move, deadline, owed, iteration } = run;
    const has = [worker, move?.worker].filter((one) => typeof one === 'number');
    assert.deepEqual([...alive].sort(), has.sort(), 'a worker that nobody needs, or that is gone');
    assert.ok(new Set(has).size === has.length);
    if (['idle', 'asleep', 'failed'].includes(phase)) assert.equal(worker, null);
    if (phase === 'live') assert.notEqual(worker, null);
    if (phase === 'opening') assert.ok(worker !== null || run.probing, 'nothing is on its way');
    if (move) assert.equal(phase, 'live');
    if (deadline) assert.ok(alive.has(deadline.worker), 'who is gone owes an answer');
    if (move && move.stage !== 'opening') assert.ok(deadline, 'it may stand still for ever');
    assert.deepEqual(new Set(owed.map(({ id }) => id)), open);
    assert.ok(Number.isSafeInteger(iteration) && iteration >= 0);
    areNumbers(run);
    assert.ok(STATES.includes(stateOf(run)));
    const wish = wishOf(run);
    if (move && move.stage !== 'opening') assert.ok(!wish.train && wish.steps.length === 0);
    if (run.deviceReason !== '') isSaid(run.deviceReason);
  }
}

/** @param {RunState} run */
const written = (run) =>
  JSON.stringify(run, (_, value) => (value instanceof Set ? [...value] : value));
