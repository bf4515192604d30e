/**
 * One run inside a worker. The page says what it should be (`Wish`); it sees to that a call at a time, and posts what
 * came of it.
 */

import { GRID_COUNT } from '../protocol.js';
import { named, typed } from '../load/errors.js';
import { isFiniteCheckpoint } from '../load/finite.js';
import { reply } from '../asking/answering.js';
import { Pace, SideJob } from './pacing.js';
import { SlowMotion } from './slow-motion.js';

/** @typedef {import('../protocol.js').Config} Config */
/** @typedef {import('../protocol.js').Trainer} Trainer */
/** @typedef {import('../protocol.js').RunEvent} RunEvent */
/** @typedef {import('../protocol.js').Occasion} Occasion */
/** @typedef {import('../protocol.js').StepReport} StepReport */
/** @typedef {(event: RunEvent, transfer?: Transferable[]) => void} Post */
/** @typedef {import('../protocol.js').Owed} Owed */
/** @typedef {import('../protocol.js').Wish} Wish */

/** @type {Wish} */
const AT_REST = { train: false, steps: [], delay: null, until: null };
/** The page goes back to the newest state where a worker dies, and keeps it where the reader leaves. */
const SAVING_MS = 5_000;

/**
 * @typedef {object} Surroundings
 * @property {Post} post
 * @property {import('../protocol.js').Wasm} wasm
 * @property {import('./digit-pool.js').DigitPool} pool
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
    const { post, memory, create, open, classifierOf, failed, pool, digits, wasm } = surroundings;
    this.runId = runId;
    this.trainer = trainer;
    this.team = team;
    team.lead(trainer);
    this.post = post;
    this.memory = memory;
    this.classifierOf = classifierOf;
    this.failed = failed;
    this.pool = pool;
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
    this.saving = new SideJob(SAVING_MS, 0.05);
    this.saving.postpone();
    /** @private */
    this.wish = AT_REST;
    /** @private The number of the last step that is over. */
    this.paid = 0;
    /** @private Where steps lead that have begun. @type {Map<number, number>} */
    this.ends = new Map();
    this.slowMotion = new SlowMotion(this);
    /** @type {import('../asking/answering.js').PostReply} */
    this.reply = (said, transfer) => post({ ...said, runId }, transfer);
    /** @private The shard the run stands still for. @type {string | null} */
    this.waitingFor = null;
    /** @private */
    this.isDrawn = false;
  }

  /** Whether there is anything to do right now. */
  get isBusy() {
    if (this.isTraining) return true;
    return !this.isDrawn && (!this.wish.train || this.drawing.isDue);
  }

  /** @private */
  get isTraining() {
    return this.wish.steps.length > 0 || (this.wish.train && this.room > 0);
  }

  /** Iterations until it waits for other labs. @private */
  get room() {
    return Math.max(0, (this.wish.until ?? Infinity) - this.trainer.iteration);
  }

  /** True while the run stands still for a shard, or for a follower. */
  get isWaiting() {
    return this.waitingFor !== null || (this.team.isAwaited && !this.isHalf);
  }

  /** Whether the next move is a half-step, which is the leader's alone. @private */
  get isHalf() {
    return this.isSlow || Boolean(this.wish.steps[0]?.half);
  }

  /**
   * Whether half-steps are due, one at a time: also to end an iteration that was begun with them.
   * @private
   */
  get isSlow() {
    const { delay, isMidway } = this.slowMotion;
    return (delay !== null || isMidway) && this.wish.steps.length === 0;
  }

  /** Milliseconds to rest before the next turn. */
  get rest() {
    return this.wish.train && this.isSlow ? this.slowMotion.rest : 0;
  }

  /** One turn: at most one call of `train`, then the grid and the autosave where they are due. */
  async turn() {
    if (this.isTraining) await this.train();
    // Who waits for others goes on in a moment, and draws no oftener than one who trains.
    const stands = this.isWaiting || (!this.isTraining && !this.wish.train);
    if (stands ? !this.isDrawn : this.drawing.isDue) await this.draw();
    if (this.saving.isDue && this.isTraining) await this.saving.run(() => this.autosave());
  }

  /**
   * What the page wants of it, from now on. Steps that are over may be among those it names, since it had not heard.
   * @param {Wish} wish
   */
  be({ train, steps, delay, until }) {
    const left = steps.filter(({ id }) => id > this.paid);
    if (delay !== this.wish.delay) this.slowMotion.pace(delay);
    this.wish = { train, steps: left, delay, until };
    if (!this.isTraining) this.announceWaiting(null);
  }

  /** A turn has failed: nothing is tried again by itself, or it would be for ever, and at once. */
  fail() {
    this.stop();
    this.isDrawn = true;
  }

  /** It stands, whatever was owed, until the page has heard why and says what it should be. */
  stop() {
    const { steps, delay } = this.wish;
    this.paid = steps.at(-1)?.id ?? this.paid;
    this.wish = { ...AT_REST, delay };
    this.announceWaiting(null);
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
    if (!isFiniteCheckpoint(bytes)) throw notFinite();
    const trainer = await this.open(bytes);
    const { iteration, mostReplicas, config } = trainer;
    this.stop();
    this.trainer.close();
    this.trainer = trainer;
    this.team.lead(trainer);
    this.slowMotion.begin();
    this.isDrawn = false;
    return { iteration, mostReplicas, config };
  }

  /** As it is between two calls of `train`. */
  async keep() {
    const { iteration } = this.trainer;
    const bytes = await this.trainer.save();
    if (!isFiniteCheckpoint(bytes)) throw notFinite();
    return { iteration, bytes };
  }

  /** The run goes on where this fails; and no further where its numbers are not finite. @private */
  async autosave() {
    try {
      await this.save('autosave');
    } catch (error) {
      if (isSpoilt(error)) this.ranAway(this.trainer.iteration);
      else this.failed(typed(error, 'checkpoint'));
    }
  }

  /** @param {Occasion} occasion */
  async save(occasion) {
    const { iteration, bytes } = await this.keep();
    const { runId } = this;
    this.post({ type: 'checkpoint', runId, iteration, occasion, bytes }, [bytes.buffer]);
  }

  close() {
    this.stop();
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

  /**
   * @param {{ criticLoss?: number, generatorLoss?: number }[]} reports of what was done last
   * @returns {boolean} whether it has stopped
   */
  stopIfRanAway(reports) {
    const at = reports.findIndex(
      ({ criticLoss = 0, generatorLoss = 0 }) => !Number.isFinite(criticLoss + generatorLoss),
    );
    if (at >= 0) this.ranAway(this.trainer.iteration - (reports.length - 1 - at));
    return at >= 0;
  }

  /** @private @param {number} iteration whose numbers are not finite */
  ranAway(iteration) {
    this.stop();
    this.post({ type: 'ran-away', runId: this.runId, iteration });
  }

  /** @private */
  async train() {
    const { team, isSlow, isHalf } = this;
    const [step] = this.wish.steps;
    if (!isHalf) await team.form();
    if (team.isAwaited && !isHalf) return;
    const left = step ? this.leftOf(step) : this.room;
    const wanted = isHalf ? 1 : Math.min(this.pace.iterations, left);
    const iterations = Math.min(wanted, team.room(this.trainer.iteration));
    this.announceWaiting(iterations < wanted && iterations === 0 ? team.lacking?.file : null);
    if (iterations > 0) await this.advance(step, isSlow, iterations);
    if (step && !step.half && this.leftOf(step) === 0) this.pay(step);
  }

  /**
   * Where a number is not finite the module refuses to go there, and stands where it was.
   * @private
   * @param {Owed | undefined} step
   * @param {boolean} isSlow
   * @param {number} iterations
   */
  async advance(step, isSlow, iterations) {
    try {
      if (step?.half) await this.stepHalf(step);
      else if (isSlow) await this.slowMotion.advance();
      else await this.trainWhole(iterations);
    } catch (error) {
      if (!isSpoilt(error)) throw error;
      this.ranAway(this.trainer.iteration + 1);
    }
  }

  /** @private @param {number} iterations */
  async trainWhole(iterations) {
    const { team } = this;
    const workers = team.size;
    const begun = performance.now();
    const reports = await (workers === 1 ? this.trainer : team).train(iterations);
    const ms = performance.now() - begun;
    this.pace.learn(iterations, ms);
    this.slowMotion.begin(reports[reports.length - 1]);
    this.tell(reports, ms, workers);
    this.stopIfRanAway(reports);
  }

  /** @private @param {Owed} step */
  stepHalf(step) {
    const { slowMotion } = this;
    const isCritic = step.half === 'critic';
    return reply(
      step.id,
      () => (isCritic ? slowMotion.stepCritic() : slowMotion.stepGenerator()),
      (said, transfer) => {
        this.settle(step);
        this.reply(said, transfer);
        const isSpoilt = said.type === 'refusal' && said.name === 'NotFiniteError';
        if (isSpoilt) this.ranAway(this.trainer.iteration + 1);
      },
    );
  }

  /**
   * How many iterations are left of a step, which begins here where it has not.
   * @private
   * @param {Owed} step
   */
  leftOf(step) {
    const { iteration } = this.trainer;
    const to = step.to ?? this.ends.get(step.id) ?? iteration + step.count;
    if (step.to === null && !this.ends.has(step.id)) {
      this.post({ type: 'owed', runId: this.runId, id: step.id, to });
    }
    this.ends.set(step.id, to);
    return Math.max(0, to - iteration);
  }

  /** @private @param {Owed} step */
  pay(step) {
    // Where it was called off meanwhile, nobody waits.
    if (!this.wish.steps.includes(step)) return;
    this.settle(step);
    this.reply({ type: 'answer', id: step.id, value: this.trainer.iteration }, []);
  }

  /** It is over. @private @param {Owed} step */
  settle({ id }) {
    this.paid = Math.max(this.paid, id);
    this.ends.delete(id);
    this.wish = { ...this.wish, steps: this.wish.steps.filter((one) => one.id > this.paid) };
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
   * @param {string | null} [file]
   */
  announceWaiting(file = null) {
    if (file === this.waitingFor) return;
    this.waitingFor = file;
    this.post({ type: 'waiting', runId: this.runId, file });
  }
}

/** @param {unknown} error */
const isSpoilt = (error) => error instanceof Error && error.name === 'NotFiniteError';

/** What nobody goes on with, keeps or hands out. */
const notFinite = () =>
  named(
    'NotFiniteError',
    'the checkpoint has numbers that are not finite, which would spoil all that follows',
  );
