/** Tries WebGPU in the background of a run on the CPU: loads it, warms it up, times it. */

import { probeWebGpu } from './devices.js';
import { WorkerHandle } from './worker-handle.js';
import { say } from '../strings/say.js';

/** @typedef {import('../protocol.js').RunEvent} RunEvent */
/** @typedef {'probing' | 'loading' | 'ready' | 'warming' | 'timing' | 'done' | 'wider' | 'over'} TrialPhase */

const WARM_UP_LIMIT_MS = 60_000;
/** The worker stops timing by itself after 15 s; the rest is for its last call to end. */
const TIMING_LIMIT_MS = 17_000;

export class GpuTrial {
  /** @param {() => void} changed */
  constructor(changed) {
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
    /** Of the larger batch, once it is timed: milliseconds an iteration. @type {number | null} */
    this.wider = null;
    /** @private @type {ReturnType<typeof setTimeout> | undefined} */
    this.deadline = undefined;
    this.probe();
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
   * Times a larger batch too, so that it can be said from which one WebGPU pays.
   * @param {number} batch
   */
  widen(batch) {
    if (this.phase !== 'done' || !this.checkpoint) return this.end('');
    const { checkpoint } = this;
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

  /** @private */
  async probe() {
    const probe = await probeWebGpu(false);
    if (this.phase !== 'probing') return;
    if (!probe.usable) return this.end(probe.reason);
    this.handle = new WorkerHandle('webgpu', (_, event) => this.hear(event));
    this.enter('loading');
  }

  /**
   * @private
   * @param {RunEvent} event
   */
  hear(event) {
    if (event.type === 'ready') this.enter('ready');
    else if (event.type === 'error') this.end(this.phase === 'wider' ? '' : event.message);
    else if (event.type === 'trial') this.time(event);
    else if (event.type === 'progress') this.changed();
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
    if (phase !== 'done') return;
    this.wider = ms;
    this.end('');
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
