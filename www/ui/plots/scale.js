/** The scale of values: linear, logarithmic where all are positive, and else logarithmic on both sides of zero. */

import uPlot from '../../vendor/uplot/uPlot.esm.js';

/** @typedef {{ kind: 'linear' } | { kind: 'log' } | { kind: 'symmetric', linear: number }} Scale */

/** Below so many decades under the largest value it is linear. */
const DECADES = 3;
const MOST_SPLITS = 7;
const PADDING = 0.06;

/**
 * @param {boolean} isLog wanted
 * @param {readonly (readonly (number | null | undefined)[])[]} columns
 * @returns {Scale}
 */
export function scaleOf(isLog, columns) {
  if (!isLog) return { kind: 'linear' };
  let least = Infinity;
  let largest = 0;
  for (const column of columns) {
    for (const value of column) {
      if (value === null || value === undefined) continue;
      least = Math.min(least, value);
      largest = Math.max(largest, Math.abs(value));
    }
  }
  if (least > 0) return { kind: 'log' };
  return { kind: 'symmetric', linear: 10 ** (Math.ceil(Math.log10(largest || 1)) - DECADES) };
}

/** @param {Scale} one @param {Scale} other */
export const isSameScale = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/**
 * @param {Scale} scale
 * @param {() => readonly number[]} levels that are to be seen, too
 * @returns {import('uplot').Scale}
 */
export function uplotScale(scale, levels) {
  /** @type {import('uplot').Range.Function} */
  const range = (_, min, max) => {
    const given = [min, max].filter((value) => Number.isFinite(value));
    const seen = [...given, ...levels()].filter((value) => scale.kind !== 'log' || value > 0);
    // A logarithm has no 0.
    const least = scale.kind === 'log' ? 0.1 : 0;
    // Levels alone are none to go by.
    const all = given.length > 0 ? seen : [least, 1, ...seen];
    const [low, high] = [Math.min(...all), Math.max(...all)];
    return rangeOf(scale, low, high);
  };
  if (scale.kind === 'linear') return { range };
  if (scale.kind === 'log') return { distr: 3, range };
  return { distr: 4, asinh: scale.linear, range };
}

/**
 * @param {Scale} scale
 * @param {number} low
 * @param {number} high
 * @returns {[number, number]}
 */
function rangeOf(scale, low, high) {
  if (scale.kind === 'linear') {
    const [from, to] = uPlot.rangeNum(low, high, PADDING, true);
    return [from ?? 0, to ?? 1];
  }
  if (scale.kind === 'log') return [low / 1.25, high * 1.25];
  const [from, to] = [low, high].map((value) => Math.asinh(value / scale.linear));
  const pad = Math.max((to - from) * PADDING, 0.1);
  return [scale.linear * Math.sinh(from - pad), scale.linear * Math.sinh(to + pad)];
}

/**
 * Where a symmetric scale has its numbers: zero, and decades on both sides, as many as there is room for.
 * @param {number} linear
 * @param {number} low
 * @param {number} high
 */
export function symmetricSplits(linear, low, high) {
  const first = Math.round(Math.log10(linear));
  const last = Math.floor(Math.log10(Math.max(Math.abs(low), Math.abs(high), linear)));
  const sides = low < 0 && high > 0 ? 2 : 1;
  const stride = Math.ceil((sides * (last - first + 1)) / MOST_SPLITS);
  const decades = [];
  for (let at = last; at >= first; at -= stride) decades.push(10 ** at);
  const all = [...decades.map((value) => -value), 0, ...decades.reverse()];
  return all.filter((value) => value >= low && value <= high);
}
