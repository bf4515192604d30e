/**
 * A module that is made up: it trains nothing, but keeps count as the real one does, takes the time that the test gives
 * it, and fails when it is told to.
 */

import { named } from '../../../www/load/errors.js';

/** @typedef {import('../../../www/protocol.js').Wasm} Wasm */
/** @typedef {{ iteration: number, criticSteps: number, config: Record<string, any>, isSpoilt: boolean }} State */
/** What goes wrong at the next call that trains. @typedef {'error' | 'notFinite' | 'spoilt' | null} Fault */

export const CONFIG = { seed: 7, batch: 8, nCritic: 2, order: 'criticFirst', latent: 4 };

const encode = (/** @type {State} */ state) => new TextEncoder().encode(JSON.stringify(state));

/** @param {Uint8Array} bytes @returns {State} */
function decode(bytes) {
  try {
    const state = JSON.parse(new TextDecoder().decode(bytes));
    if (typeof state.iteration === 'number') return state;
  } catch {
    // Said below.
  }
  throw named('CheckpointError', 'it is no checkpoint');
}

/** A number that the state alone decides. @param {number} iteration @param {number} seed */
export const gapOf = (iteration, seed) => ((iteration * 7919 + seed * 104729) % 1000) / 1000;

/** Calls that wait for the test to let them end. */
export class Work {
  constructor() {
    /** @type {(() => void)[]} */
    this.open = [];
  }

  /** @returns {Promise<void>} */
  take() {
    return new Promise((resolve) => this.open.push(resolve));
  }

  /** Lets one end. */
  finish() {
    this.open.shift()?.();
  }
}

export class MadeUpTrainer {
  /** By how many a run may be shared. */
  static mostReplicas = 1;

  /**
   * @param {State} state
   * @param {Module} module
   */
  constructor(state, module) {
    this.state = state;
    this.module = module;
    this.isClosed = false;
    this.portion = [0, 1];
  }

  get iteration() {
    return this.state.iteration;
  }

  get config() {
    return this.state.config;
  }

  get mostReplicas() {
    return MadeUpTrainer.mostReplicas;
  }

  /** @private @param {() => any} move */
  async call(move) {
    await this.module.work.take();
    if (this.isClosed) throw named('ClosedError', 'the trainer is closed');
    const { fault } = this.module;
    this.module.fault = null;
    if (fault === 'error') throw named('DeviceError', 'the test says so');
    if (fault === 'notFinite') throw named('NotFiniteError', 'the test says so');
    if (fault === 'spoilt') this.state.isSpoilt = true;
    return move();
  }

  /** @private */
  report() {
    const { iteration, isSpoilt, config } = this.state;
    const gap = isSpoilt ? NaN : gapOf(iteration, config.seed);
    return { gap, criticLoss: gap, penalty: 0, slope: 0 };
  }

  /** @param {number} count */
  train(count) {
    return this.call(() => {
      const reports = [];
      for (let at = 0; at < count; at++) {
        this.state.iteration += 1;
        const { iteration } = this.state;
        reports.push({ iteration, ...this.report(), generatorLoss: 0 });
      }
      this.state.criticSteps = 0;
      return reports;
    });
  }

  criticStep() {
    return this.call(() => {
      this.state.criticSteps += 1;
      return this.report();
    });
  }

  generatorStep() {
    return this.call(() => {
      this.state.iteration += 1;
      this.state.criticSteps = 0;
      return { generatorLoss: 0 };
    });
  }

  /** @param {number} index @param {number} of */
  async split(index, of) {
    this.portion = [index, of];
  }

  /** What this replica would add: its place, and where it is. */
  async criticPart() {
    return Float32Array.of(this.portion[0], this.iteration, this.state.criticSteps);
  }

  /** The leader's takes the time that the test gives it. */
  async generatorPart() {
    if (this.portion[0] === 0) await this.module.work.take();
    return this.criticPart();
  }

  /** @param {Float32Array} sum */
  async takeCritic(sum) {
    this.check(sum);
    this.state.criticSteps += 1;
    return this.report();
  }

  /** @param {Float32Array} sum */
  async takeGenerator(sum) {
    this.check(sum);
    this.state.iteration += 1;
    this.state.criticSteps = 0;
    return { generatorLoss: 0 };
  }

  /** Of all replicas, each in its place and all where this one is. @private @param {Float32Array} sum */
  check([replicas, iteration, criticSteps]) {
    const isAlike = iteration === this.iteration && criticSteps === this.state.criticSteps;
    if (replicas !== this.portion[1] || !isAlike) this.module.strays += 1;
  }

  async save() {
    if (this.isClosed) throw named('ClosedError', 'the trainer is closed');
    if (this.module.isUnsaveable) throw named('MemoryError', 'the test lets nothing be saved');
    return encode(this.state);
  }

  /** @param {Record<string, any>} patch */
  configure(patch) {
    if ('batch' in patch) throw named('ArgumentError', 'batch takes a new run to change');
    this.state.config = { ...this.state.config, ...patch };
  }

  async sample() {
    return new Uint8Array(1);
  }

  close() {
    this.isClosed = true;
  }
}

/** One worker's instance. */
export class Module {
  /** @param {Work} work */
  constructor(work) {
    this.work = work;
    /** @type {Fault} */
    this.fault = null;
    this.isUnsaveable = false;
    /** Sums that were not of all replicas, or of replicas that are not alike. */
    this.strays = 0;
    const module = this;
    this.Digits = class {
      count = 0;
      /** @param {Uint8Array} _images @param {Uint8Array} labels */
      add(_images, labels) {
        this.count += labels.length;
      }
    };
    this.Trainer = {
      /** @param {Record<string, any>} config */
      async create(config) {
        if (config.batch === 0) throw named('ArgumentError', 'batch is 0');
        const state = { iteration: 0, criticSteps: 0, config, isSpoilt: false };
        return new MadeUpTrainer(state, module);
      },
      /** @param {Uint8Array} bytes */
      load: async (bytes) => new MadeUpTrainer(decode(bytes), module),
    };
  }

  preset() {
    return CONFIG;
  }

  memoryBytes() {
    return 1;
  }

  /**
   * How many there are, where they are in their order and all in the same place.
   * @param {Float32Array[]} parts
   */
  sumOfParts(parts) {
    const [[, iteration, criticSteps]] = parts;
    const isAlike = parts.every(
      (part, place) => part[0] === place && part[1] === iteration && part[2] === criticSteps,
    );
    return Float32Array.of(isAlike ? parts.length : NaN, iteration, criticSteps);
  }

  /** As the types of the bindings have it. @returns {Wasm} */
  get wasm() {
    return /** @type {Wasm} */ (/** @type {unknown} */ (this));
  }
}
