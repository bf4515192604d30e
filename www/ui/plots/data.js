/** From rows to what a plot takes: the part in sight, smoothed, thinned, and all curves over common iterations. */

import uPlot from '../../vendor/uplot/uPlot.esm.js';
import { decimate } from './decimate.js';

/** @typedef {import('./history.js').Rows<string>} Rows */
/** @typedef {import('../../lab/charts/curves.js').Curve} Curve */
/** @typedef {import('../../lab/looks.js').Range} Range */
/** @typedef {Record<string, Rows>} Tables */
/** @typedef {(number | null | undefined)[]} Column */

/** Beyond this a curve is thinned to its extremes: two for every pixel of a wide chart. */
export const MOST_POINTS = 1200;
/** So that the first points are not at the far right of nothing. */
const LEAST_SPAN = 10;

/**
 * The first row at or after an iteration.
 * @param {Float64Array} iterations
 * @param {number} from
 */
function firstFrom(iterations, from) {
  let low = 0;
  let high = iterations.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (iterations[middle] < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The iterations that are to be seen.
 * @param {Tables} tables
 * @param {Range} range
 * @returns {[number, number]}
 */
export function spanOf(tables, range) {
  if (Array.isArray(range)) return range;
  const iterations = Object.values(tables).map((rows) => rows.column('iteration'));
  const some = iterations.filter(({ length }) => length > 0);
  const first = some.length > 0 ? Math.min(...some.map(([from]) => from)) : 0;
  const last = Math.max(0, ...some.map((column) => column[column.length - 1]));
  const from = range === 'all' ? first : Math.max(first, last - range);
  return [from, Math.max(last, from + LEAST_SPAN)];
}

/**
 * The first and the last column that is to be seen; those beside them are there for their lines.
 * @param {ArrayLike<number | null | undefined>} iterations
 * @param {[number, number]} span
 * @returns {[number, number]} the last is −1 where there is none
 */
export function inSight(iterations, [from, to]) {
  let first = 0;
  let last = iterations.length - 1;
  while (first < last && Number(iterations[first]) < from) first += 1;
  while (last > first && Number(iterations[last]) > to) last -= 1;
  return [first, last];
}

/**
 * @param {readonly Curve[]} curves
 * @param {Tables} tables
 * @param {[number, number]} span
 * @param {(curve: Curve, isRaw: boolean) => Float64Array | null} valuesOf
 * @returns {[Column, ...Column[]]} iterations, then two columns a curve: as it was measured, and as it is shown
 */
export function columnsOf(curves, tables, [from, to], valuesOf) {
  const names = [...new Set(curves.map(({ table }) => table))];
  const parts = names.map((name) => {
    const iterations = tables[name].column('iteration');
    // One row more on either side: lines go on to the edge.
    const begin = Math.max(0, firstFrom(iterations, from) - 1);
    const end = firstFrom(iterations, to) + 1;
    const own = curves.filter(({ table }) => table === name);
    const all = own.flatMap((curve) => [valuesOf(curve, true), valuesOf(curve, false)]);
    const given = all.filter((ys) => ys !== null);
    const [xs, ...thinned] = decimate(
      iterations.subarray(begin, end),
      given.map((ys) => ys.subarray(begin, end)),
      MOST_POINTS,
    );
    const columns = all.map((ys) => (ys === null ? xs.map(() => undefined) : thinned.shift()));
    return { own, xs, columns: /** @type {Column[]} */ (columns) };
  });
  const [xs, ...joined] = /** @type {Column[]} */ (
    uPlot.join(parts.map(({ xs, columns }) => /** @type {any} */ ([xs, ...columns])))
  );
  const order = parts.flatMap(({ own }) => own);
  const sorted = curves.flatMap((curve) => {
    const at = 2 * order.indexOf(curve);
    return [joined[at], joined[at + 1]];
  });
  return [xs, ...sorted];
}

/**
 * The newest value at or before: curves have iterations of their own.
 * @param {Column} column
 * @param {number} from
 */
export function knownAt(column, from) {
  let at = from;
  while (at > 0 && column[at] === undefined) at -= 1;
  return column[at];
}
