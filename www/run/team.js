/** How many workers train a run on the CPU: as many as were asked for, or as a trial in passing finds worth it. */

import { MOST_WORKERS } from '../protocol.js';
import { say } from '../strings/say.js';
import { Followers } from './followers.js';
import { Speed } from './speed.js';
import { TeamTrial } from './team-trial.js';

/** @typedef {import('../protocol.js').TeamEvent} TeamEvent */
/** @typedef {import('../strings/say.js').Text} Text */

/**
 * What a team knows of its run, and may say to it.
 * @typedef {object} Leader
 * @property {import('./run-state.js').RunState} now
 * @property {Speed} speed
 * @property {boolean} isTimingGpu
 * @property {(command: import('../protocol.js').Command, transfer?: Transferable[]) => void} post
 * @property {(isAwaited: boolean) => void} awaits
 * @property {(text: Text) => void} notice
 */

export class Team {
  /**
   * @param {Leader} leader
   * @param {{ start: () => Worker, cores: () => number, room: () => number }} surroundings
   */
  constructor(leader, { start, cores, room }) {
    /** @private */
    this.leader = leader;
    /** @private */
    this.cores = cores;
    /** @private */
    this.room = room;
    /** @private */
    this.followers = new Followers((command, transfer) => leader.post(command, transfer), start);
    /** @private @type {TeamTrial | null} */
    this.trial = null;
    /** @private */
    this.mostReplicas = 1;
    /** How many train. */
    this.size = 1;
    /** Why so many. @type {Text} */
    this.reason = '';
  }

  /**
   * A worker has the run: who is to train it from its first iteration there on joins now.
   * @param {number} mostReplicas
   */
  form(mostReplicas) {
    const { followers, leader } = this;
    const isOnCpu = leader.now.device === 'cpu';
    this.mostReplicas = mostReplicas;
    this.size = 1;
    const wanted = isOnCpu && !leader.now.isTeamBarred ? this.wanted : 1;
    const most = Math.min(wanted, mostReplicas);
    followers.keep(most - 1);
    while (followers.count < most - 1) if (!this.hire(true)) break;
    if (wanted > most) this.reason = say('team.fewer', most);
    if (isOnCpu) this.trial?.again(followers.count + 1);
    else this.dropTrial();
    leader.awaits(followers.count > 0);
  }

  /**
   * Somebody has joined or left.
   * @param {TeamEvent} event
   */
  changed({ workers, left }) {
    const { followers, leader, size } = this;
    this.size = workers;
    if (workers !== size) leader.speed = new Speed();
    if (left && followers.has(left.follower)) {
      followers.end(left.follower);
      this.dropTrial();
      if (left.message !== null) leader.notice(say('event.workerLost', left.message, workers));
    }
    if (workers === followers.count + 1) leader.awaits(false);
  }

  /**
   * Goes on with the trial of more workers, where one is due.
   * @returns {boolean} whether it is under way
   */
  consider() {
    const { followers, leader } = this;
    const { settings, device, move, phase, isTeamBarred } = leader.now;
    const isFree = settings.workers === 'auto' && device === 'cpu' && !move && !isTeamBarred;
    if (!isFree || phase !== 'live' || leader.isTimingGpu) return false;
    this.trial ??= this.beginTrial();
    const advice = this.trial.advise();
    if (advice === 'hire' && !this.hire(false)) this.trial.isOver = true;
    if (advice === 'dismiss') followers.keep(followers.count - 1);
    return !this.trial.isOver;
  }

  /**
   * One call of `train`.
   * @param {number} workers
   * @param {number} iterations
   * @param {number} ms
   */
  count(workers, iterations, ms) {
    this.trial?.add(workers, iterations, ms);
  }

  /** Workers that it has beside the one that leads. */
  get hired() {
    return this.followers.count;
  }

  /** The training time of an iteration with the best team there was, or null. */
  get best() {
    const { msPerIteration } = this.leader.speed;
    const found = this.trial?.best?.ms ?? Infinity;
    return msPerIteration === null ? null : Math.min(msPerIteration, found);
  }

  /** The worker that led it ends. */
  end() {
    this.followers.endAll();
    this.size = 1;
    this.trial = null;
    this.reason = '';
  }

  /** @private */
  get wanted() {
    const { workers } = this.leader.now.settings;
    return workers === 'auto' ? this.followers.count + 1 : workers;
  }

  /** @private @param {boolean} isAwaited @returns {boolean} whether there is one more */
  hire(isAwaited) {
    const why = this.followers.hire(isAwaited);
    if (why !== null && isAwaited) {
      this.leader.notice(say('event.workerLost', why, this.followers.count + 1));
    }
    return why === null;
  }

  /**
   * The team stays as it is; away from the CPU, and back, there will be another trial.
   * @private
   */
  dropTrial() {
    if (this.trial) this.trial.isOver = true;
    if (this.leader.now.device !== 'cpu') this.trial = null;
    this.reason = '';
  }

  /** @private */
  beginTrial() {
    const [cores, room] = [this.cores(), this.room()];
    const useful = Math.min(cores, this.mostReplicas, MOST_WORKERS);
    const most = Math.min(useful, room);
    if (room < useful) this.reason = say('team.memory', room);
    else if (cores === 1) this.reason = say('team.oneCore');
    else if (most === 1) this.reason = say('team.indivisible');
    // Each critic step has one, and the generator's.
    return new TeamTrial(most, (this.leader.now.config?.nCritic ?? 1) + 1);
  }
}
