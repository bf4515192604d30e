/** Which rows of a long run are kept, where there are too many. */

/** The share of the newest that are never thinned. */
const NEWEST = 1 / 4;
/** What is left leaves room for as many more. */
const MOST_LEFT = 3 / 4;
/** Rows whose distance from the beginning and from now is the same, but for this part of it, are one bucket. */
const ALIKE = 1e-3;

/**
 * Rows that are as far from the beginning and from now, as logarithms tell, share a bucket, of which the lowest and
 * the highest stay: so no peak is lost, and a row that was chosen is chosen again.
 * @param {Float64Array} iterations
 * @param {Float64Array} values
 * @param {number} alike
 * @returns {number[]}
 */
function extremes(iterations, values, alike) {
  const last = iterations.length - 1;
  const [begin, end] = [iterations[0], iterations[last]];
  const newest = last - Math.floor(iterations.length * NEWEST);
  const bucketOf = (/** @type {number} */ row) =>
    Math.floor(Math.log((iterations[row] - begin + 1) / (end - iterations[row] + 1)) / alike);
  const kept = [];
  for (let row = 0; row < newest;) {
    let [low, high, next] = [row, row, row + 1];
    for (const bucket = bucketOf(row); next < newest && bucketOf(next) === bucket; next++) {
      if (values[next] < values[low]) low = next;
      if (values[next] > values[high]) high = next;
    }
    kept.push(Math.min(low, high));
    if (low !== high) kept.push(Math.max(low, high));
    row = next;
  }
  for (let row = newest; row <= last; row++) kept.push(row);
  return kept;
}

/**
 * @param {Float64Array} iterations rising
 * @param {Float64Array} values whose peaks stay
 * @param {number} most
 * @returns {number[]} rows, rising: the first, the newest, and at most three quarters of `most` in all
 */
export function thinnedRows(iterations, values, most) {
  for (let alike = ALIKE; ; alike *= 2) {
    const kept = extremes(iterations, values, alike);
    // The run's beginning is where its curves begin.
    if (kept[0] !== 0) kept.unshift(0);
    if (kept.length <= most * MOST_LEFT || alike > 1e3) return kept;
  }
}
