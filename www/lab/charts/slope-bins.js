/** Slopes, counted in bins over an axis that has room for all of them. */

const BINS = 30;
/** The axis ends at a round number, and never short of the slope that is allowed. */
const STEP = 0.5;
const LEAST = 1.5;

/** Where the axis ends. @param {readonly number[]} slopes */
export const axisOf = (slopes) => Math.max(LEAST, STEP * Math.ceil(Math.max(0, ...slopes) / STEP));

/**
 * @param {readonly number[]} slopes
 * @param {number} high where the last bin ends
 */
export function countSlopes(slopes, high) {
  const counts = Array.from({ length: BINS }, () => 0);
  for (const slope of slopes) {
    counts[Math.min(BINS - 1, Math.floor((slope / high) * BINS))] += 1;
  }
  return counts;
}
