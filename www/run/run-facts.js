/** What the page reads of a run: where it is, on which device and why, and what it has loaded. */

import { Followers } from './followers.js';
import { GpuTrial } from './gpu-trial.js';
import { OpenQuestions } from './questions.js';
import { Speed } from './speed.js';

/** @typedef {import('../protocol.js').DeviceName} DeviceName */
/** @typedef {import('./worker-handle.js').WorkerHandle} WorkerHandle */
/** @typedef {import('../types.js').RunState} RunState */
/**
 * Why a run stands still: the reader wants it so, nobody sees it (`hidden`: the page, `away`: the lab), another
 * lab of the page trains, or it has stopped itself (`trouble`).
 * @typedef {'reader' | 'hidden' | 'away' | 'other' | 'trouble'} PauseReason
 */
/** @typedef {import('../strings/say.js').Text} Text */
/** @typedef {{ handle: WorkerHandle, device: DeviceName, reason: Text }} Move */

export class RunFacts {
  /**
   * The worker that has the run.
   * @protected
   * @type {WorkerHandle | null}
   */
  handle = null;
  /** @protected @type {Move | null} */
  move = null;
  /** @protected @type {GpuTrial | null} */
  trial = null;
  /** @protected */
  followers = new Followers((command, transfer) => this.handle?.post(command, transfer));
  /** @protected */
  questions = new OpenQuestions();
  /** @protected Whether the run waits for followers. */
  awaitsTeam = false;

  /** @param {import('./settings.js').Settings} settings */
  constructor(settings) {
    this.settings = settings;
    /** @type {'idle' | 'opening' | 'live' | 'failed'} */
    this.phase = 'idle';
    this.runId = 0;
    this.iteration = 0;
    this.memory = 0;
    /** @type {DeviceName} */
    this.device = 'cpu';
    /** @type {Text} */
    this.deviceReason = '';
    /** How many train it. */
    this.workers = 1;
    /** Why so many. @type {Text} */
    this.teamReason = '';
    this.speed = new Speed();
    /** @type {string | null} */
    this.waitingFor = null;
    /** What it is now, once there is one. @type {import('../protocol.js').Config | null} */
    this.config = null;
    /** @type {Set<PauseReason>} */
    this.pauses = new Set();
  }

  /** @returns {RunState} */
  get state() {
    if (this.phase === 'idle' || this.phase === 'failed') return this.phase;
    if (this.phase === 'opening') return 'loading';
    if (this.pauses.size > 0) return 'paused';
    if (this.move?.handle.isReady) return 'moving';
    if (this.awaitsTeam) return 'loading';
    return this.waitingFor ? 'waiting' : 'running';
  }

  /** Bytes fetched so far and in all, of every worker at work. The second worker's digits come from the cache. */
  get bytes() {
    const second = this.move?.handle ?? this.trial?.handle;
    const parts = this.handle ? [this.handle.progress.data, this.handle.progress.module] : [];
    if (second && second !== this.handle) parts.push(second.progress.module);
    return {
      loaded: parts.reduce((sum, { loaded }) => sum + loaded, 0),
      total: parts.reduce((sum, { total, loaded }) => sum + (total ?? loaded), 0),
      isWhole: parts.length > 0 && parts.every(({ loaded, total }) => total && loaded >= total),
    };
  }

  /**
   * Gives the run to a worker; the one that had it ends, and its followers.
   * @protected
   * @param {WorkerHandle} handle
   */
  adopt(handle) {
    if (handle !== this.handle) this.dismiss();
    this.handle = handle;
  }

  /** @protected */
  dismiss() {
    this.questions.drop();
    this.followers.keep(0);
    this.workers = 1;
    this.handle?.terminate();
    this.handle = null;
  }

  /** @private What is timed, whatever its seed. */
  get recipe() {
    const { preset, config } = this.settings;
    return JSON.stringify([preset, config]);
  }

  /**
   * Where the run is another than the one that was timed.
   * @protected
   */
  forgetTrial() {
    if (this.trial && this.trial.recipe !== this.recipe) this.endTrial();
  }

  /** @protected @param {() => void} changed */
  beginTrial(changed) {
    this.trial = new GpuTrial(this.recipe, changed);
  }

  /** @protected */
  endTrial() {
    this.releaseTrial()?.end('');
  }

  /**
   * Lets the trial go, its worker alive.
   * @protected
   */
  releaseTrial() {
    const { trial } = this;
    this.trial = null;
    return trial;
  }
}
