/** Why something of the reader's was not taken, as a key of `words/` and what goes into the sentence. */

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
export const saidOf = (error) =>
  error instanceof Refused
    ? error.said
    : ['why.other', error instanceof Error ? error.message : String(error)];
