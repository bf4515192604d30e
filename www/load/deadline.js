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
