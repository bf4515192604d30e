/**
 * The page's end of questions to a worker, whoever asks: each a promise, settled by the reply with its number. The
 * worker's end is `answering.js`.
 */

import { late } from '../load/deadline.js';
import { named } from '../load/errors.js';

/** @typedef {import('../protocol.js').Reply} Reply */
/** @typedef {{ resolve: (value: any) => void, reject: (error: Error) => void, seconds: number }} Pending */

/**
 * Whether it is a word of `answering.js`.
 * @param {any} said
 * @returns {said is Reply}
 */
export function isReply(said) {
  const { type, id, name, message } = said ?? {};
  if (!Number.isSafeInteger(id)) return false;
  const isRefusal = type === 'refusal' && typeof name === 'string' && typeof message === 'string';
  return type === 'answer' || isRefusal;
}

export class Questions {
  constructor() {
    /** @private @type {Map<number, Pending>} */
    this.pending = new Map();
    /** @private */
    this.last = 0;
  }

  /**
   * @template T
   * @param {(id: number) => void} post says it with that number, which is larger than all before
   * @returns {Promise<T>}
   */
  ask(post) {
    const id = ++this.last;
    return new Promise((resolve, reject) => {
      this.pending.set(id, { resolve, reject, seconds: 0 });
      try {
        post(id);
      } catch (error) {
        // What cannot be said has no answer.
        this.pending.delete(id);
        throw error;
      }
    });
  }

  /** How many are open. */
  get count() {
    return this.pending.size;
  }

  /**
   * Another second has gone by: who has waited for longer than that waits no more.
   * @param {number} most seconds
   * @param {(id: number) => boolean} [isMeant]
   */
  pass(most, isMeant = () => true) {
    for (const [id, pending] of this.pending) {
      if (!isMeant(id)) continue;
      pending.seconds += 1;
      if (pending.seconds > most) this.drop(late('answer', 1000 * most), (one) => one === id);
    }
  }

  /** @param {Reply} reply */
  settle(reply) {
    const pending = this.pending.get(reply.id);
    this.pending.delete(reply.id);
    if (reply.type === 'answer') pending?.resolve(reply.value);
    else pending?.reject(named(reply.name, reply.message));
  }

  /**
   * Nobody will answer any more.
   * @param {Error} error
   * @param {(id: number) => boolean} [isMeant]
   */
  drop(error, isMeant = () => true) {
    for (const [id, { reject }] of this.pending) {
      if (!isMeant(id)) continue;
      this.pending.delete(id);
      reject(error);
    }
  }
}
