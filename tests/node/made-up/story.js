/**
 * What readers, authors, workers, networks and clocks may do to a run, one after another by chance; and a reference that
 * knows only what was asked for, and says what must be so once everything has come to rest.
 */

import { Chance } from './chance.js';
import { checkpointAt, MadeUpTrainer } from './module.js';
import { World, breathe } from './world.js';

/** @typedef {import('../../../www/run/run-state.js').PauseReason} PauseReason */
/** @typedef {import('../../../www/run/settings.js').Settings} Settings */
/** @typedef {import('./clock.js').Clock} Clock */
/**
 * @typedef {object} Asked
 * @property {string} what
 * @property {number} count whole iterations that it asks for
 * @property {'open' | 'done' | string} end how it ended: by what name, where it was refused
 * @property {unknown} value
 */

/** What may be refused, by the names that programs know. */
const NAMES = [
  'PausedError',
  'EndedError',
  'RunError',
  'NotFiniteError',
  'NotReadyError',
  'ArgumentError',
  'CheckpointError',
  'MemoryError',
  'DeviceError',
];
const STEPS = ['step', 'critic', 'generator'];
const ELSEWHERE = /** @type {const} */ (['hidden', 'away', 'other']);
const LENGTHS = [6, 10, 16, 28];

export class Story {
  /**
   * @param {number} seed
   * @param {Clock} clock
   */
  constructor(seed, clock) {
    this.seed = seed;
    this.clock = clock;
    this.chance = new Chance(seed);
    const shards = this.chance.of([[0], [0, 3], [0, 2, 9]]);
    const device = this.chance.of(/** @type {const} */ (['cpu', 'cpu', 'auto', 'webgpu']));
    this.world = new World({ device }, shards);
    /** @type {Asked[]} */
    this.asked = [];
    /** The reasons that readers and pages have given, and not taken back. @type {Set<PauseReason>} */
    this.reasons = new Set();
    /** What makes more of a run than its own steps: it begins again, is another, dies, or trains on. */
    this.isStraight = true;
    this.hasFaults = false;
    /** @private */
    this.taste = this.chance.next();
    /** For who reads a failure. @type {string[]} */
    this.log = [];
  }

  /** @returns {Promise<string[]>} what was wrong */
  async tell() {
    this.clock.reset();
    MadeUpTrainer.mostReplicas = 1;
    if (this.chance.next() < 0.5) this.pause('reader');
    else this.isStraight = false;
    this.world.run.start();
    const length = this.chance.of(LENGTHS);
    for (let at = 0; at < length; at++) {
      await this.happen();
      this.look();
    }
    await this.rest();
    return this.judge();
  }

  /** @private */
  get run() {
    return this.world.run;
  }

  /** Something. @private */
  async happen() {
    const { chance } = this;
    // Some stories are of one thing more than of others.
    const roll = chance.next() < 0.25 ? this.taste : chance.next();
    if (roll < 0.3) await this.travel();
    else if (roll < 0.45) await this.work();
    else if (roll < 0.57) this.step();
    else if (roll < 0.67) this.turn();
    else if (roll < 0.72) this.readersWord();
    else if (roll < 0.78) this.ask();
    else if (roll < 0.83) this.slow();
    else if (roll < 0.87) this.choose();
    else if (roll < 0.89) this.begin();
    else if (roll < 0.91) this.nod();
    else if (roll < 0.93) this.answerBrowser();
    else if (roll < 0.96) await this.break();
    else this.wait();
  }

  /** @private @param {string} what */
  note(what) {
    this.log.push(`${what} [${this.run.state} ${this.run.iteration}]`);
  }

  /** Some of what is under way arrives. @private */
  async travel() {
    const { chance, world } = this;
    for (let left = 1 + chance.below(4); left > 0; left--) {
      const handles = [...world.handles];
      if (handles.length === 0) break;
      const handle = chance.of(handles);
      const way = chance.below(3);
      if (way === 0) handle.bring();
      else if (way === 1) handle.deliver();
      else handle.report();
      await breathe();
    }
    this.note('messages');
  }

  /** Calls that train end. @private */
  async work() {
    const { chance, world } = this;
    if (chance.next() < 0.7) await world.work(1 + chance.below(2));
    else {
      for (const handle of [...world.handles]) handle.work.finish();
      await breathe();
    }
    this.note('work');
  }

  /** @private */
  step() {
    const { chance, run } = this;
    const what = chance.of(/** @type {const} */ (['step', 'step', 'step', 'critic', 'generator']));
    const count = what === 'step' ? 1 + chance.below(7) : 0;
    if (['live', 'opening', 'asleep'].includes(run.phase)) this.reasons.add('reader');
    this.note(`${what} ${count}`);
    if (what === 'step') this.expect(what, count, run.step(count));
    else if (what === 'critic') this.expect(what, 0, run.criticStep());
    else this.expect(what, 1, run.generatorStep());
  }

  /** Somebody looks elsewhere, or back. @private */
  turn() {
    const reason = this.chance.of(ELSEWHERE);
    if (this.reasons.has(reason)) this.resume(reason);
    else this.pause(reason);
  }

  /** @private */
  readersWord() {
    if (this.chance.next() < 0.5) this.pause('reader');
    else {
      this.isStraight = false;
      this.resume('reader');
    }
  }

  /** @private @param {PauseReason} reason */
  pause(reason) {
    this.reasons.add(reason);
    this.note(`pause ${reason}`);
    this.run.pause(reason);
  }

  /** @private @param {PauseReason} reason */
  resume(reason) {
    this.reasons.delete(reason);
    this.note(`resume ${reason}`);
    this.run.resume(reason);
  }

  /** @private */
  ask() {
    const { chance, run } = this;
    const what = chance.of(/** @type {const} */ (['sample', 'save', 'configure', 'load', 'check']));
    this.note(what);
    if (what === 'sample')
      this.expect(what, 0, run.ask('sample', { latents: new Float32Array(4) }));
    else if (what === 'save') this.expect(what, 0, run.save());
    else if (what === 'configure') {
      this.expect(what, 0, run.configure(chance.of([{ latent: 8 }, { batch: 2 }, { nCritic: 1 }])));
    } else if (what === 'check') this.expect(what, 0, run.restart({ latent: 6 }));
    else {
      const bytes = [checkpointAt(chance.below(9)), Uint8Array.of(1, 2, 3)];
      this.expect(what, 0, run.load(chance.of([bytes[0], ...bytes])));
    }
    if (what === 'load' || what === 'check') this.isStraight = false;
  }

  /** @private */
  slow() {
    this.note('slow');
    this.run.slow(this.chance.of([null, 0, 40]));
  }

  /** @private */
  choose() {
    const device = this.chance.of(/** @type {const} */ (['cpu', 'auto', 'ndarray', 'webgpu']));
    // One that has not begun starts over.
    if (this.run.phase === 'opening') this.isStraight = false;
    this.note(`choose ${device}`);
    this.run.choose(device);
  }

  /** @private */
  begin() {
    this.isStraight = false;
    this.note('reset');
    if (this.chance.next() < 0.5) this.run.reset(this.chance.next() < 0.5);
    else this.run.reseed(this.chance.below(9));
  }

  /** Other runs want its worker, or it is wanted again. @private */
  nod() {
    const sleeps = this.chance.next() < 0.6;
    this.note(sleeps ? 'sleep' : 'wake');
    if (sleeps) this.run.sleep();
    else this.run.wake();
  }

  /** @private */
  answerBrowser() {
    const usable = this.chance.next() < 0.6;
    const reason = /** @type {const} */ (['device.noAdapter']);
    for (const answer of this.world.probes.splice(0)) {
      answer(usable ? { usable: true } : { usable: false, reason });
    }
    this.note(`adapter ${usable}`);
  }

  /** @private */
  async break() {
    const { chance, world } = this;
    const handle = chance.of([...world.handles]);
    if (!handle) return;
    this.hasFaults = true;
    const what = chance.of(
      /** @type {const} */ (['panic', 'error', 'notFinite', 'spoilt', 'unsaveable', 'script']),
    );
    this.note(what);
    if (what === 'panic') {
      this.isStraight = false;
      handle.panic('the test says so');
    } else if (what === 'script') {
      handle.tell({ type: 'error', kind: 'internal', message: 'the test says so', runId: null });
    } else if (what === 'unsaveable') handle.wasm.isUnsaveable = true;
    else handle.wasm.fault = what;
    await breathe();
  }

  /** @private */
  wait() {
    const ms = this.chance.of([10, 300, 6_000, 25_000]);
    this.note(`wait ${ms}`);
    // Who owes an answer may be late with it.
    if (this.run.now.deadline) this.hasFaults = true;
    this.clock.advance(ms);
  }

  /**
   * @private
   * @param {string} what
   * @param {number} count
   * @param {Promise<unknown>} promise
   */
  expect(what, count, promise) {
    /** @type {Asked} */
    const asked = { what, count, end: 'open', value: null };
    this.asked.push(asked);
    promise.then(
      (value) => Object.assign(asked, { end: 'done', value }),
      (error) => Object.assign(asked, { end: error.name, value: error.message }),
    );
  }

  /** What must be so at every moment. @private */
  look() {
    const { run, world } = this;
    const { phase, worker, owed } = run.now;
    if (phase === 'live' && !world.handle) world.wrong.push('it is live without a worker');
    if (['failed', 'idle', 'asleep'].includes(phase) && worker !== null) {
      world.wrong.push(`it is ${phase} with a worker`);
    }
    if (run.state === 'paused' && owed.length > 0) world.wrong.push('paused, with steps owed');
    if (
      owed.length > 0 &&
      !run.pauses.has('reader') &&
      !this.asked.some(({ end }) => end === 'open')
    )
      world.wrong.push('owed to nobody');
  }

  /** All that is under way arrives, and every deadline passes. @private */
  async rest() {
    const { world, clock, run } = this;
    this.note('rest');
    run.wake();
    for (let round = 0; round < 200; round++) {
      for (const answer of world.probes.splice(0)) {
        answer({ usable: false, reason: ['device.noAdapter'] });
      }
      await world.work(1);
      // In the midst of it the time that every deadline has.
      clock.advance(round > 20 && round < 32 ? 20_000 : 60);
      const isMoving = run.state === 'loading' || run.state === 'moving';
      const isDone = this.asked.every(({ end }) => end !== 'open');
      if (round > 3 && isDone && !isMoving && run.state !== 'running') break;
      if (round > 12 && isDone && !isMoving && run.state === 'running') break;
    }
    await world.pass();
  }

  /** @private @returns {string[]} */
  judge() {
    const { world, run, asked, reasons } = this;
    const wrong = [...world.wrong];
    for (const { what, end, value } of asked) {
      if (end === 'open') wrong.push(`${what} was never settled`);
      else if (end !== 'done' && !NAMES.includes(end)) wrong.push(`${what}: ${end}: ${value}`);
    }
    if (run.isStepping) wrong.push('steps are owed at rest');
    for (const reason of [...ELSEWHERE, /** @type {const} */ ('reader')]) {
      if (run.pauses.has(reason) !== reasons.has(reason)) wrong.push(`the pause "${reason}"`);
    }
    if (run.pauses.has('trouble') && !this.hasFaults) wrong.push('trouble, of itself');
    if (run.phase === 'failed' && !this.hasFaults) wrong.push('failed, of itself');
    if (run.phase === 'live') wrong.push(...this.judgeLive());
    else if (run.phase !== 'failed') wrong.push(`it is ${run.phase} for ever`);
    return wrong;
  }

  /** @private @returns {string[]} */
  judgeLive() {
    const { world, run } = this;
    const wrong = [];
    const { handle } = world;
    const session = handle?.loop.session;
    if (!handle || !session || session.runId !== run.runId) return ['its worker has another run'];
    const { wish } = /** @type {any} */ (session);
    const isWanted = run.pauses.size === 0;
    if (wish.train !== isWanted) wrong.push(`it trains: ${wish.train}, wanted: ${isWanted}`);
    if (wish.steps.length > 0) wrong.push('its worker still has steps');
    if (run.state !== (isWanted ? 'running' : 'paused'))
      wrong.push(`it says that it is ${run.state}`);
    if (!isWanted && session.trainer.iteration !== run.iteration) {
      wrong.push(`it is at ${session.trainer.iteration} and says ${run.iteration}`);
    }
    if (world.at !== run.iteration)
      wrong.push(`reports end at ${world.at}, it says ${run.iteration}`);
    if (run.delay !== wish.delay) wrong.push('the rest between half-steps');
    for (const other of world.handles) {
      const isKnown = other === handle || other.module === 'webgpu';
      if (!isKnown) wrong.push('a worker that nobody needs');
    }
    const done = this.asked.reduce((sum, { end, count }) => sum + (end === 'done' ? count : 0), 0);
    // A pause does not undo what was under way.
    const isCut = this.asked.some(({ what, end }) => STEPS.includes(what) && end !== 'done');
    if (this.isStraight && !isCut && !isWanted && run.iteration !== done) {
      wrong.push(`it is at ${run.iteration}, and ${done} were asked for`);
    }
    return wrong;
  }
}
