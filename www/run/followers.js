/** The followers of a run, as the page has them: it makes their workers and ends them. The leader does the rest. */

import { messageOf } from '../load/errors.js';

/** @typedef {import('../protocol.js').Command} Command */
/** @typedef {import('../protocol.js').FollowCommand} FollowCommand */
/** @typedef {(command: Command, transfer?: Transferable[]) => void} PostToLeader */

export class Followers {
  /**
   * @param {PostToLeader} postToLeader
   * @param {() => Worker} start throws where the page forbids it
   */
  constructor(postToLeader, start) {
    /** @private */
    this.start = start;
    /** @private */
    this.postToLeader = postToLeader;
    /** @private In the order in which they were hired. @type {Map<number, Worker>} */
    this.workers = new Map();
    /** @private */
    this.next = 1;
  }

  get count() {
    return this.workers.size;
  }

  /** @param {number} follower */
  has(follower) {
    return this.workers.has(follower);
  }

  /**
   * One more.
   * @param {boolean} isAwaited whether the run waits for it
   * @returns {string | null} why there is none, where the page has forbidden it
   */
  hire(isAwaited) {
    const follower = this.next++;
    try {
      this.begin(follower, isAwaited);
      return null;
    } catch (error) {
      this.end(follower);
      return messageOf(error);
    }
  }

  /** @private @param {number} follower @param {boolean} isAwaited */
  begin(follower, isAwaited) {
    const worker = this.start();
    this.workers.set(follower, worker);
    const { port1, port2 } = new MessageChannel();
    worker.onerror = (event) => {
      const message = event.message || 'the worker’s script could not be loaded';
      this.postToLeader({ type: 'dismiss', follower, message });
    };
    /** @type {FollowCommand} */
    const command = { type: 'follow', port: port1 };
    worker.postMessage(command, [port1]);
    this.postToLeader({ type: 'enlist', follower, port: port2, isAwaited }, [port2]);
  }

  /**
   * Ends the worker of one that has left.
   * @param {number} follower
   */
  end(follower) {
    this.workers.get(follower)?.terminate();
    this.workers.delete(follower);
  }

  /** Whoever led them has gone. */
  endAll() {
    for (const follower of [...this.workers.keys()]) this.end(follower);
  }

  /** @param {number} count how many to keep; those hired last go */
  keep(count) {
    for (const follower of [...this.workers.keys()].slice(count)) {
      this.postToLeader({ type: 'dismiss', follower, message: null });
      this.end(follower);
    }
  }
}
