/**
 * The training shards that the page hands over, in order, as they go into wasm. The next shard still to come
 * decides how far a run may train: one seed gives one curve whatever the network does.
 */

import { unpackShard } from '../load/shards.js';

/** @typedef {import('../protocol.js').Digits} Digits */
/** @typedef {import('../protocol.js').HeldShard} HeldShard */
/** @typedef {import('../protocol.js').Shard} Shard */

export class DigitPool {
  /** @param {() => void} changed called when a shard has come in or was given up */
  constructor(changed) {
    /** @private */
    this.changed = changed;
    /** @private @type {Shard[]} */
    this.pending = [];
    /** @private */
    this.pixels = 0;
    /**
     * The shards that are in, in their order, for followers to have the very same.
     * @type {HeldShard[]}
     */
    this.held = [];
    /** @private One after another. */
    this.turn = Promise.resolve();
    /** @private @type {(digits: Digits) => void} */
    this.resolveDigits = () => {};
    /** @private @type {Promise<Digits>} */
    this.digits = new Promise((resolve) => (this.resolveDigits = resolve));
    /** @private @type {() => void} */
    this.resolveFirst = () => {};
    /** Resolves once there is something to train on. @type {Promise<void>} */
    this.firstDigits = new Promise((resolve) => (this.resolveFirst = resolve));
  }

  /**
   * The next shard to join, if any: they come in order.
   * @returns {Shard | undefined}
   */
  get next() {
    return this.pending[0];
  }

  /**
   * Wasm is up.
   * @param {Digits} digits
   */
  open(digits) {
    this.resolveDigits(digits);
  }

  /**
   * @param {Shard[]} shards
   * @param {number} pixels
   */
  expect(shards, pixels) {
    this.pending = [...shards];
    this.pixels = pixels;
  }

  /**
   * The next shard.
   * @param {Blob} packed
   */
  add(packed) {
    this.turn = this.turn.then(() => this.bring(packed));
    return this.turn;
  }

  /** The next shard is lost. */
  skip() {
    this.turn = this.turn.then(() => this.pass());
  }

  /** @private @param {Blob} packed */
  async bring(packed) {
    const { pixels } = this;
    const shard = /** @type {Shard} */ (this.next);
    const bytes = new Uint8Array(await packed.arrayBuffer());
    const { images, labels } = await unpackShard(bytes, shard, pixels);
    const digits = await this.digits;
    // Where the first shard was lost the next one stands in for it: a run needs something to start on.
    const fromIteration = digits.count === 0 ? 0 : shard.fromIteration;
    digits.add(images, labels, fromIteration);
    this.held.push({ shard, pixels, fromIteration, packed });
    this.pass();
    this.resolveFirst();
  }

  /** @private */
  pass() {
    this.pending.shift();
    this.changed();
  }
}
