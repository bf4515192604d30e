/** One run inside a worker: trains a call at a time and posts what came of it. */

import { GRID_COUNT } from '../protocol.js';
import { named, typed } from '../load/errors.js';
import { Pace, SideJob } from './pacing.js';
import { SlowMotion } from './slow-motion.js';

/** @typedef {import('../protocol.js').Config} Config */
/** @typedef {import('../protocol.js').Trainer} Trainer */
/** @typedef {import('../protocol.js').RunEvent} RunEvent */
/** @typedef {import('../protocol.js').Occasion} Occasion */
/** @typedef {import('../protocol.js').StepReport} StepReport */
/** @typedef {(event: RunEvent, transfer?: Transferable[]) => void} Post */
/** @typedef {{ count: number, resolve: (iteration: number) => void, reject: (error: Error) => void }} Steps */

/**
 * @typedef {object} Surroundings
 * @property {Post} post
 * @property {import('../protocol.js').Wasm} wasm
 * @property {import('../protocol.js').Digits} digits
 * @property {() => number} memory
 * @property {(recipe: import('../protocol.js').Recipe) => Promise<Trainer>} create
 * @property {(bytes: Uint8Array) => Promise<Trainer>} open the run of a checkpoint
 * @property {(file: Blob) => Promise<import('../protocol.js').Classifier>} classifierOf
 * @property {(error: unknown) => void} failed
 */

export class Session {
  /**
   * @param {number} runId
   * @param {Trainer} trainer
   * @param {import('./team.js').Team} team which it leads
   * @param {Surroundings} surroundings
   */
  constructor(runId, trainer, team, surroundings) {
    const { post, memory, create, open, classifierOf, failed, digits, wasm } = surroundings;
    this.runId = runId;
    this.trainer = trainer;
    this.team = team;
    team.lead(trainer);
    this.post = post;
    this.memory = memory;
    this.classifierOf = classifierOf;
    this.failed = failed;
    this.digits = digits;
    this.wasm = wasm;
    /** @private */
    this.create = create;
    /** @private */
    this.open = open;
    /** @private */
    this.pace = new Pace();
    /** @private */
    this.drawing = new SideJob(250, 0.2);
    /** @private */
    this.saving = new SideJob(20_000, 0.05);
    this.saving.postpone();
    this.isRunning = false;
    this.slowMotion = new SlowMotion(this);
    /** @private Iterations asked for one by one. @type {Steps[]} */
    this.owed = [];
    /** @private The shard the run stands still for. @type {string | null} */
    this.waitingFor = null;
    /** @private */
    this.isDrawn = false;
  }

  /** Whether there is anything to do right now. */
  get isBusy() {
    return this.isTraining || !this.isDrawn;
  }

  /** @private */
  get isTraining() {
    return this.isRunning || this.owed.length > 0;
  }

  /** True while the run stands still for a shard, or for a follower. */
  get isWaiting() {
    return this.waitingFor !== null || (this.team.isAwaited && !this.isSlow);
  }

  /**
   * Whether half-steps are due, one at a time: also to end an iteration that was begun with them.
   * @private
   */
  get isSlow() {
    const { delay, isMidway } = this.slowMotion;
    return (delay !== null || isMidway) && this.owed.length === 0;
  }

  /** Milliseconds to rest before the next turn. */
  get rest() {
    return this.isRunning && this.isSlow ? this.slowMotion.rest : 0;
  }

  /** One turn: at most one call of `train`, then the grid and the autosave where they are due. */
  async turn() {
    if (this.isTraining) await this.train();
    const stands = this.isWaiting || !this.isTraining;
    if (stands ? !this.isDrawn : this.drawing.isDue) await this.draw();
    if (this.saving.isDue && this.isRunning) await this.saving.run(() => this.save('autosave'));
  }

  run() {
    this.isRunning = true;
  }

  pause() {
    this.isRunning = false;
    const owed = this.owed.splice(0);
    for (const { reject } of owed) reject(named('PausedError', 'the run was paused meanwhile'));
    this.announceWaiting(null);
  }

  /**
   * That many iterations, then pause.
   * @param {number} count
   * @returns {Promise<number>} the iteration where that led
   */
  step(count) {
    this.isRunning = false;
    return new Promise((resolve, reject) => this.owed.push({ count, resolve, reject }));
  }

  /**
   * A move of the leader's trainer that its followers have no part in: they begin again from where it led.
   * @template T
   * @param {(trainer: Trainer) => Promise<T>} move
   */
  async alone(move) {
    await this.trainer.split(0, 1);
    const moved = await move(this.trainer);
    this.team.renew();
    this.isDrawn = false;
    return moved;
  }

  /** @param {import('../protocol.js').Recipe} recipe */
  async check(recipe) {
    const trainer = await this.create(recipe);
    trainer.close();
    return null;
  }

  /**
   * @param {import('../protocol.js').Patch<Config>} patch
   * @returns {Config}
   */
  configure(patch) {
    this.trainer.configure(patch);
    // A checkpoint made before would bring the old values back.
    this.saving.hasten();
    this.pace = new Pace();
    this.team.renew();
    return this.trainer.config;
  }

  /**
   * Puts another run in the place of this one; where it is refused, this one is unharmed.
   * @param {Uint8Array} bytes
   */
  async load(bytes) {
    const trainer = await this.open(bytes);
    this.pause();
    this.trainer.close();
    this.trainer = trainer;
    this.team.lead(trainer);
    this.slowMotion.begin();
    this.isDrawn = false;
    const { iteration, mostReplicas, config } = trainer;
    return { iteration, mostReplicas, config };
  }

  /** As it is between two calls of `train`. */
  async keep() {
    const { iteration } = this.trainer;
    return { iteration, bytes: await this.trainer.save() };
  }

  /** @param {Occasion} occasion */
  async save(occasion) {
    const bytes = await this.trainer.save().catch((error) => {
      throw typed(error, 'checkpoint');
    });
    const { runId } = this;
    const { iteration } = this.trainer;
    this.post({ type: 'checkpoint', runId, iteration, occasion, bytes }, [bytes.buffer]);
  }

  close() {
    this.pause();
    this.trainer.close();
  }

  /**
   * Iterations that were done in one call.
   * @param {StepReport[]} reports
   * @param {number} ms
   * @param {number} workers
   */
  tell(reports, ms, workers) {
    this.isDrawn = false;
    const { runId } = this;
    const memory = this.memory() + this.team.memory;
    this.post({ type: 'steps', runId, reports, ms, memory, workers });
  }

  /** @param {{ criticLoss: number }[]} reports of what was done last */
  stopIfRanAway(reports) {
    const at = reports.findIndex(({ criticLoss }) => !Number.isFinite(criticLoss));
    if (at < 0) return;
    this.pause();
    const iteration = this.trainer.iteration - (reports.length - 1 - at);
    this.post({ type: 'ran-away', runId: this.runId, iteration });
  }

  /** @private */
  async train() {
    const { team, isSlow } = this;
    if (!isSlow) await team.form();
    if (team.isAwaited && !isSlow) return;
    const wanted = isSlow ? 1 : Math.min(this.pace.iterations, this.owed[0]?.count ?? Infinity);
    const iterations = Math.min(wanted, team.room(this.trainer.iteration));
    this.announceWaiting(iterations === 0 ? (team.lacking?.file ?? null) : null);
    if (iterations === 0) return;
    if (isSlow) {
      await this.slowMotion.advance();
      return;
    }
    const workers = team.size;
    const begun = performance.now();
    const reports = await (workers === 1 ? this.trainer : team).train(iterations);
    const ms = performance.now() - begun;
    this.pace.learn(iterations, ms);
    this.slowMotion.begin(reports[reports.length - 1]);
    this.tell(reports, ms, workers);
    this.pay(iterations);
    this.stopIfRanAway(reports);
  }

  /** @private @param {number} iterations */
  pay(iterations) {
    const [first] = this.owed;
    if (!first) return;
    first.count -= iterations;
    if (first.count > 0) return;
    this.owed.shift();
    first.resolve(this.trainer.iteration);
  }

  /** @private */
  async draw() {
    const { iteration, config } = this.trainer;
    const latents = { count: GRID_COUNT, seed: config.seed };
    this.isDrawn = true;
    const images = await this.drawing.run(() => this.trainer.sample(latents));
    this.post({ type: 'sample', runId: this.runId, iteration, images }, [images.buffer]);
  }

  /**
   * @private
   * @param {string | null} file
   */
  announceWaiting(file) {
    if (file === this.waitingFor) return;
    this.waitingFor = file;
    this.post({ type: 'waiting', runId: this.runId, file });
  }
}
