/** How fast draws follow each other: the first slowly, step by step, then more and more of them. */

import { nextFrame } from '../../ui/frames.js';

/** The steps of a draw: pick a grain, draw where it goes, pay, average. */
export const STEPS = 4;
/** Milliseconds that a step of the first draws takes. */
const SLOW = [1100, 600, 320, 160];

/** @typedef {{ draws: number, step: number }} Progress draws made, and steps of the next one */

/**
 * @param {Progress} progress
 * @returns {Progress} a step on
 */
export const next = ({ draws, step }) =>
  step + 1 < STEPS ? { draws, step: step + 1 } : { draws: draws + 1, step: 0 };

/**
 * How far it is after a while, and what of the while is left over.
 * @param {Progress} from
 * @param {number} elapsed milliseconds
 * @returns {{ progress: Progress, left: number }}
 */
function after(from, elapsed) {
  let progress = from;
  let left = elapsed;
  for (;;) {
    const isStepped = progress.draws < SLOW.length;
    // A quarter more draws a second with each draw: a thousand take twenty seconds.
    const period = isStepped ? SLOW[progress.draws] : 1000 / (3 + 0.25 * progress.draws);
    if (left < period) return { progress, left };
    left -= period;
    progress = isStepped ? next(progress) : { draws: progress.draws + 1, step: 0 };
  }
}

/**
 * Goes on from frame to frame, and where a tab was away, from where it was.
 * @param {object} hooks
 * @param {() => boolean} hooks.isOn asked at each frame; it ends where it is not
 * @param {() => Progress | null} hooks.from where it is; null while it waits
 * @param {(progress: Progress) => void} hooks.reached
 */
export function play({ isOn, from, reached }) {
  let last = performance.now();
  let left = 0;
  const paint = (/** @type {number} */ now) => {
    if (!isOn()) return;
    const elapsed = Math.min(100, Math.max(0, now - last));
    last = now;
    const before = from();
    if (before) {
      const { progress, left: rest } = after(before, left + elapsed);
      left = rest;
      if (progress.draws !== before.draws || progress.step !== before.step) reached(progress);
    }
    nextFrame(paint);
  };
  nextFrame(paint);
}
