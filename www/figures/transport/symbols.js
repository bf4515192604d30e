/** What of moving the earth stands for which symbol, on its canvases. */

import { dots, stain, stroke } from '../kit/density.js';
import { isNearLine, isNearPoint, SymbolLayer } from '../kit/symbol-layer.js';

/** @typedef {import('./panel.js').TransportPanel} TransportPanel */
/** @typedef {import('../../ui/theme.js').Theme} Theme */
/** @typedef {import('../kit/symbol-layer.js').Surface} Surface */
/**
 * @typedef {object} Seen
 * @property {Float64Array} p
 * @property {Float64Array} q
 * @property {Float64Array} line Q's curve
 * @property {Float32Array} density of P
 * @property {import('../../../dist/pkg/figures/earthmover_web.js').Plan} plan that is shown
 */

const NEAR_POINT = 10;
const NEAR_LINE = 5;
const GRAIN = 7.5;
const POINT = 6.5;

/** @param {Seen} seen @param {(ends: [number, number, number, number], mass: number) => void} each */
function eachWay({ p, q, plan: { from, to, mass } }, each) {
  mass.forEach((share, flow) => {
    const [grain, point] = [2 * from[flow], 2 * to[flow]];
    each([q[grain], q[grain + 1], p[point], p[point + 1]], share);
  });
}

/**
 * @param {TransportPanel} panel
 * @param {Theme} theme
 * @param {() => Seen | null} seen
 */
export function symbolLayers({ stage, matrix, pile }, theme, seen) {
  /** @param {(seen: Seen, on: Surface) => void} draw */
  const mark = (draw) => (/** @type {Surface} */ on) => {
    const now = seen();
    if (now) draw(now, on);
  };
  const grains = mark(({ q }, on) => dots(on, q, theme.colour('--em-fake'), GRAIN));
  const points = mark(({ p }, on) => dots(on, p, theme.colour('--em-real'), POINT));
  const marks = {
    x1: grains,
    Q: mark(({ q, line }, on) => {
      stroke(on, line, theme.colour('--em-fake'), 3);
      dots(on, q, theme.colour('--em-fake'), GRAIN);
    }),
    x2: points,
    P: mark(({ p, density }, on) => {
      stain(on, density, theme.colour('--em-real'), 0.6);
      dots(on, p, theme.colour('--em-real'), POINT);
    }),
    p: mark(({ density }, on) => stain(on, density, theme.colour('--em-real'), 0.75)),
    γ: mark((now, on) =>
      eachWay(now, (ends, mass) =>
        stroke(on, ends, theme.colour('--em-critic'), Math.max(1, 110 * mass)),
      ),
    ),
    // What is paid for is how long a way is, however much goes it.
    c: mark((now, on) => eachWay(now, (ends) => stroke(on, ends, theme.colour('--em-ink'), 1.5))),
  };
  const earth = new SymbolLayer(stage, theme, marks, (spot) => {
    const now = seen();
    if (!now) return [];
    if (isNearPoint(stage, now.q, spot, NEAR_POINT)) return ['x1', 'Q'];
    if (isNearPoint(stage, now.p, spot, NEAR_POINT)) return ['x2', 'P'];
    let isOnWay = false;
    eachWay(now, (ends) => {
      isOnWay ||= isNearLine(stage, ends, spot, NEAR_LINE);
    });
    if (isOnWay) return ['γ'];
    return isNearLine(stage, now.line, spot, NEAR_LINE) ? ['Q'] : [];
  });
  return [
    earth,
    new SymbolLayer(matrix.stage, theme, {}, () => ['γ']),
    new SymbolLayer(matrix.foot, theme, {}, () => ['p']),
    new SymbolLayer(pile.stage, theme, {}, () => ['P']),
  ];
}
