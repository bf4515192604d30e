/** The leader's end of one follower. */

import { isText, say } from '../strings/say.js';

/** @typedef {import('../protocol.js').Answer} Answer */
/** @typedef {import('../protocol.js').Half} Half */
/** @typedef {import('../protocol.js').HeldShard} HeldShard */
/** @typedef {import('../protocol.js').Order} Order */

/** Between two looks at who is silent. */
export const TICK_MS = 1_000;
const LOADING_LIMIT_MS = 60_000;

/** By type, what must be in an answer for the leader to go on. @type {{ [Type in Answer['type']]: (said: any) => boolean }} */
const SHAPES = {
  added: ({ shards }) => Number.isSafeInteger(shards) && shards > 0,
  loaded: () => true,
  part: ({ round, part, memory }) =>
    Number.isSafeInteger(round) && part instanceof Float32Array && Number.isFinite(memory),
  failed: ({ message }) => isText(message),
};

/** @param {any} said @returns {said is Answer} */
const isAnswer = (said) =>
  Object.hasOwn(SHAPES, said?.type) && SHAPES[/** @type {Answer['type']} */ (said.type)](said);

export class Member {
  /**
   * @param {number} follower
   * @param {MessagePort} port
   * @param {boolean} isAwaited whether the run waits for it
   * @param {{ changed: () => void, left: (member: Member, message: import('../protocol.js').Text) => void }} listener
   */
  constructor(follower, port, isAwaited, listener) {
    this.follower = follower;
    this.isAwaited = isAwaited;
    /** How many shards it has. */
    this.shards = 0;
    /** Bytes of its wasm memory. */
    this.memory = 0;
    /** @private */
    this.port = port;
    /** @private */
    this.listener = listener;
    /** @private How many shards were sent to it. */
    this.sent = 0;
    /** @private */
    this.round = 0;
    /** @private Whether it owes an answer. */
    this.isDue = false;
    /** @private Ticks before its silence is taken for its end; null while nobody waits for it. */
    this.patience = /** @type {number | null} */ (null);
    /** @private @type {(part: Float32Array | null) => void} */
    this.settle = () => {};
    /** @private @type {(isLoaded: boolean) => void} */
    this.settleLoading = () => {};
    /**
     * The part that was asked for last; null where it has left.
     * @type {Promise<Float32Array | null>}
     */
    this.part = Promise.resolve(null);
    port.onmessage = ({ data }) => this.hear(data);
    port.onmessageerror = () => this.hear(null);
  }

  /** Its first word is that it has digits. */
  open() {
    this.post({ type: 'open' });
    this.isDue = true;
    this.expect(LOADING_LIMIT_MS);
  }

  /**
   * Hands on what it lacks.
   * @param {HeldShard[]} held
   */
  supply(held) {
    for (; this.sent < held.length; this.sent++) this.post({ type: 'add', held: held[this.sent] });
  }

  /**
   * @param {Uint8Array} checkpoint
   * @returns {Promise<boolean>} false where it has left
   */
  load(checkpoint) {
    this.isDue = true;
    this.post({ type: 'load', checkpoint });
    this.expect(LOADING_LIMIT_MS);
    return new Promise((resolve) => (this.settleLoading = resolve));
  }

  /**
   * @param {number} index
   * @param {number} of
   */
  split(index, of) {
    this.post({ type: 'split', index, of });
  }

  /**
   * Asks for a part, which `part` then promises.
   * @param {Half} half
   */
  ask(half) {
    this.round += 1;
    this.isDue = true;
    this.part = new Promise((resolve) => (this.settle = resolve));
    this.post({ type: 'ask', half, round: this.round });
  }

  /**
   * @param {Half} half
   * @param {Float32Array} sum
   */
  take(half, sum) {
    this.post({ type: 'take', half, sum });
  }

  /**
   * From now on it is waited for, where it has not answered already.
   * @param {number} ms
   */
  expect(ms) {
    if (this.isDue) this.patience = Math.ceil(ms / TICK_MS);
  }

  /** Ticks are counted, and not the clock read, so that a machine that slept accuses nobody. */
  tick() {
    if (this.patience === null) return;
    this.patience -= 1;
    if (this.patience < 0) this.listener.left(this, 'it no longer answers');
  }

  /** Whoever waits for it waits no longer. */
  close() {
    this.port.close();
    this.answered();
    this.settle(null);
    this.settleLoading(false);
  }

  /** @private */
  answered() {
    this.isDue = false;
    this.patience = null;
  }

  /** @private @param {Order} order */
  post(order) {
    this.port.postMessage(order);
  }

  /** @private @param {unknown} answer of a worker that may be broken */
  hear(answer) {
    if (!isAnswer(answer)) return this.listener.left(this, say('worker.garbled'));
    if (answer.type === 'failed') return this.listener.left(this, answer.message);
    if (answer.type === 'part') {
      // The part of an earlier split is of no use any more.
      if (answer.round !== this.round) return;
      this.memory = answer.memory;
      this.answered();
      return this.settle(answer.part);
    }
    if (answer.type === 'loaded') {
      this.answered();
      return this.settleLoading(true);
    }
    if (this.shards === 0) this.answered();
    this.shards = answer.shards;
    this.listener.changed();
  }
}
