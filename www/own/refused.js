/** Why something of the reader's was not taken, as a key of `words/` and what goes into the sentence. */

import { textOf } from '../load/errors.js';

/** @typedef {import('./words/en.js').Key} Key */
/** @typedef {readonly [Key, ...unknown[]]} Said */

export class Refused extends Error {
  /**
   * @param {Key} key
   * @param {...unknown} parts
   */
  constructor(key, ...parts) {
    super([key, ...parts].join(' '));
    /** @type {Said} */
    this.said = [key, ...parts];
  }
}

/** What to tell the reader of any error. @param {unknown} error @returns {Said} */
export function saidOf(error) {
  if (error instanceof Refused) return error.said;
  return ['why.other', textOf(error)];
}
