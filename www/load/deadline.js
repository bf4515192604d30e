/** Nothing is waited for without an end. */

import { named } from './errors.js';

/**
 * What is promised, or an error named `LateError` where that takes longer.
 * @template T
 * @param {number} ms
 * @param {Promise<T>} promised
 * @param {string} what has not come
 * @returns {Promise<T>}
 */
export function within(ms, promised, what) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const late = new Promise((_, reject) => {
    const text = `${what} did not come within ${Math.round(ms / 1000)} seconds`;
    timer = setTimeout(() => reject(named('LateError', text)), ms);
  });
  return Promise.race([promised, late]).finally(() => clearTimeout(timer));
}

/** How long nothing has been heard: `lasted` rejects with a `LateError` once that is too long. */
export class Silence {
  /** @param {number} ms */
  constructor(ms) {
    /** @private */
    this.ms = ms;
    /** @private @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    /** @private @type {() => void} */
    this.late = () => {};
    /** @type {Promise<never>} */
    this.lasted = new Promise((_, reject) => {
      this.late = () => reject(named('LateError', `nothing was heard for ${ms / 1000} seconds`));
    });
    // Who races against it hears of it; after the race nobody does.
    this.lasted.catch(() => {});
    this.isBroken();
  }

  isBroken() {
    this.end();
    this.timer = setTimeout(this.late, this.ms);
  }

  end() {
    clearTimeout(this.timer);
  }
}
