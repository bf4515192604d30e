/** How a run changes hands: by the reader's choice, or after WebGPU was tried in the background. */

import { probeWebGpu } from './devices.js';
import { TeamRun } from './run-team.js';
import { Speed } from './speed.js';
import { say } from '../strings/say.js';
import { WorkerHandle } from './worker-handle.js';

/** @typedef {import('../protocol.js').RunEvent} RunEvent */
/** @typedef {import('../protocol.js').DeviceName} DeviceName */
/** @typedef {import('./settings.js').Settings} Settings */
/** @typedef {import('./run-facts.js').Move} Move */
/** @typedef {import('./gpu-trial.js').GpuTrial} GpuTrial */
/** @typedef {import('./run-team.js').Listener} Listener */

export class MovingRun extends TeamRun {
  /**
   * @param {Settings} settings
   * @param {Listener} listener
   */
  constructor(settings, listener) {
    super(settings, listener);
    /** @protected The newest, to come back to. @type {{ bytes: Uint8Array, iteration: number } | null} */
    this.checkpoint = null;
    /** @protected After WebGPU failed under a run it is not tried again unless the reader asks. */
    this.isGpuBarred = false;
    /**
     * The curve is the seed's own only while this is empty.
     * @protected
     * @type {Set<string>}
     */
    this.lostShards = new Set();
  }

  /**
   * What a worker says; the run itself overrides it.
   * @protected
   * @param {WorkerHandle} _handle
   * @param {RunEvent} _event
   */
  hear(_handle, _event) {}

  /**
   * The same settings from iteration 0; the run itself overrides it.
   * @param {boolean} [_isFresh]
   */
  reset(_isFresh) {}

  /**
   * The reader's choice of device. A live run moves there; one still loading starts over.
   * @param {Settings['device']} choice
   */
  async choose(choice) {
    this.settings.device = choice;
    if (this.phase === 'opening') return this.reset(true);
    if (this.phase !== 'live') return;
    this.cancelMove();
    this.endTrial();
    this.isGpuBarred = false;
    const { runId } = this;
    if (choice === 'auto' && this.device === 'webgpu') return;
    const device = choice === 'auto' ? 'cpu' : choice;
    const reason = choice === 'auto' ? say('device.firstCpu') : say('device.pinned');
    if (device === this.device) return this.explain(reason);
    const probe = device === 'webgpu' ? await probeWebGpu(true) : null;
    if (runId !== this.runId || this.settings.device !== choice) return;
    if (probe && !probe.usable) return this.explain(say('device.kept', probe.reason, this.device));
    this.moveTo(this.handleFor(device), device, reason);
  }

  /**
   * @protected
   * @param {DeviceName} device
   */
  handleFor(device) {
    return this.handle?.module === device ? this.handle : this.hire(device);
  }

  /**
   * @protected
   * @param {import('../protocol.js').ModuleName} module
   */
  hire(module) {
    return new WorkerHandle(module, (handle, event) => this.hear(handle, event));
  }

  /**
   * @protected
   * @param {WorkerHandle} handle
   * @param {DeviceName} device
   */
  postStart(handle, device) {
    const { seed, preset, config } = this.settings;
    const recipe = { seed, preset, config };
    const checkpoint = this.checkpoint?.bytes ?? null;
    handle.post({ type: 'start', runId: this.runId, device, recipe, checkpoint });
  }

  /**
   * @protected
   * @param {import('../protocol.js').Occasion} occasion
   */
  requestCheckpoint(occasion) {
    this.handle?.post({ type: 'save', runId: this.runId, occasion });
  }

  /** @protected */
  tellPause() {
    if (this.phase === 'live' && !this.move?.handle.isReady) {
      const type = this.pauses.size > 0 ? 'pause' : 'run';
      this.handle?.post({ type, runId: this.runId });
    }
    this.listener.changed();
  }

  /**
   * @protected
   * @param {import('../strings/say.js').Text} reason
   */
  explain(reason) {
    this.deviceReason = reason;
    this.listener.changed();
    this.considerTrial();
  }

  /**
   * @protected
   * @param {WorkerHandle} handle
   * @param {DeviceName} device
   * @param {import('../strings/say.js').Text} reason what to say once it is there
   */
  moveTo(handle, device, reason) {
    this.move = { handle, device, reason };
    if (handle.isReady) this.requestMove();
    this.listener.changed();
  }

  /**
   * The run stands still from here until the other worker has it.
   * @protected
   */
  requestMove() {
    this.handle?.post({ type: 'pause', runId: this.runId });
    this.requestCheckpoint('move');
  }

  /** @protected @param {Move} move */
  endMove({ handle, device, reason }) {
    this.adopt(handle);
    this.move = null;
    this.deviceReason = reason;
    this.speed = new Speed();
    this.waitingFor = null;
    this.listener.marked(this.iteration, say('event.moved', device));
    handle.lost.forEach((event) => this.shardLost(event));
  }

  /**
   * @protected
   * @param {import('../protocol.js').ShardLostEvent} event
   */
  shardLost({ file, fromIteration, message }) {
    if (this.lostShards.has(file)) return;
    this.lostShards.add(file);
    this.listener.noticed(say('event.shardLost', file, message));
    this.listener.marked(Math.max(fromIteration, this.iteration), say('event.shardMark', file));
  }

  /** @protected */
  cancelMove() {
    const handle = this.move?.handle;
    this.move = null;
    if (handle && handle !== this.handle) handle.terminate();
    if (handle) this.tellPause();
  }

  /**
   * First of more workers, then of WebGPU, which has to be better than the best of them.
   * @protected
   * @override
   */
  considerTrial() {
    if (this.considerTeam()) return;
    const isFree =
      this.settings.device === 'auto' && this.device === 'cpu' && !this.move && !this.isGpuBarred;
    if (!isFree || this.phase !== 'live') return;
    if (!this.trial && this.iteration > 0) this.beginTrial(() => this.trialChanged());
    if (this.trial?.phase === 'done') this.decide(this.trial);
  }

  /** @protected */
  trialChanged() {
    const { trial } = this;
    if (!trial) return;
    if (trial.phase === 'ready') this.requestCheckpoint('trial');
    if (trial.phase === 'over' && trial.reason)
      this.deviceReason = say('device.stays', trial.reason);
    else if (trial.phase === 'over') this.tellSlower(trial);
    else if (trial.phase === 'loading') this.deviceReason = say('device.loading');
    else if (trial.phase === 'warming') this.deviceReason = say('device.warming');
    else if (trial.phase === 'timing') this.deviceReason = say('device.timing');
    this.considerTrial();
    this.listener.changed();
  }

  /** @private @param {GpuTrial} trial */
  tellSlower({ cpu, msPerIteration, pays }) {
    if (!cpu) return;
    this.deviceReason =
      pays === null
        ? say('device.slower', cpu.ms, msPerIteration)
        : say('device.slowerUntil', cpu.ms, msPerIteration, pays);
  }

  /** @protected @param {GpuTrial} trial */
  decide(trial) {
    const cpu = this.bestCpu;
    if (cpu === null || !trial.handle) return;
    const gpu = trial.msPerIteration;
    if (gpu >= cpu) {
      trial.widen({ batch: this.config?.batch ?? 1, ms: cpu });
      this.tellSlower(trial);
      return;
    }
    const { handle } = trial;
    handle.listen = (sender, event) => this.hear(sender, event);
    this.releaseTrial();
    this.moveTo(handle, 'webgpu', say('device.faster', cpu, gpu));
  }
}
