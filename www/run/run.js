/**
 * The run as readers and authors have it, and the one way to it: what they want becomes an event of `transition`. It
 * draws nothing; a listener hears what happens.
 */

import { Core } from './core.js';
import { named } from '../load/errors.js';
import { overlay } from '../recipe.js';
import { isOnTheWay, maySleep, stateOf } from './run-state.js';
import { classifierFile } from './shared.js';
import { browser } from './surroundings.js';

/** @typedef {import('../protocol.js').Config} Config */
/** @typedef {import('../protocol.js').CriticReport} CriticReport */
/** @typedef {import('../protocol.js').GeneratorReport} GeneratorReport */
/** @typedef {import('../protocol.js').Patch<Config>} ConfigPatch */
/** @typedef {import('../protocol.js').QuestionName} QuestionName */
/** @typedef {import('../protocol.js').Questions} Asked */
/** @typedef {import('./run-state.js').PauseReason} PauseReason */
/** @typedef {import('./settings.js').Settings} Settings */
/** @typedef {import('./surroundings.js').Surroundings} Surroundings */
/** @typedef {import('./core.js').Listener} Listener */

export class Run {
  /**
   * @param {Settings} settings
   * @param {Listener} listener
   * @param {Surroundings} [surroundings]
   */
  constructor(settings, listener, surroundings = browser) {
    /** @private */
    this.core = new Core(settings, listener, surroundings);
  }

  /** What it is; events alone make it anew. */
  get now() {
    return this.core.now;
  }

  /** Its workers, by the numbers that the state has. */
  get handles() {
    return this.core.handles;
  }

  get settings() {
    return this.core.now.settings;
  }

  get phase() {
    return this.core.now.phase;
  }

  get runId() {
    return this.core.now.runId;
  }

  get iteration() {
    return this.core.now.iteration;
  }

  get device() {
    return this.core.now.device;
  }

  get deviceReason() {
    return this.core.now.deviceReason;
  }

  get waitingFor() {
    return this.core.now.waitingFor;
  }

  /** What it is now, once there is one. */
  get config() {
    return this.core.now.config;
  }

  get pauses() {
    return this.core.now.pauses;
  }

  get delay() {
    return this.core.now.delay;
  }

  /** Whether steps are owed that were asked for. */
  get isStepping() {
    return this.core.now.owed.length > 0;
  }

  get memory() {
    return this.core.memory;
  }

  get speed() {
    return this.core.speed;
  }

  /** What it has waited for, for ten seconds; nothing where it goes on. */
  get still() {
    return this.core.stillness.text;
  }

  /** How many train it. */
  get workers() {
    return this.core.team.size;
  }

  /** Why so many. */
  get teamReason() {
    return this.core.team.reason;
  }

  get state() {
    return stateOf(this.core.now);
  }

  /** Bytes fetched so far and in all, of every worker at work. The second worker's digits come from the cache. */
  get bytes() {
    const { handle, now } = this.core;
    const second = (now.move && this.core.handles.get(now.move.worker)) ?? this.core.trials.handle;
    const parts = handle ? [handle.progress.data, handle.progress.module] : [];
    if (second && second !== handle) parts.push(second.progress.module);
    return {
      loaded: parts.reduce((sum, { loaded }) => sum + loaded, 0),
      total: parts.reduce((sum, { total, loaded }) => sum + (total ?? loaded), 0),
      isWhole: parts.length > 0 && parts.every(({ loaded, total }) => total && loaded >= total),
    };
  }

  /** Opens a worker for the device asked for, and starts the run on it: one that has ended, from its checkpoint. */
  start() {
    this.core.happen({ type: 'begin' });
  }

  /** @param {PauseReason} reason */
  pause(reason) {
    if (!this.pauses.has(reason) || this.isStepping) this.core.happen({ type: 'pause', reason });
  }

  /** @param {PauseReason} reason */
  resume(reason) {
    // Who presses Run has waited long enough for a worker that says nothing.
    const { worker } = this.core.now;
    const isVain = reason === 'reader' && this.core.stillness.isOfWorker && worker !== null;
    if (isVain) this.core.happen({ type: 'silent', worker });
    if (this.pauses.has(reason) || this.pauses.has('trouble')) {
      this.core.happen({ type: 'resume', reason });
    }
  }

  /**
   * The same settings from iteration 0.
   * @param {boolean} [isFresh] with another worker
   */
  reset(isFresh = false) {
    this.core.happen({ type: 'reset', isFresh: isFresh || this.core.stillness.isOfWorker });
  }

  /** Other settings, which a run that goes on takes up when it begins again. @param {Partial<Settings>} settings */
  set(settings) {
    this.core.happen({ type: 'settings', settings: { ...this.settings, ...settings } });
  }

  /** @param {number} seed */
  reseed(seed) {
    this.set({ seed });
    this.reset();
  }

  /** The reader's choice of device. @param {Settings['device']} device */
  choose(device) {
    this.core.happen({ type: 'choose', device });
    this.core.considerTrials();
  }

  /** From slow motion to flat out. @param {number | null} delay */
  slow(delay) {
    this.core.happen({ type: 'slow', delay });
  }

  /** It waits at that iteration, as if it trained; null: it goes on. @param {number | null} until */
  limit(until) {
    if (this.core.now.until !== until) this.core.happen({ type: 'limit', until });
  }

  /**
   * Exactly so many iterations more, then it stands.
   * @param {number} [count]
   * @returns {Promise<number>} the iteration where that led
   */
  step(count = 1) {
    return this.owe(null, count);
  }

  /** One critic step, then it stands. @returns {Promise<CriticReport>} */
  criticStep() {
    return this.owe('critic', 1);
  }

  /** One generator step, then it stands. @returns {Promise<GeneratorReport>} */
  generatorStep() {
    return this.owe('generator', 1);
  }

  /**
   * @template {QuestionName} Name
   * @param {Name} name
   * @param {Asked[Name]['ask']} ask
   * @returns {Promise<Asked[Name]['answer']>}
   */
  async ask(name, ask) {
    const { handle, now, stillness } = this.core;
    if (!handle || now.phase !== 'live' || isOnTheWay(now)) {
      throw named('NotReadyError', `no run is ready to answer "${name}": it is ${this.state}`);
    }
    const { runId } = now;
    const asked = this.core.questions.ask((id) =>
      handle.post({ type: 'ask', runId, id, name, ask }),
    );
    // A run at rest is waited for, too.
    stillness.look();
    return asked;
  }

  /** @param {number} count digits, and fakes */
  measure(count) {
    return this.ask('measure', { count });
  }

  /** @param {number} count fakes */
  async quality(count) {
    return this.ask('quality', { count, classifier: await classifierFile(this.settings.data) });
  }

  /** @param {number} count real digits, for comparison */
  async realQuality(count) {
    return this.ask('realQuality', {
      count,
      classifier: await classifierFile(this.settings.data),
    });
  }

  /** The run as the bytes of a checkpoint, and the iteration that it is of. What is kept can be gone back to. */
  async save() {
    const { runId } = this;
    const checkpoint = await this.ask('save', {});
    if (runId === this.runId) {
      this.core.happen({ type: 'checkpoint', checkpoint, occasion: 'asked' });
    }
    return checkpoint;
  }

  /**
   * Changes what may change while the run goes on, and marks it.
   * @param {ConfigPatch} patch
   * @returns {Promise<Config>} what it is now
   */
  async configure(patch) {
    const config = await this.ask('configure', { patch });
    this.core.happen({ type: 'configured', config, patch });
    return config;
  }

  /**
   * Begins again from iteration 0, so changed; what is refused leaves the run as it is.
   * @param {ConfigPatch} patch
   * @param {number} [seed]
   */
  async restart(patch, seed = this.settings.seed) {
    const { preset } = this.settings;
    const config = /** @type {ConfigPatch} */ (overlay(this.settings.config, patch));
    await this.ask('check', { recipe: { seed, preset, config } });
    this.set({ config, seed });
    this.reset();
  }

  /**
   * Goes on with the run of a checkpoint; one that is refused leaves this run as it is.
   * @param {Uint8Array} bytes
   */
  async load(bytes) {
    const { iteration, mostReplicas, config } = await this.ask('load', { bytes });
    this.core.happen({ type: 'loaded', checkpoint: { bytes, iteration }, config, mostReplicas });
  }

  /** Workers that it has: those that follow, and one that is tried, too. */
  get crew() {
    const { handles, team, trials } = this.core;
    return handles.size + team.hired + (trials.handle ? 1 : 0);
  }

  /**
   * It gives its worker back, if it can do without, until it is wanted again.
   * @returns {boolean} whether it will
   */
  sleep() {
    const { now } = this.core;
    if (maySleep(now) && !now.isDrowsy) this.core.happen({ type: 'sleep' });
    return this.core.now.isDrowsy;
  }

  /** Somebody sees it, or asks it something. */
  wake() {
    const { phase, isDrowsy } = this.core.now;
    if (phase === 'asleep' || isDrowsy) this.core.happen({ type: 'wake' });
  }

  /** The lab is gone: every worker ends. */
  end() {
    this.core.happen({ type: 'end' });
  }

  /**
   * Steps are settled as questions are.
   * @private
   * @param {import('../protocol.js').Half | null} half
   * @param {number} count
   * @returns {Promise<any>}
   */
  owe(half, count) {
    return this.core.questions.ask((id) => this.core.happen({ type: 'step', id, half, count }));
  }
}
