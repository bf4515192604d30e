/**
 * The workers that share a run, as its leader sees them: who takes part, who would, who has left. Each has
 * an instance of the module and the digits of its own, and is one replica; the leader is the first.
 */

import { typed } from '../load/errors.js';
import { Exchange } from './exchange.js';
import { Member, TICK_MS } from './member.js';

/** @typedef {import('../protocol.js').EnlistCommand} EnlistCommand */
/** @typedef {import('../protocol.js').RunEvent} RunEvent */
/** @typedef {import('../protocol.js').Trainer} Trainer */

export class Team {
  /**
   * @param {import('../protocol.js').Wasm} wasm
   * @param {import('./digit-pool.js').DigitPool} pool
   * @param {{ post: (event: RunEvent) => void, wake: () => void }} surroundings
   */
  constructor(wasm, pool, { post, wake }) {
    /** @private */
    this.wasm = wasm;
    /** @private */
    this.pool = pool;
    /** @private */
    this.post = post;
    /** @private */
    this.wake = wake;
    /** @private @type {Trainer | null} */
    this.trainer = null;
    /** The replicas after the leader, in their order. @type {Member[]} */
    this.members = [];
    /** @private Those who get ready to join. @type {Member[]} */
    this.recruits = [];
    /** @private @type {ReturnType<typeof setInterval> | undefined} */
    this.watching = undefined;
    /** Whether the portions are still those of another number of replicas. */
    this.isStale = false;
  }

  /** Replicas of the run, the leader's included. */
  get size() {
    return this.members.length + 1;
  }

  /** Whether the run waits for somebody to join. */
  get isAwaited() {
    return this.recruits.some(({ isAwaited }) => isAwaited);
  }

  /** Bytes of wasm memory of the replicas after the leader. */
  get memory() {
    return this.members.reduce((sum, member) => sum + member.memory, 0);
  }

  /**
   * The first shard that one of the team has not got yet, if any.
   * @returns {{ file: string, fromIteration: number } | undefined}
   */
  get lacking() {
    const shards = Math.min(...this.members.map((member) => member.shards));
    return this.pool.due(shards, this.trainer?.config.batch ?? 0);
  }

  /**
   * How many iterations the run may do before that shard must be in.
   * @param {number} iteration how many it has done
   */
  room(iteration) {
    const { lacking } = this;
    return lacking ? Math.max(0, lacking.fromIteration - iteration) : Infinity;
  }

  /**
   * Leads another run, or one moved here. Whoever was there stays, but for the run's state.
   * @param {Trainer} trainer
   */
  lead(trainer) {
    this.trainer = trainer;
    this.renew();
    this.isStale = false;
  }

  /** All begin again from the leader's state, at the next call: theirs is another, or not to be trusted. */
  renew() {
    this.recruits.unshift(...this.members);
    for (const member of this.recruits) member.isAwaited = true;
    this.members = [];
    this.isStale = true;
  }

  /** @param {EnlistCommand} command */
  enlist({ follower, port, isAwaited }) {
    const member = new Member(follower, port, isAwaited, {
      changed: this.wake,
      left: (gone, message) => this.leave(gone, message),
    });
    this.recruits.push(member);
    this.watch();
    try {
      member.open();
      member.supply(this.pool.held);
    } catch (error) {
      this.leave(member, typed(error, 'internal').text);
    }
  }

  /** Hands a shard that has come in to everybody. */
  supply() {
    for (const member of [...this.members, ...this.recruits]) member.supply(this.pool.held);
  }

  /**
   * @param {number} follower
   * @param {string | null} message
   */
  dismiss(follower, message) {
    const all = [...this.members, ...this.recruits];
    const member = all.find((one) => one.follower === follower);
    if (member) this.leave(member, message);
    else this.announce({ follower, message });
  }

  /** Between two calls: takes in whoever is ready, and shares the batches out anew where that is due. */
  async form() {
    const { trainer } = this;
    if (!trainer) return;
    const most = trainer.mostReplicas;
    for (const member of this.members.slice(most - 1)) this.leave(member, null);
    const ready = this.recruits.filter((recruit) => this.isReady(recruit, trainer));
    const joining = ready.splice(0, most - this.size);
    for (const recruit of ready) this.leave(recruit, null);
    if (joining.length > 0) await this.admit(trainer, joining);
    while (this.isStale) await this.split();
  }

  /**
   * @param {number} iterations
   */
  async train(iterations) {
    if (!this.trainer) throw new Error('a team trains what it leads');
    const sumOf = (/** @type {Float32Array[]} */ parts) => this.wasm.sumOfParts(parts);
    try {
      return await new Exchange(this, this.trainer, sumOf).train(iterations);
    } catch (error) {
      // Some replicas may have moved and others not.
      this.renew();
      throw error;
    }
  }

  /** Shares the batches out among those who are there. */
  async split() {
    this.isStale = false;
    const of = this.size;
    this.members.forEach((member, place) => member.split(place + 1, of));
    try {
      await this.trainer?.split(0, of);
    } catch (error) {
      // The portions are still those of before.
      this.isStale = true;
      throw error;
    }
  }

  /**
   * Those who join go on from the leader's state of now.
   * @private
   * @param {Trainer} trainer
   * @param {Member[]} joining
   */
  async admit(trainer, joining) {
    const checkpoint = await trainer.save();
    const loaded = await Promise.all(joining.map((recruit) => recruit.load(checkpoint)));
    const joined = joining.filter((one, place) => loaded[place] && this.recruits.includes(one));
    if (joined.length === 0) return;
    this.recruits = this.recruits.filter((recruit) => !joined.includes(recruit));
    this.members.push(...joined);
    this.isStale = true;
    this.announce(null);
  }

  /**
   * Whether it has all the digits that the next iteration draws from.
   * @private
   * @param {Member} recruit
   * @param {Trainer} trainer
   */
  isReady({ shards }, { iteration, config }) {
    const lacking = this.pool.due(shards, config.batch);
    return shards > 0 && (!lacking || lacking.fromIteration > iteration);
  }

  /**
   * @private
   * @param {Member} member
   * @param {import('../protocol.js').Text | null} message null where the team can do without it
   */
  leave(member, message) {
    const isMember = this.members.includes(member);
    if (!isMember && !this.recruits.includes(member)) return;
    this.members = this.members.filter((other) => other !== member);
    this.recruits = this.recruits.filter((other) => other !== member);
    this.isStale ||= isMember;
    member.close();
    this.announce({ follower: member.follower, message });
    this.wake();
  }

  /** @private @param {import('../protocol.js').TeamEvent['left']} left */
  announce(left) {
    const iteration = this.trainer?.iteration ?? 0;
    this.post({ type: 'team', iteration, workers: this.size, left });
  }

  /** Looks after those who owe an answer, as long as there is anybody. @private */
  watch() {
    this.watching ??= setInterval(() => {
      const all = [...this.members, ...this.recruits];
      for (const member of all) member.tick();
      if (all.length > 0) return;
      clearInterval(this.watching);
      this.watching = undefined;
    }, TICK_MS);
  }
}
