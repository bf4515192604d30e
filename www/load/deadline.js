/** Nothing is waited for without an end. */

import { say } from '../strings/say.js';
import { SaidError } from './errors.js';

/** What may not come: each has a sentence, `late.…`, in the reader's language. */
/**
 * @typedef {'adapter' | 'answer' | 'clipboard' | 'device' | 'file' | 'module' | 'picture' | 'scripts' | 'storage' | 'unpacking'
 *   | 'worker'} Awaited
 */

/** An error named `LateError`, by which programs tell it. @param {Awaited} what @param {number} ms */
export function late(what, ms) {
  const seconds = Math.round(ms / 1000);
  const error = new SaidError(say(`late.${what}`, seconds));
  const message = `${what} did not come within ${seconds} seconds`;
  return Object.assign(error, { name: 'LateError', message });
}

/**
 * What is promised, or a `LateError` where that takes longer.
 * @template T
 * @param {number} ms
 * @param {Promise<T>} promised
 * @param {Awaited} what has not come
 * @returns {Promise<T>}
 */
export function within(ms, promised, what) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const tooLate = new Promise((_, reject) => {
    timer = setTimeout(() => reject(late(what, ms)), ms);
  });
  return Promise.race([promised, tooLate]).finally(() => clearTimeout(timer));
}

/** How long nothing has been heard: `lasted` rejects with a `LateError` once that is too long. */
export class Silence {
  /** @param {number} ms @param {() => Error} [error] what it rejects with instead */
  constructor(ms, error = () => late('answer', ms)) {
    /** @private */
    this.ms = ms;
    /** @private @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    /** @private @type {() => void} */
    this.late = () => {};
    /** @type {Promise<never>} */
    this.lasted = new Promise((_, reject) => {
      this.late = () => reject(error());
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
