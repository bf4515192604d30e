/**
 * The straight way of Q through P: where Q is on it, and where it would be at another place of it. A place is the
 * mean distance of Q's control points from those of P's spine, negative where Q lies lower: at 0 Q lies on the spine.
 */

/** @typedef {import('../kit/scene.js').Points} Points */

/** How far the way goes on either side, unless Q is farther away: a little more than half the square. */
const REACH = 1.2;
/** Places on either side of the spine. */
const STEPS = 8;
/** Places about the spine, in widths of the narrower of what is seen of P and Q: what falls there falls quickly. */
const NEAR = [0.25, 0.5, 1, 1.5, 2, 3, 4.5];
/** Nearer than this to each other, places are one. */
const SAME = 1e-9;

/** @param {Points} p @param {Points} q */
export function placeOf(p, q) {
  let length = 0;
  let rise = 0;
  for (let at = 0; at < p.length; at += 2) {
    length += Math.hypot(q[at] - p[at], q[at + 1] - p[at + 1]);
    rise += q[at + 1] - p[at + 1];
  }
  const mean = length / (p.length / 2);
  return rise > 0 ? mean : 0 - mean;
}

/**
 * Q at another place of its way. One that lies on the spine goes straight down and up.
 * @param {Points} p
 * @param {Points} q
 * @param {number} place
 * @returns {Points}
 */
export function movedTo(p, q, place) {
  const from = placeOf(p, q);
  if (Math.abs(from) < SAME) return p.map((value, at) => (at % 2 ? value + place : value));
  return p.map((value, at) => value + (place / from) * (q[at] - value));
}

/** How far the way goes. @param {Points} p @param {Points} q */
export const reachOf = (p, q) => Math.max(REACH, 1.1 * Math.abs(placeOf(p, q)));

/**
 * Places of the way that a curve over it is drawn through, from below to above, 0 among them.
 * @param {number} reach
 * @param {number} narrow how wide the narrower of what is seen of P and Q is; 0 where it has no width
 */
export function placesOf(reach, narrow) {
  const even = Array.from({ length: STEPS }, (_, at) => (reach * (at + 1)) / STEPS);
  const near = NEAR.map((widths) => widths * narrow).filter((x) => x > SAME && x < reach);
  const above = [...new Set([...even, ...near])].sort((a, b) => a - b);
  return [...above.map((x) => -x).reverse(), 0, ...above];
}
