/** What can be asked of a live run, and the changes that come of it. */

import { named } from '../load/errors.js';
import { overlay } from '../recipe.js';
import { say } from '../strings/say.js';
import { changesOf } from './changes.js';
import { MovingRun } from './run-moves.js';
import { classifierFile } from './shared.js';

/** @typedef {import('../protocol.js').Config} Config */
/** @typedef {import('../protocol.js').Patch<Config>} ConfigPatch */
/** @typedef {import('../protocol.js').Questions} Questions */
/** @typedef {import('../protocol.js').QuestionName} QuestionName */

export class AskingRun extends MovingRun {
  /** Milliseconds of rest after each half-step; null: flat out. @type {number | null} */
  delay = null;

  /**
   * @template {QuestionName} Name
   * @param {Name} name
   * @param {Questions[Name]['ask']} ask
   * @returns {Promise<Questions[Name]['answer']>}
   */
  async ask(name, ask) {
    const { handle } = this;
    if (!handle || this.phase !== 'live' || this.move?.handle.isReady) {
      throw named('NotReadyError', `no run is ready to answer "${name}": it is ${this.state}`);
    }
    return this.questions.ask((command) => handle.post(command), this.runId, name, ask);
  }

  /** @param {number} count digits, and fakes */
  measure(count) {
    return this.ask('measure', { count });
  }

  /** @param {number} count fakes */
  async quality(count) {
    return this.ask('quality', { count, classifier: await classifierFile() });
  }

  /**
   * Whole iterations, then pause.
   * @param {number} [count]
   */
  step(count = 1) {
    return this.stepBy('step', { count });
  }

  /** One critic step, then pause. */
  criticStep() {
    return this.stepBy('criticStep', {});
  }

  /** One generator step, then pause. */
  generatorStep() {
    return this.stepBy('generatorStep', {});
  }

  /**
   * From slow motion to flat out.
   * @param {number | null} delay
   */
  slow(delay) {
    this.delay = delay;
    if (this.phase === 'live') this.postDelay();
    this.listener.changed();
  }

  /**
   * Changes what may change while the run goes on, and marks it.
   * @param {ConfigPatch} patch
   * @returns {Promise<Config>} what it is now
   */
  async configure(patch) {
    const config = await this.ask('configure', { patch });
    const all = /** @type {ConfigPatch} */ (overlay(this.settings.config, patch));
    const { config: before } = /** @type {{ config: Config | null }} */ (this);
    const changes = changesOf(before, config);
    this.settings.config = all;
    this.config = config;
    if (changes.length > 0) this.listener.marked(this.iteration, say('event.changed', ...changes));
    this.listener.changed();
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
    Object.assign(this.settings, { config, seed });
    this.reset();
  }

  /** @param {number} count real digits, for comparison */
  async realQuality(count) {
    return this.ask('realQuality', { count, classifier: await classifierFile() });
  }

  /** The run as the bytes of a checkpoint, and the iteration that it is of. */
  save() {
    return this.ask('save', {});
  }

  /**
   * Goes on with the run of a checkpoint; one that is refused leaves this run as it is.
   * @param {Uint8Array} bytes
   */
  async load(bytes) {
    const { iteration, mostReplicas, config } = await this.ask('load', { bytes });
    const { seed, ...rest } = config;
    this.settings.seed = seed;
    this.settings.config = rest;
    this.config = config;
    this.checkpoint = { bytes, iteration };
    this.iteration = iteration;
    this.listener.rewound(0);
    this.listener.marked(iteration, say('event.loaded', iteration));
    this.formTeam(mostReplicas);
    this.tellPause();
  }

  /** @protected */
  postDelay() {
    this.handle?.post({ type: 'slow', runId: this.runId, delay: this.delay });
  }

  /**
   * @private
   * @template {'step' | 'criticStep' | 'generatorStep'} Name
   * @param {Name} name
   * @param {Questions[Name]['ask']} ask
   */
  stepBy(name, ask) {
    const answered = this.ask(name, ask);
    if (this.phase === 'live' && !this.pauses.has('reader')) {
      this.pauses.add('reader');
      if (name !== 'step') this.tellPause();
    }
    this.listener.changed();
    return answered;
  }
}
