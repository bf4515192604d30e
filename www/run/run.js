/**
 * The run as the page sees it: which worker trains it, why it stands still, how it is moved to another
 * device and brought back after a failure. It draws nothing; a listener hears what happens.
 */

import { probeWebGpu } from './devices.js';
import { AskingRun } from './run-questions.js';
import { Speed } from './speed.js';
import { say } from '../strings/say.js';

/** @typedef {import('../protocol.js').RunEvent} RunEvent */
/** @typedef {import('../protocol.js').DeviceName} DeviceName */
/** @typedef {import('./settings.js').Settings} Settings */
/** @typedef {import('./run-team.js').Listener} Listener */
/** @typedef {import('./worker-handle.js').WorkerHandle} WorkerHandle */
/** @typedef {import('./run-facts.js').PauseReason} PauseReason */
/** @typedef {import('../strings/say.js').Text} Text */

const FAILURES_IN_A_ROW = 3;

/** @param {import('../protocol.js').ErrorKind} kind */
const isDeadly = (kind) => kind === 'panic' || kind === 'device-lost';

export class Run extends AskingRun {
  /**
   * @param {Settings} settings
   * @param {Listener} listener
   */
  constructor(settings, listener) {
    super(settings, listener);
    /** @private */
    this.failures = 0;
  }

  /** Opens a worker for the device asked for, and starts the run on it. */
  async start() {
    const { device } = this.settings;
    const { runId } = this;
    this.phase = 'opening';
    this.listener.changed();
    if (device !== 'webgpu') {
      return this.open(
        device === 'auto' ? 'cpu' : device,
        say(device === 'auto' ? 'device.firstCpu' : 'device.pinned'),
      );
    }
    const probe = await probeWebGpu(true);
    if (runId !== this.runId) return;
    if (probe.usable) this.open('webgpu', say('device.pinned'));
    else this.open('cpu', say('device.instead', probe.reason));
  }

  /** @param {PauseReason} reason */
  pause(reason) {
    if (this.pauses.has(reason)) return;
    this.pauses.add(reason);
    this.tellPause();
  }

  /** @param {PauseReason} reason */
  resume(reason) {
    this.pauses.delete(reason);
    if (reason === 'reader') this.pauses.delete('trouble');
    this.tellPause();
  }

  /**
   * The same settings from iteration 0. The worker stays, unless another device was chosen or it lacks shards
   * that may be had by now.
   * @override
   * @param {boolean} [isFresh]
   */
  reset(isFresh = this.lostShards.size > 0) {
    this.cancelMove();
    this.forgetTrial();
    this.questions.drop();
    this.runId += 1;
    this.checkpoint = null;
    this.failures = 0;
    this.isTeamBarred = false;
    this.lostShards.clear();
    this.waitingFor = null;
    this.pauses.delete('trouble');
    this.rewind(0);
    if (this.handle && !isFresh) this.launch(this.handle, this.device);
    else {
      this.dismiss();
      this.start();
    }
  }

  /** @param {number} seed */
  reseed(seed) {
    this.settings.seed = seed;
    if (this.phase !== 'idle') this.reset();
  }

  /**
   * @private
   * @param {DeviceName} device
   * @param {Text} reason
   */
  open(device, reason) {
    const handle = this.hire(device);
    this.adopt(handle);
    this.deviceReason = reason;
    this.launch(handle, device);
  }

  /**
   * @private
   * @param {WorkerHandle} handle
   * @param {DeviceName} device
   */
  launch(handle, device) {
    this.phase = 'opening';
    this.device = device;
    this.speed = new Speed();
    this.postStart(handle, device);
    this.listener.changed();
  }

  /**
   * @private
   * @param {number} iteration
   */
  rewind(iteration) {
    this.iteration = iteration;
    this.listener.rewound(iteration);
  }

  /**
   * @protected
   * @override
   * @param {WorkerHandle} handle
   * @param {RunEvent} event
   */
  hear(handle, event) {
    const isOurs = handle === this.handle || handle === this.move?.handle;
    if (!isOurs || this.isLate(event)) return;
    if (event.type === 'ready' && handle === this.move?.handle) this.requestMove();
    else if (event.type === 'started') this.started(handle, event);
    else if (event.type === 'steps') this.stepped(event);
    else if (event.type === 'team' && handle === this.handle) this.teamChanged(event);
    else if (event.type === 'sample') this.listener.sampled(event.images, event.iteration);
    else if (event.type === 'checkpoint') this.saved(event);
    else if (event.type === 'waiting') this.waitingFor = event.file;
    else if (event.type === 'shard-lost' && handle === this.handle) this.shardLost(event);
    else if (event.type === 'half') this.listener.halved(event);
    else if (event.type === 'answer' || event.type === 'refusal') this.questions.settle(event);
    else if (event.type === 'ran-away') this.stopForTrouble(say('event.ranAway', event.iteration));
    else if (event.type === 'error') this.failed(handle, event);
    this.listener.changed();
  }

  /**
   * Of a run that is no more; only a worker's death matters to all its runs.
   * @private
   * @param {RunEvent} event
   */
  isLate(event) {
    if (!('runId' in event) || event.runId === null) return false;
    const isDeath = event.type === 'error' && isDeadly(event.kind);
    return event.runId !== this.runId && !isDeath;
  }

  /**
   * @private
   * @param {WorkerHandle} handle
   * @param {import('../protocol.js').StartedEvent} event
   */
  started(handle, { device, iteration, mostReplicas, config }) {
    if (handle === this.move?.handle) this.endMove(this.move);
    this.phase = 'live';
    this.device = device;
    this.iteration = iteration;
    this.config = config;
    this.formTeam(mostReplicas);
    if (this.delay !== null) this.postDelay();
    this.tellPause();
    if (this.trial?.phase === 'ready') this.requestCheckpoint('trial');
  }

  /**
   * @private
   * @param {import('../protocol.js').StepsEvent} event
   */
  stepped({ reports, ms, memory, workers }) {
    this.speed.add(reports.length, ms);
    this.teamTrial?.add(workers, reports.length, ms);
    this.memory = memory;
    this.iteration = reports[reports.length - 1].iteration;
    this.listener.stepped(reports);
    this.considerTrial();
  }

  /**
   * @private
   * @param {import('../protocol.js').CheckpointEvent} event
   */
  saved({ bytes, iteration, occasion }) {
    this.checkpoint = { bytes, iteration };
    this.listener.saved(this.checkpoint);
    // A run that lived long enough to save itself is well again.
    if (occasion === 'autosave') this.failures = 0;
    if (occasion === 'trial') this.trial?.take(bytes);
    if (occasion === 'move' && this.move) this.postStart(this.move.handle, this.move.device);
  }

  /** @private @param {Text} text */
  stopForTrouble(text) {
    this.pauses.add('trouble');
    this.listener.noticed(text);
    this.listener.marked(this.iteration, text);
  }

  /**
   * @private
   * @param {WorkerHandle} handle
   * @param {import('../protocol.js').ErrorEvent} event
   */
  failed(handle, { kind, message }) {
    this.listener.failed(kind, message);
    if (handle !== this.handle) return this.moveFailed(message);
    if (kind === 'panic') return this.recover(say('event.panic', message));
    if (kind === 'device-lost') return this.recover(say('event.gpuLost', message));
    if (this.move) return this.moveFailed(message);
    if (this.phase === 'opening') return this.openingFailed(handle, kind, message);
    if (kind === 'checkpoint') return this.listener.noticed(say('event.unsaved', message));
    this.stopForTrouble(say('event.trouble', message));
  }

  /**
   * The device asked for cannot take the run, which stays where it is.
   * @private
   * @param {Text} message
   */
  moveFailed(message) {
    this.cancelMove();
    this.isGpuBarred = true;
    this.deviceReason = say('device.kept', message, this.device);
  }

  /**
   * @private
   * @param {WorkerHandle} handle
   * @param {import('../protocol.js').ErrorKind} kind
   * @param {Text} message
   */
  openingFailed(handle, kind, message) {
    if (kind === 'checkpoint' && this.checkpoint) {
      this.listener.noticed(say('event.unsaved', message));
      this.checkpoint = null;
      this.rewind(0);
      return this.launch(handle, this.device);
    }
    const hasChanges = Object.keys(this.settings.config).length > 0;
    if (kind === 'argument' && !this.checkpoint && hasChanges) {
      this.listener.noticed(say('event.refusedConfig', message));
      this.settings.config = {};
      return this.launch(handle, this.device);
    }
    this.dismiss();
    if (this.device === 'webgpu' && kind !== 'data') {
      this.isGpuBarred = true;
      return this.open('cpu', say('device.instead', message));
    }
    this.giveUp(say('event.trouble', message));
  }

  /**
   * The worker has died. A fresh one goes on from the newest checkpoint, on the CPU if it was WebGPU.
   * @private
   * @param {Text} text
   */
  recover(text) {
    this.cancelMove();
    this.dismiss();
    this.failures += 1;
    if (this.failures > FAILURES_IN_A_ROW)
      return this.giveUp(say('event.both', text, say('event.gaveUp')));
    const wasGpu = this.device === 'webgpu';
    const device = wasGpu ? 'cpu' : this.device;
    const iteration = this.checkpoint?.iteration ?? 0;
    this.rewind(iteration);
    const resumed = say('event.resumed', iteration, device);
    this.listener.noticed(say('event.both', text, resumed));
    this.listener.marked(iteration, resumed);
    this.isGpuBarred ||= wasGpu;
    this.isTeamBarred ||= !wasGpu;
    this.waitingFor = null;
    this.open(device, wasGpu ? say('device.instead', text) : this.deviceReason);
  }

  /** The lab is gone: every worker ends. */
  end() {
    this.cancelMove();
    this.endTrial();
    this.dismiss();
    this.runId += 1;
    this.phase = 'idle';
  }

  /** @private @param {Text} text */
  giveUp(text) {
    this.endTrial();
    this.dismiss();
    this.phase = 'failed';
    this.listener.noticed(text);
  }
}
