/**
 * Keeps the newest checkpoint of a lab in the browser, by the page's address and the lab's settings, and offers it
 * after a reload. Each visit keeps a run of its own, so that two tabs of one address write over nothing; `rule.js` says
 * which are there after, and which is offered first.
 */

import { MNIST } from '../../load/sets.js';
import { messageOf } from '../../load/errors.js';
import { say } from '../../strings/say.js';
import { entriesOf, find, forget, keep } from './shelf.js';

/** @typedef {import('../lab.js').Lab} Lab */
/** @typedef {import('./rule.js').Entry} Entry */
/** @typedef {{ iteration: number, bytes: Uint8Array }} Checkpoint */
/**
 * `waiting` for the browser's word; `none` yet; `offered` from an earlier visit; `kept` in this one; `forgotten` by
 * the reader's wish, so that nothing is kept any more; `denied` by the browser. `other` is a second one that is offered.
 * @typedef {{ status: 'waiting' | 'none' | 'offered' | 'kept' | 'forgotten' | 'denied', iteration: number, saved: number, other: Entry | null }} Keeping
 */

/** @type {Keeping} */
export const NOTHING_KEPT = { status: 'waiting', iteration: 0, saved: 0, other: null };

/** A run that goes on tells of its state oftener than it need be written. */
const WRITING_MS = 20_000;

export class Keeper {
  /** @param {Lab} lab */
  constructor(lab) {
    /** @private */
    this.lab = lab;
    /** @private Nothing is stored where no instrument shows it. */
    this.isOpen = false;
    /** @private What it is kept for. */
    this.base = '';
    /** @private Of this visit alone. */
    this.visit = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
    /** @private The newest that is not written yet. @type {Checkpoint | null} */
    this.newest = null;
    /** @private */
    this.writtenAt = -Infinity;
    /** @private What the run goes on from. @type {Entry | null} */
    this.followed = null;
    /** @private */
    this.isTaking = false;
    /** @private */
    this.isChanged = false;
    /** @private What was asked of the browser, one after another. */
    this.turn = Promise.resolve();
    /** @private */
    this.leave = () => this.flush();
  }

  /** An instrument shows what is kept. */
  open() {
    if (!this.isOpen) {
      addEventListener('pagehide', this.leave);
      document.addEventListener('visibilitychange', this.leave);
    }
    this.isOpen = true;
    this.follow();
  }

  /** The lab is gone. */
  close() {
    removeEventListener('pagehide', this.leave);
    document.removeEventListener('visibilitychange', this.leave);
    this.flush();
  }

  /** The settings may be others. */
  follow() {
    const { preset, seed, config, data } = this.lab.given;
    const of = [preset, seed, config, ...(data === MNIST ? [] : [data])];
    const base = `${location.pathname}${location.search} ${JSON.stringify(of)}`;
    if (!this.isOpen || base === this.base) return;
    this.flush();
    this.base = base;
    this.followed = null;
    this.attempt(async () => {
      const [first, other = null] = (await entriesOf(base)).filter(({ key }) => key !== this.key);
      if (base !== this.base || this.keeping.status === 'forgotten') return;
      if (first) this.tell({ status: 'offered', ...first, other });
      else this.tell({ ...NOTHING_KEPT, status: 'none' });
    });
  }

  /** The run has begun again: what it was is no more. */
  begin() {
    this.newest = null;
  }

  /**
   * @param {Checkpoint} checkpoint the newest
   * @param {boolean} [isNow] whether it is to be written at once
   */
  take(checkpoint, isNow = false) {
    if (checkpoint.iteration === 0) return;
    this.newest = checkpoint;
    if (isNow || performance.now() >= this.writtenAt + WRITING_MS) this.flush();
  }

  /** The run stands still, and the reader may leave. */
  async takeNow() {
    const { run } = this.lab;
    if (!this.isOpen || run.phase !== 'live') return;
    this.isChanged = true;
    if (this.isTaking) return;
    this.isTaking = true;
    while (this.isChanged) {
      this.isChanged = false;
      // It may begin again meanwhile, and is saved another time; what is spoilt is refused, and not kept.
      const checkpoint = await run.save().catch(() => null);
      if (checkpoint) this.take(checkpoint, true);
    }
    this.isTaking = false;
  }

  /**
   * Goes on where the reader left off.
   * @param {Entry | null} [which] the one that is offered first, where it is not said
   */
  async resume(which = null) {
    const { lab, base } = this;
    const [first] = await entriesOf(base);
    const entry = which ?? first;
    const found = entry && (await find(entry.key));
    if (!found) return this.tell({ ...NOTHING_KEPT, status: 'none' });
    await lab.live();
    await lab.load(found.bytes);
    const { bytes, ...followed } = found;
    this.followed = followed;
    this.tell({ ...NOTHING_KEPT, status: 'kept', iteration: found.iteration, saved: found.saved });
    this.take({ iteration: found.iteration, bytes }, true);
    lab.go();
  }

  /** Throws away what is kept of this lab, and keeps nothing more. */
  forget() {
    this.tell({ ...NOTHING_KEPT, status: 'forgotten' });
    this.attempt(() => forget(this.base));
  }

  /** @private */
  get key() {
    return `${this.base} #${this.visit}`;
  }

  /** @private */
  get keeping() {
    return this.lab.store.state.keeping;
  }

  /** Writes what is not written yet. @private */
  flush() {
    const { newest, base, key } = this;
    if (!newest || !base) return;
    this.newest = null;
    this.writtenAt = performance.now();
    this.attempt(async () => {
      if (this.keeping.status === 'forgotten') return;
      const { iteration, bytes } = newest;
      const saved = Date.now();
      await keep({ key, base, iteration, saved, used: saved, bytes }, this.followed);
      // What is offered stays so until the reader has chosen, or this run has got further.
      const { status, iteration: offered } = this.keeping;
      if (base !== this.base || (status === 'offered' && iteration <= offered)) return;
      this.tell({ ...NOTHING_KEPT, status: 'kept', iteration, saved });
    });
  }

  /** @private @param {Keeping} keeping */
  tell({ status, iteration, saved, other }) {
    this.lab.store.set({ keeping: { status, iteration, saved, other } });
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
