/** What of the dual on the line stands for which symbol. */

import { stroke } from '../kit/density.js';
import { isNearLine, SymbolLayer } from '../kit/symbol-layer.js';
import { drawMeans, isAtBracket, meanUnder } from './means.js';
import { hillOf } from './view.js';

/** @typedef {import('../../ui/theme.js').Theme} Theme */
/** @typedef {import('../../ui/stage.js').Stage} Stage */
/** @typedef {import('../kit/symbol-layer.js').Surface} Surface */
/**
 * @typedef {object} Seen
 * @property {Float64Array} p
 * @property {Float64Array} q
 * @property {Float64Array} f
 * @property {Float64Array} slopes
 * @property {() => string} name of the gap, with its value
 */

const REACH = 9;
/** Slopes of one straight piece differ by rounding. */
const ROUNDING = 1e-6;

/** Values at even places of [−1, 1], as points. @param {Float64Array} values */
const pointsOf = (values) =>
  Array.from(values).flatMap((value, at) => [-1 + (2 * at) / (values.length - 1), value]);

/** @param {Seen} seen */
const meansOf = ({ p, q, f }) => ({ p: meanUnder(p, f), q: meanUnder(q, f) });

/** @param {Stage} stage @param {Theme} theme @param {() => Seen | null} seen */
export function symbolLayer(stage, theme, seen) {
  /** @param {(seen: Seen, on: Surface) => void} draw */
  const mark = (draw) => (/** @type {Surface} */ on) => {
    const now = seen();
    if (now) draw(now, on);
  };
  const hill = (/** @type {'p' | 'q'} */ name, /** @type {string} */ colour) =>
    mark((now, on) => {
      const { context } = on;
      stroke(on, hillOf(now[name], stage.box), theme.colour(colour), 4);
      context.globalAlpha = 0.4;
      context.fillStyle = theme.colour(colour);
      context.fill();
    });
  const marks = {
    P: hill('p', '--em-real'),
    Q: hill('q', '--em-fake'),
    f: mark(({ f }, on) => stroke(on, pointsOf(f), theme.colour('--em-critic'), 5)),
    gap: mark((now, on) => drawMeans(on, theme, meansOf(now), now.name())),
    K: mark(({ f, slopes }, on) => {
      const steepest = slopes.reduce((most, slope) => Math.max(most, slope), 0);
      const points = pointsOf(f);
      slopes.forEach((slope, piece) => {
        if (slope < steepest - ROUNDING) return;
        stroke(on, points.slice(2 * piece, 2 * piece + 4), theme.colour('--em-penalty'), 6);
      });
    }),
  };
  return new SymbolLayer(stage, theme, marks, (spot) => {
    const now = seen();
    if (!now) return [];
    if (isAtBracket(stage, meansOf(now), spot)) return ['gap'];
    if (isNearLine(stage, pointsOf(now.f), spot, REACH)) return ['f'];
    for (const [name, symbol] of /** @type {const} */ ([
      ['p', 'P'],
      ['q', 'Q'],
    ])) {
      if (isNearLine(stage, hillOf(now[name], stage.box), spot, REACH)) return [symbol];
    }
    return [];
  });
}
