/** Frames at beats that all share: to ask for one takes about a millisecond, however little is drawn in it. */

import { nextFrame } from './frames.js';

export const BEAT_MS = 125;

/** What is due at each beat to come; at 0, in the next frame. @type {Map<number, Set<() => void>>} */
const due = new Map();

/** The frame that is now: what is called in it, and when it began. @type {{ calls: Set<() => void>, at: number } | undefined} */
let current;

/** @param {Set<() => void>} calls who joins them while they are called is called too */
function make(calls) {
  current = { calls, at: performance.now() };
  for (const call of calls) {
    try {
      call();
    } catch (error) {
      // What else is due has no part in it.
      reportError(error);
    }
  }
  current = undefined;
}

/** @param {number} beat @param {number} now */
function plan(beat, now) {
  /** @type {Set<() => void>} */
  const calls = new Set();
  const frame = () =>
    nextFrame(() => {
      due.delete(beat);
      make(calls);
    });
  due.set(beat, calls);
  if (beat > now) setTimeout(frame, beat - now);
  else frame();
  return calls;
}

/**
 * Calls in an animation frame: where `time` is past, in this one or the next, otherwise at the beat that is nearest to it.
 * @param {number} time as `performance.now` has it
 * @param {() => void} call one for each thing that is asked for
 * @returns {() => void} takes it back
 */
export function atBeat(time, call) {
  const now = performance.now();
  const beat = time > now ? Math.round(time / BEAT_MS) * BEAT_MS : 0;
  // What a frame itself has made due is the next one's: it would never end.
  const isPast = current && time < current.at;
  const calls = (isPast && current?.calls) || due.get(beat) || plan(beat, now);
  calls.add(call);
  return () => calls.delete(call);
}
