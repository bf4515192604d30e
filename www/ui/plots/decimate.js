/** Thins a curve to what a chart can show, keeping every peak. */

/** Values that cannot be drawn are holes. */
const drawable = (/** @type {number} */ value) => (Number.isFinite(value) ? value : null);

/**
 * The lowest and highest value of each bucket, in the order they came.
 * @param {Float64Array} ys
 * @param {number} stride
 */
function extremes(ys, stride) {
  /** @type {(number | null)[]} */
  const kept = [];
  for (let from = 0; from < ys.length; from += stride) {
    const to = Math.min(from + stride, ys.length);
    let low = from;
    let high = from;
    for (let at = from + 1; at < to; at++) {
      if (ys[at] < ys[low]) low = at;
      if (ys[at] > ys[high]) high = at;
    }
    kept.push(drawable(ys[Math.min(low, high)]));
    if (to - from > 1) kept.push(drawable(ys[Math.max(low, high)]));
  }
  return kept;
}

/**
 * The x of each bucket's two points: its ends. A bucket of one has one.
 * @param {Float64Array} xs
 * @param {number} stride
 */
function ends(xs, stride) {
  const kept = [];
  for (let from = 0; from < xs.length; from += stride) {
    const last = Math.min(from + stride, xs.length) - 1;
    kept.push(xs[from]);
    if (last > from) kept.push(xs[last]);
  }
  return kept;
}

/**
 * @param {Float64Array} xs
 * @param {Float64Array[]} curves
 * @param {number} most points wanted per curve
 * @returns {[number[], ...(number | null)[][]]}
 */
export function decimate(xs, curves, most) {
  if (xs.length <= most) {
    return [Array.from(xs), ...curves.map((ys) => Array.from(ys, drawable))];
  }
  const stride = Math.ceil((2 * xs.length) / most);
  return [ends(xs, stride), ...curves.map((ys) => extremes(ys, stride))];
}
