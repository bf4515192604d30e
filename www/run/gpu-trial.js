/** Tries WebGPU in the background of a run on the CPU: loads it, warms it up, times it. */

import { paysFrom } from './pays.js';
import { say } from '../strings/say.js';

/** @typedef {import('../protocol.js').RunEvent} RunEvent */
/** @typedef {import('./pays.js').Timed} Timed */
/** @typedef {import('./worker-handle.js').WorkerHandle} WorkerHandle */
/**
 * How it comes by a worker.
 * @typedef {object} Surroundings
 * @property {(isPinned: boolean) => Promise<import('./devices.js').Probe>} probe
 * @property {(module: 'webgpu', data: string, listen: import('./worker-handle.js').Listen) => WorkerHandle} hire
 */
/** @typedef {'probing' | 'loading' | 'ready' | 'warming' | 'timing' | 'done' | 'wider' | 'over'} TrialPhase */

/** How much larger a batch is timed where WebGPU is slower. */
const WIDER = 4;
const WARM_UP_LIMIT_MS = 60_000;
/** Without a byte more of its module, nor a word of its worker. */
const LOADING_LIMIT_MS = 180_000;
/** The worker stops timing by itself after 15 s; the rest is for its last call to end. */
const TIMING_LIMIT_MS = 17_000;

export class GpuTrial {
  /**
   * @param {string} recipe of the run that is timed: what is found says nothing of another
   * @param {string} data that it learns
   * @param {() => void} changed
   * @param {Surroundings} surroundings
   */
  constructor(recipe, data, changed, { probe, hire }) {
    this.recipe = recipe;
    /** @private */
    this.changed = changed;
    /** @type {TrialPhase} */
    this.phase = 'probing';
    /** Why it is over. @type {import('../strings/say.js').Text} */
    this.reason = '';
    /** @type {WorkerHandle | null} */
    this.handle = null;
    /** @private */
    this.timed = { iterations: 0, ms: 0 };
    /** @private @type {Uint8Array | null} */
    this.checkpoint = null;
    /** The CPU's time, where that was less. @type {Timed | null} */
    this.cpu = null;
    /** Of a larger batch, once that is timed. @type {Timed | null} */
    this.wider = null;
    /** @private @type {ReturnType<typeof setTimeout> | undefined} */
    this.deadline = undefined;
    // What went wrong is in what it finds.
    void probe(false).then((found) => this.probed(found, (listen) => hire('webgpu', data, listen)));
  }

  get msPerIteration() {
    return this.timed.ms / this.timed.iterations;
  }

  /**
   * Gives the trial what it times; it asks by its phase `ready`.
   * @param {Uint8Array} checkpoint
   */
  take(checkpoint) {
    if (this.phase !== 'ready') return;
    this.checkpoint = checkpoint;
    this.handle?.post({ type: 'trial', device: 'webgpu', checkpoint, batch: null });
    this.deadline = setTimeout(() => this.end(say('device.warmUpLate')), WARM_UP_LIMIT_MS);
    this.enter('warming');
  }

  /**
   * The CPU takes less time: a larger batch is timed too, so that it can be said from which one WebGPU pays.
   * @param {Timed} cpu
   */
  widen(cpu) {
    if (this.phase !== 'done' || !this.checkpoint) return this.end('');
    this.cpu = cpu;
    const { checkpoint } = this;
    const batch = WIDER * cpu.batch;
    this.handle?.post({ type: 'trial', device: 'webgpu', checkpoint, batch });
    this.deadline = setTimeout(() => this.end(''), WARM_UP_LIMIT_MS);
    this.enter('wider');
  }

  /** @param {import('../strings/say.js').Text} reason */
  end(reason) {
    clearTimeout(this.deadline);
    this.handle?.terminate();
    this.handle = null;
    this.reason = reason;
    this.enter('over');
  }

  /** Its worker is another's from here on. */
  release() {
    clearTimeout(this.deadline);
  }

  /** @private @param {import('./devices.js').Probe} probe @param {(listen: import('./worker-handle.js').Listen) => WorkerHandle} hire */
  probed(probe, hire) {
    if (this.phase !== 'probing') return;
    if (!probe.usable) return this.end(probe.reason);
    this.handle = hire((_, event) => this.hear(event));
    this.enter('loading');
    this.awaitLoading();
  }

  /** @private Something has come of it, and more must. */
  awaitLoading() {
    if (this.phase !== 'loading') return;
    clearTimeout(this.deadline);
    this.deadline = setTimeout(() => this.end(say('worker.gone')), LOADING_LIMIT_MS);
  }

  /**
   * @private
   * @param {RunEvent} event
   */
  hear(event) {
    this.awaitLoading();
    if (event.type === 'ready') this.ready();
    else if (event.type === 'error') this.end(this.phase === 'wider' ? '' : event.message);
    else if (event.type === 'trial') this.time(event);
    else if (event.type === 'progress') this.changed();
  }

  /** @private Once: it is asked for what it times. */
  ready() {
    if (this.phase !== 'loading') return;
    clearTimeout(this.deadline);
    this.enter('ready');
  }

  /**
   * @private
   * @param {import('../protocol.js').TrialEvent} event
   */
  time({ phase, iterations, ms }) {
    if (this.phase === 'wider') return this.timeWider(phase, ms / iterations);
    if (this.phase === 'done') return;
    this.timed = { iterations, ms };
    if (phase === 'done') {
      clearTimeout(this.deadline);
      this.enter('done');
    } else if (this.phase === 'warming') {
      clearTimeout(this.deadline);
      this.deadline = setTimeout(() => this.runOut(), TIMING_LIMIT_MS);
      this.enter('timing');
    }
  }

  /**
   * @private
   * @param {'timing' | 'done'} phase
   * @param {number} ms
   */
  timeWider(phase, ms) {
    if (phase !== 'done' || !this.cpu) return;
    this.wider = { batch: WIDER * this.cpu.batch, ms };
    this.end('');
  }

  /** The batch from which on WebGPU pays, where that is known. */
  get pays() {
    const { cpu, wider } = this;
    return cpu && wider && paysFrom(cpu, { batch: cpu.batch, ms: this.msPerIteration }, wider);
  }

  /**
   * The call under way did not end in time; what was timed before it counts.
   * @private
   */
  runOut() {
    if (this.timed.iterations > 0) this.enter('done');
    else this.end(say('device.timingLate'));
  }

  /**
   * @private
   * @param {TrialPhase} phase
   */
  enter(phase) {
    this.phase = phase;
    this.changed();
  }
}
