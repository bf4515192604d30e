/** Movement on the way from one state to another. Where the reader prefers none, what moves is there at once. */

import { nextFrame } from './frames.js';

export const prefersStill = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** How to scroll: as the reader can bear. @returns {ScrollBehavior} */
export const gently = () => (prefersStill() ? 'instant' : 'smooth');

/** Slow at both ends. @param {number} share */
const eased = (share) => share * share * (3 - 2 * share);

/**
 * @param {number} duration milliseconds
 * @param {(share: number) => void} show called with 1 at the end
 * @returns {() => void} stops where it is
 */
export function glide(duration, show) {
  const start = performance.now();
  let stop = () => {};
  const paint = (/** @type {number} */ now) => {
    const share = Math.min(1, Math.max(0, (now - start) / duration));
    if (share < 1) stop = nextFrame(paint);
    show(eased(share));
  };
  stop = nextFrame(paint);
  return () => stop();
}
