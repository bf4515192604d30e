/** How many workers train a run on the CPU: as many as the address asks for, or as a trial finds worth it. */

import { MOST_WORKERS } from '../protocol.js';
import { RunFacts } from './run-facts.js';
import { Speed } from './speed.js';
import { TeamTrial } from './team-trial.js';
import { say } from '../strings/say.js';

/** @typedef {import('../protocol.js').TeamEvent} TeamEvent */
/** @typedef {import('../protocol.js').StepReport} StepReport */
/** @typedef {import('./settings.js').Settings} Settings */
/** @typedef {import('../strings/say.js').Text} Text */

/**
 * @typedef {object} Listener
 * @property {() => void} changed state, device, progress: read them from the run
 * @property {(reports: StepReport[]) => void} stepped
 * @property {(images: Uint8Array, iteration: number) => void} sampled
 * @property {(iteration: number) => void} rewound the run goes on from this iteration; later ones are void
 * @property {(iteration: number, text: Text) => void} marked
 * @property {(text: Text) => void} noticed
 * @property {(kind: import('../protocol.js').ErrorKind, message: Text) => void} failed
 * @property {(checkpoint: { iteration: number, bytes: Uint8Array }) => void} saved the newest
 * @property {(half: import('../protocol.js').HalfEvent) => void} halved in slow motion, a half-step was done
 */

export class TeamRun extends RunFacts {
  /**
   * @param {Settings} settings
   * @param {Listener} listener
   */
  constructor(settings, listener) {
    super(settings);
    /** @protected */
    this.listener = listener;
    /** @protected @type {TeamTrial | null} */
    this.teamTrial = null;
    /** @protected After the worker that led a run has died it goes on with one until the reader resets it. */
    this.isTeamBarred = false;
    /** @private */
    this.mostReplicas = 1;
  }

  /**
   * The leader has the run: who is to train it from its first iteration there on joins now.
   * @protected
   * @param {number} mostReplicas
   */
  formTeam(mostReplicas) {
    const { followers } = this;
    this.mostReplicas = mostReplicas;
    this.workers = 1;
    const wanted = this.device === 'cpu' && !this.isTeamBarred ? this.wantedWorkers : 1;
    const most = Math.min(wanted, mostReplicas);
    followers.keep(most - 1);
    while (followers.count < most - 1) followers.hire(true);
    this.awaitsTeam = followers.count > 0;
    if (wanted > most) this.teamReason = say('team.fewer', most);
    if (this.device === 'cpu') this.teamTrial?.again(most);
    else this.dropTrial();
  }

  /** @private */
  get wantedWorkers() {
    const { workers } = this.settings;
    return workers === 'auto' ? this.followers.count + 1 : workers;
  }

  /**
   * Somebody has joined or left.
   * @protected
   * @param {TeamEvent} event
   */
  teamChanged({ iteration, workers, left }) {
    const { followers, workers: before } = this;
    this.workers = workers;
    if (workers !== before) this.speed = new Speed();
    if (left && followers.has(left.follower)) {
      followers.end(left.follower);
      this.dropTrial();
      if (left.message !== null) this.tellLoss(iteration, workers < before, left.message);
    } else if (iteration > 0 && before === 1 && workers > 1) {
      this.listener.marked(iteration, say('event.teamBegan'));
    }
    if (workers === followers.count + 1) this.awaitsTeam = false;
    this.considerTrial();
  }

  /**
   * @private
   * @param {number} iteration
   * @param {boolean} wasIn
   * @param {string} message
   */
  tellLoss(iteration, wasIn, message) {
    const text = say('event.workerLost', message, this.workers);
    this.listener.noticed(text);
    if (wasIn) this.listener.marked(iteration, text);
  }

  /**
   * The team stays as it is; away from the CPU, and back, there will be another trial.
   * @private
   */
  dropTrial() {
    if (this.teamTrial) this.teamTrial.isOver = true;
    if (this.device !== 'cpu') this.teamTrial = null;
    this.teamReason = '';
  }

  /**
   * @protected
   * @override
   */
  dismiss() {
    super.dismiss();
    this.teamTrial = null;
    this.teamReason = '';
  }

  /** @protected The training time of an iteration with the best team there was, or null. */
  get bestCpu() {
    const { msPerIteration } = this.speed;
    const found = this.teamTrial?.best?.ms ?? Infinity;
    return msPerIteration === null ? null : Math.min(msPerIteration, found);
  }

  /**
   * Goes on with the trial of more workers, where one is due.
   * @protected
   * @returns {boolean} whether it is under way
   */
  considerTeam() {
    const { followers, settings } = this;
    const isFree = settings.workers === 'auto' && this.device === 'cpu' && !this.move;
    const isTimingGpu = this.trial && this.trial.phase !== 'over';
    if (!isFree || this.phase !== 'live' || this.isTeamBarred || isTimingGpu) return false;
    this.teamTrial ??= this.beginTeamTrial();
    const advice = this.teamTrial.advise();
    if (advice === 'hire') followers.hire(false);
    if (advice === 'dismiss') followers.keep(followers.count - 1);
    if (advice === 'hire') this.teamReason = say('team.trying', followers.count + 1);
    else if (advice)
      this.teamReason = say('team.found', this.teamTrial.timings, followers.count + 1);
    return !this.teamTrial.isOver;
  }

  /** @private */
  beginTeamTrial() {
    const cores = navigator.hardwareConcurrency || 1;
    const most = Math.min(cores, this.mostReplicas, MOST_WORKERS);
    if (cores === 1) this.teamReason = say('team.oneCore');
    else if (most === 1) this.teamReason = say('team.indivisible');
    return new TeamTrial(most);
  }

  /**
   * Begins a trial where one is due, and acts on one that is done.
   * @protected
   */
  considerTrial() {}
}
