/**
 * Keeps the newest checkpoint of a lab in the browser, by the page's address and the lab's settings, and offers it
 * after a reload. What is offered is not written over before the reader has chosen or the new run has got further.
 */

import { messageOf } from '../../load/errors.js';
import { say } from '../../strings/say.js';
import { find, forget, keep } from './shelf.js';

/** @typedef {import('../lab.js').Lab} Lab */
/** @typedef {{ iteration: number, bytes: Uint8Array }} Checkpoint */
/**
 * `waiting` for the browser's word; `none` yet; `offered` from an earlier visit; `kept` in this one; `forgotten` by
 * the reader's wish, so that nothing is kept any more; `denied` by the browser.
 * @typedef {{ status: 'waiting' | 'none' | 'offered' | 'kept' | 'forgotten' | 'denied', iteration: number, saved: number }} Keeping
 */

/** @type {Keeping} */
export const NOTHING_KEPT = { status: 'waiting', iteration: 0, saved: 0 };

export class Keeper {
  /** @param {Lab} lab */
  constructor(lab) {
    /** @private */
    this.lab = lab;
    /** @private Nothing is stored where no instrument shows it. */
    this.isOpen = false;
    /** @private */
    this.key = '';
    /** @private What was asked of the browser, one after another. */
    this.turn = Promise.resolve();
  }

  /** An instrument shows what is kept. */
  open() {
    this.isOpen = true;
    this.follow();
  }

  /** The settings may be others. */
  follow() {
    const { preset, seed, config } = this.lab.given;
    const key = `${location.pathname}${location.search} ${JSON.stringify([preset, seed, config])}`;
    if (!this.isOpen || key === this.key) return;
    this.key = key;
    this.attempt(async () => {
      const found = await find(key);
      if (key !== this.key || this.keeping.status === 'forgotten') return;
      if (found) this.tell({ status: 'offered', ...found });
      else this.tell({ ...NOTHING_KEPT, status: 'none' });
    });
  }

  /** @param {Checkpoint} checkpoint the newest */
  take({ iteration, bytes }) {
    const { key } = this;
    this.attempt(async () => {
      const { status, iteration: offered } = this.keeping;
      const isLess = status === 'offered' && iteration <= offered;
      if (status === 'forgotten' || isLess || iteration === 0 || key !== this.key) return;
      const saved = Date.now();
      await keep({ key, iteration, saved, used: saved, bytes });
      this.tell({ status: 'kept', iteration, saved });
    });
  }

  /** The run stands still, and the reader may leave. */
  async takeNow() {
    const { run } = this.lab;
    const { status, iteration } = this.keeping;
    const isKept = status === 'kept' && iteration === run.iteration;
    if (!this.isOpen || isKept || run.phase !== 'live' || run.iteration === 0) return;
    // It may begin again meanwhile, and is saved another time.
    const checkpoint = await run.save().catch(() => null);
    if (checkpoint) this.take(checkpoint);
  }

  /** Goes on where the reader left off. */
  async resume() {
    const { lab, key } = this;
    const found = await find(key);
    if (!found) return this.tell({ ...NOTHING_KEPT, status: 'none' });
    await lab.live();
    await lab.run.load(found.bytes);
    this.tell({ status: 'kept', iteration: found.iteration, saved: found.saved });
    this.attempt(() => keep({ ...found, used: Date.now() }));
    lab.go();
  }

  /** Throws away what is kept of this lab, and keeps nothing more. */
  forget() {
    this.tell({ ...NOTHING_KEPT, status: 'forgotten' });
    this.attempt(() => forget(this.key).then(() => {}));
  }

  /** @private */
  get keeping() {
    return this.lab.store.state.keeping;
  }

  /** @private @param {Keeping} keeping */
  tell({ status, iteration, saved }) {
    this.lab.store.set({ keeping: { status, iteration, saved } });
  }

  /**
   * Where the browser refuses, it is said once, and the run does without.
   * @private
   * @param {() => Promise<void>} work
   */
  attempt(work) {
    if (!this.isOpen) return;
    this.turn = this.turn.then(async () => {
      if (this.keeping.status === 'denied') return;
      try {
        await work();
      } catch (error) {
        const isFull = /** @type {Error} */ (error)?.name === 'QuotaExceededError';
        if (isFull) this.lab.notice(say('keep.full', messageOf(error)));
        this.tell({ ...NOTHING_KEPT, status: 'denied' });
      }
    });
  }
}
