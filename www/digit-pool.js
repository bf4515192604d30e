/**
 * Brings the training shards into wasm, in order. The next shard still to come decides how far a run may
 * train: one seed gives one curve whatever the network does.
 */

import { fetchManifest, fetchShard } from './shards.js';
import { TypedError, typed } from './errors.js';

/** @typedef {import('./shards.js').Shard} Shard */
/** @typedef {import('./protocol.js').RunEvent} RunEvent */
/** @typedef {import('./protocol.js').Digits} Digits */
/** @typedef {import('./protocol.js').HeldShard} HeldShard */

const FOLDER = new URL('./data/', import.meta.url).href;

export class DigitPool {
  /**
   * Starts loading at once; the digits go in when wasm is up.
   * @param {Promise<Digits>} digits
   * @param {(event: RunEvent) => void} post
   * @param {() => void} wake called when a shard has come in or was given up
   */
  constructor(digits, post, wake) {
    /** @private */
    this.digits = digits;
    /** @private */
    this.post = post;
    /** @private */
    this.wake = wake;
    /** @private @type {Shard[]} */
    this.pending = [];
    /**
     * The shards that are in, in their order, for followers to have the very same.
     * @type {HeldShard[]}
     */
    this.held = [];
    /** @private */
    this.lastProgress = 0;

    /**
     * Resolves once there is something to train on.
     * @type {Promise<void>}
     */
    this.firstDigits = new Promise((resolve, reject) => {
      const nothing = () => reject(new TypedError('data', 'No digits could be loaded.'));
      this.loadAll(resolve).then(nothing, reject);
    });
    // Whoever awaits it hears of a failure; until then it is not "unhandled".
    this.firstDigits.catch(() => {});
  }

  /**
   * The next shard to join, if any: they come in order.
   * @returns {Shard | undefined}
   */
  get next() {
    return this.pending[0];
  }

  /**
   * @private
   * @param {() => void} onFirst
   */
  async loadAll(onFirst) {
    const { train, pixels } = await fetchManifest(FOLDER);
    const total = train.reduce((sum, shard) => sum + shard.bytes, 0);
    let before = 0;
    this.pending = [...train];
    while (this.next) {
      const shard = this.next;
      const isIn = await this.bring(shard, pixels, (loaded) =>
        this.progress(before + loaded, total),
      );
      before += isIn ? shard.bytes : 0;
      this.progress(before, total);
      this.pending.shift();
      if (isIn) onFirst();
      this.wake();
    }
  }

  /**
   * @private
   * @param {Shard} shard
   * @param {number} pixels
   * @param {(loaded: number) => void} onProgress
   */
  async bring(shard, pixels, onProgress) {
    try {
      const { images, labels, packed } = await fetchShard(FOLDER, shard, pixels, onProgress);
      const digits = await this.digits;
      // Where the first shard was lost the next one stands in for it: a run needs something to start on.
      const fromIteration = digits.count === 0 ? 0 : shard.fromIteration;
      digits.add(images, labels, fromIteration);
      this.held.push({ shard, pixels, fromIteration, packed });
      return true;
    } catch (error) {
      const { kind, message } = typed(error, 'data');
      if (kind !== 'data') throw error;
      const { file, fromIteration } = shard;
      this.post({ type: 'shard-lost', file, fromIteration, message });
      return false;
    }
  }

  /**
   * At most ten times a second, and always at the end.
   * @private
   * @param {number} loaded
   * @param {number} total
   */
  progress(loaded, total) {
    const now = performance.now();
    if (now - this.lastProgress < 100 && loaded < total) return;
    this.lastProgress = now;
    this.post({ type: 'progress', part: 'data', loaded, total });
  }
}
