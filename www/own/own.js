/**
 * The reader's own images, as the page has them: one collection for all labs, what is made of it, and whether the
 * browser keeps it. It is no lab's and no view's, so that another language or another lab shows the same.
 */

import { offer } from '../run/shared.js';
import { figures } from '../run/calculator.js';
import { Collection } from './collection.js';
import { keptOf, USUAL } from './kept.js';
import { LEAST_SHAPES, MOST_MADE } from './limits.js';
import { saidOf } from './refused.js';
import { countFor, makeSet } from './set.js';
import * as store from './store.js';

/** @typedef {import('./refused.js').Said} Said */
/** @typedef {import('./set.js').Strengths} Strengths */

/** A slider under way is one change. */
const KEEP_MS = 300;

export class Own {
  collection = new Collection();
  /** @type {Strengths} */
  strengths = { ...USUAL };
  /** How many images are made of the shapes, where the reader has said. @private @type {number | null} */
  wanted = null;
  isKept = false;
  /** What there is to say about the run on them: a view that is made anew for it says so, too. @type {Said | null} */
  training = null;
  /** When the last one was begun. */
  pressed = -Infinity;
  /** What there is to say about keeping. @type {Said} */
  keeping = ['keep.not'];
  /** @private @type {Set<() => void>} */
  listeners = new Set();
  /** @private @type {Promise<void> | null} */
  found = null;
  /** @private @type {ReturnType<typeof setTimeout> | undefined} */
  timer = undefined;

  constructor() {
    this.collection.onChange(() => this.changed());
  }

  /** How many images are made of the shapes. */
  get count() {
    const shapes = this.collection.shapes.length;
    return Math.min(MOST_MADE, Math.max(shapes, this.wanted ?? countFor(shapes)));
  }

  get isEnough() {
    return this.collection.shapes.length >= LEAST_SHAPES;
  }

  /** @type {import('./set.js').Ask} */
  ask = (name, ...ask) => figures.ask(name, ...ask);

  /** @param {() => void} changed */
  onChange(changed) {
    this.listeners.add(changed);
    return () => this.listeners.delete(changed);
  }

  /** @param {Partial<Strengths>} chosen */
  vary(chosen) {
    this.strengths = { ...this.strengths, ...chosen };
    this.changed();
  }

  /** @param {number} count */
  want(count) {
    this.wanted = count;
    this.changed();
  }

  /** What the browser keeps of an earlier visit, once a page. */
  restore() {
    this.found ??= this.find();
    return this.found;
  }

  /**
   * Makes the data set of what there is, and has the page offer it.
   * @param {(share: number) => void} onProgress
   */
  async offer(onProgress) {
    const { strengths, count, collection } = this;
    offer(await makeSet(collection.images, { strengths, count }, this.ask, onProgress));
  }

  /** @param {boolean} isWanted */
  async keep(isWanted) {
    clearTimeout(this.timer);
    this.isKept = isWanted;
    try {
      if (isWanted) await this.write();
      else await store.forget();
      this.keeping = [isWanted ? 'keep.kept' : 'keep.not'];
    } catch (error) {
      this.lose(error);
    }
    this.tell();
  }

  /** @private */
  async find() {
    try {
      const kept = keptOf(await store.find());
      if (!kept) return;
      this.isKept = true;
      this.keeping = ['keep.kept'];
      this.strengths = kept.strengths;
      this.wanted = kept.count;
      this.collection.begin(kept.shapes);
    } catch (error) {
      this.lose(error);
      this.tell();
    }
  }

  /** Nothing more is kept. @private @param {unknown} error */
  lose(error) {
    this.isKept = false;
    const name = error instanceof Error ? error.name : '';
    this.keeping = name === 'QuotaExceededError' ? ['keep.full'] : ['keep.denied', saidOf(error)];
  }

  /** @private */
  write() {
    const { collection, strengths, wanted } = this;
    return store.keep({ images: collection.images, strengths, count: wanted });
  }

  /** @private */
  changed() {
    if (this.isKept) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => void this.keep(true), KEEP_MS);
    }
    this.tell();
  }

  /** What a part of the panel has set is shown by all. */
  tell() {
    for (const listener of this.listeners) listener();
  }
}

/** That of this page. */
export const own = new Own();
