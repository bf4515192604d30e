/** When WebGPU is tried in the background of a run on the CPU, and what comes of it. */

import { say } from '../strings/say.js';
import { GpuTrial } from './gpu-trial.js';

/** @typedef {import('../strings/say.js').Text} Text */
/** @typedef {import('./gpu-trial.js').Surroundings} Surroundings */
/** @typedef {import('./run-state.js').RunState} RunState */

/**
 * What it knows of the run, and may say to it.
 * @typedef {object} Tried
 * @property {RunState} now
 * @property {number | null} bestCpu milliseconds of an iteration
 * @property {() => void} save asks for a checkpoint to time
 * @property {(reason: Text) => void} explain
 * @property {(handle: import('./worker-handle.js').WorkerHandle, reason: Text) => void} offer a worker that is faster
 * @property {() => void} changed
 */

/** What is timed, whatever its seed. @param {RunState} run */
const recipeOf = ({ settings: { preset, config, data } }) => JSON.stringify([preset, config, data]);

/** Why the run is on the CPU, by what the trial is at. */
const PHASES = /** @type {const} */ ({
  loading: 'device.loading',
  warming: 'device.warming',
  timing: 'device.timing',
});

export class Trials {
  /**
   * @param {Tried} tried
   * @param {Surroundings} surroundings
   */
  constructor(tried, surroundings) {
    /** @private */
    this.tried = tried;
    /** @private */
    this.surroundings = surroundings;
    /** @private @type {GpuTrial | null} */
    this.trial = null;
  }

  /** Whether WebGPU is being loaded or timed. */
  get isUnderWay() {
    return this.trial !== null && this.trial.phase !== 'over';
  }

  /** The worker that is tried. */
  get handle() {
    return this.trial?.handle ?? null;
  }

  /** Begins one where it is due, and acts on one that is done. */
  consider() {
    const { now } = this.tried;
    const isFree =
      now.settings.device === 'auto' && now.device === 'cpu' && !now.move && !now.isGpuBarred;
    if (!isFree || now.phase !== 'live') return;
    if (!this.trial && now.iteration > 0) {
      this.trial = new GpuTrial(
        recipeOf(now),
        now.settings.data,
        () => this.changed(),
        this.surroundings,
      );
    }
    if (this.trial?.phase === 'done') this.decide(this.trial);
  }

  /** There is a run to time, where one is waited for. */
  askAgain() {
    if (this.trial?.phase === 'ready') this.tried.save();
  }

  /** @param {Uint8Array} bytes of a checkpoint to time */
  take(bytes) {
    this.trial?.take(bytes);
  }

  /** There is none to be had. */
  refuse() {
    if (this.trial?.phase === 'ready') this.end();
  }

  /**
   * What was found says nothing of another configuration.
   * @param {boolean} isSame even if it is the same
   */
  forget(isSame) {
    const { trial, tried } = this;
    if (!trial || (!isSame && trial.recipe === recipeOf(tried.now))) return;
    this.end();
    const { settings, device } = tried.now;
    if (settings.device === 'auto' && device === 'cpu') tried.explain(say('device.firstCpu'));
  }

  /** @private */
  end() {
    const { trial } = this;
    this.trial = null;
    trial?.end('');
  }

  /** @private */
  changed() {
    const { trial, tried } = this;
    if (!trial) return;
    const { phase } = trial;
    if (phase === 'ready') tried.save();
    if (phase === 'over' && trial.reason) tried.explain(say('device.stays', trial.reason));
    else if (phase === 'over') this.tellSlower(trial);
    else if (phase in PHASES) {
      tried.explain(say(PHASES[/** @type {keyof typeof PHASES} */ (phase)]));
    }
    tried.changed();
  }

  /** @private @param {GpuTrial} trial */
  tellSlower({ cpu, msPerIteration, pays }) {
    if (!cpu) return;
    this.tried.explain(
      pays === null
        ? say('device.slower', cpu.ms, msPerIteration)
        : say('device.slowerUntil', cpu.ms, msPerIteration, pays),
    );
  }

  /** @private @param {GpuTrial} trial */
  decide(trial) {
    const { tried } = this;
    const cpu = tried.bestCpu;
    const gpu = trial.msPerIteration;
    if (cpu === null || !trial.handle) return;
    if (gpu >= cpu) {
      trial.widen({ batch: tried.now.config?.batch ?? 1, ms: cpu });
      this.tellSlower(trial);
      return;
    }
    const { handle } = trial;
    this.trial = null;
    trial.release();
    tried.offer(handle, say('device.faster', cpu, gpu));
  }
}
