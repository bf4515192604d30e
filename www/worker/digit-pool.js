/**
 * The training shards that the page hands over, in order, as they go into wasm. The next shard still to come
 * decides how far a run may train: one seed gives one curve whatever the network does.
 */

import { bytesOf, unpackShard } from '../load/unpack.js';

/** @typedef {import('../protocol.js').Digits} Digits */
/** @typedef {import('../protocol.js').HeldShard} HeldShard */
/** @typedef {import('../protocol.js').Shard} Shard */

/** Where so many of the first cannot be taken, so will be the others. */
const VAIN = 2;

export class DigitPool {
  /** @param {() => void} changed called when a shard has come in or was given up */
  constructor(changed) {
    /** @private */
    this.changed = changed;
    /** @private @type {Shard[]} */
    this.pending = [];
    /** @private */
    this.classes = 1;
    /**
     * The shards that are in, in their order, for followers to have the very same.
     * @type {HeldShard[]}
     */
    this.held = [];
    /** @private How many could not be taken. */
    this.lost = 0;
    /** @private One after another. */
    this.turn = Promise.resolve();
    /** @private @type {(digits: Digits) => void} */
    this.resolveDigits = () => {};
    /** @private @type {Promise<Digits>} */
    this.digits = new Promise((resolve) => (this.resolveDigits = resolve));
    /** @private Who waits for digits, and for how many. @type {{ count: number, resolve: () => void }[]} */
    this.awaiting = [];
  }

  /**
   * The next shard to join, if any: they come in order.
   * @returns {Shard | undefined}
   */
  get next() {
    return this.pending[0];
  }

  /**
   * The shard after the first `shards`, if there is one, and the iteration from which on batches of so many digits draw
   * on it: at once where those hold fewer.
   * @param {number} shards
   * @param {number} batch
   * @returns {{ file: string, fromIteration: number } | undefined}
   */
  due(shards, batch) {
    const held = this.held[shards];
    const shard = held?.shard ?? this.next;
    if (!shard) return undefined;
    const { fromIteration } = held ?? shard;
    return { file: shard.file, fromIteration: this.countOf(shards) < batch ? 0 : fromIteration };
  }

  /**
   * Resolves once so many digits are in, or no more will come.
   * @param {number} count
   * @returns {Promise<void>}
   */
  async holds(count) {
    if (!this.has(count)) {
      await /** @type {Promise<void>} */ (
        new Promise((resolve) => this.awaiting.push({ count, resolve }))
      );
    }
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
   * @param {number} classes
   */
  expect(shards, classes) {
    this.pending = [...shards];
    this.classes = classes;
  }

  /**
   * The next shard. One that cannot be taken is lost, and holds up none of those that come after it.
   * @param {Blob} packed
   * @returns {Promise<{ shard: Shard, error: unknown } | null>} what is lost, and why
   */
  add(packed) {
    const brought = this.turn.then(async () => {
      const shard = /** @type {Shard} */ (this.next);
      try {
        await this.bring(packed, shard);
        return null;
      } catch (error) {
        this.lost += 1;
        this.pass();
        return { shard, error };
      }
    });
    this.turn = brought.then(() => {});
    return brought;
  }

  /** The next shard is lost. */
  skip() {
    this.turn = this.turn.then(() => this.pass());
  }

  /** @private @param {Blob} packed @param {Shard} shard */
  async bring(packed, shard) {
    const { classes } = this;
    const { images, labels } = await unpackShard(bytesOf(packed), shard, classes);
    const digits = await this.digits;
    // Where the first shard was lost the next one stands in for it: a run needs something to start on.
    const fromIteration = digits.count === 0 ? 0 : shard.fromIteration;
    digits.add(images, labels, fromIteration);
    this.held.push({ shard, classes, fromIteration, packed });
    this.pass();
  }

  /** @private */
  pass() {
    this.pending.shift();
    this.awaiting = this.awaiting.filter(({ count, resolve }) => {
      if (!this.has(count)) return true;
      resolve();
      return false;
    });
    this.changed();
  }

  /** Whether nothing is in, and nothing will be: so many of the first are lost. */
  get isVain() {
    return this.held.length === 0 && (!this.next || this.lost >= VAIN);
  }

  /** How many digits are in the first shards. @private */
  countOf(shards = Infinity) {
    return this.held.slice(0, shards).reduce((sum, { shard }) => sum + shard.count, 0);
  }

  /** Whether so many digits are in, or as many as there will be: some, that is. @private @param {number} count */
  has(count) {
    const held = this.countOf();
    return held >= count || (held > 0 && !this.next);
  }
}
