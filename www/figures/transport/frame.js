/** What of the plane is seen: a strip that holds P and Q as they are at first, or all of the square where they lie elsewhere. */

/** @typedef {import('../../ui/stage.js').Box} Box */

/** Width over height of the stage, as the style has it. */
const RATIO = 4 / 3;

/** @type {Box} */
const STRIP = { left: -1, right: 1, bottom: -0.66, top: -0.66 + 2 / RATIO };
/** @type {Box} */
const WHOLE = { left: -RATIO, right: RATIO, bottom: -1, top: 1 };
/** Of a point's own size, and of the names about it. */
const MARGIN = 0.06;

/**
 * @param {readonly ArrayLike<number>[]} clouds x and y in turn
 * @returns {Box} as wide for its height as the stage, whichever it is
 */
export function frameOf(clouds) {
  const [low, high] = [STRIP.bottom + MARGIN, STRIP.top - MARGIN];
  const isWithin = clouds.every((points) => {
    for (let at = 1; at < points.length; at += 2) {
      if (points[at] < low || points[at] > high) return false;
    }
    return true;
  });
  return isWithin ? STRIP : WHOLE;
}
