/** What in the square stands for which symbol, where points of P and Q lie on a map of f. */

import { drawMarks } from './marks.js';
import { isNearPoint, SymbolLayer } from './symbol-layer.js';

/** @typedef {import('../../ui/stage.js').Stage} Stage */
/** @typedef {import('../../ui/theme.js').Theme} Theme */
/** @typedef {import('./symbol-layer.js').Mark} Mark */
/** @typedef {{ p: ArrayLike<number>, q: ArrayLike<number> }} Clouds x and y in turn */

const REACH = 9;
const FRAME = 4;

/** A map is all of a square: it is shown as it is, in a frame. @param {Stage} stage @param {Theme} theme @returns {Mark} */
export const mapMark = (stage, theme) => (on) => {
  const { context, width, height } = on;
  context.drawImage(stage.canvas, 0, 0, width, height);
  context.strokeStyle = theme.colour('--em-critic');
  context.lineWidth = 2 * FRAME;
  context.strokeRect(0, 0, width, height);
};

/**
 * @param {Stage} stage
 * @param {Theme} theme
 * @param {() => Clouds | null} seen
 * @param {Record<string, Mark>} more marks than those of the two clouds; where there is one of f, all that is no point is f's
 */
export function cloudLayer(stage, theme, seen, more) {
  const marks = {
    P: (/** @type {Stage} */ on) => drawMarks(on, theme, seen()?.p ?? [], 'real'),
    Q: (/** @type {Stage} */ on) => drawMarks(on, theme, seen()?.q ?? [], 'fake'),
    ...more,
  };
  return new SymbolLayer(stage, theme, marks, (spot) => {
    const clouds = seen();
    if (!clouds) return [];
    if (isNearPoint(stage, clouds.p, spot, REACH)) return ['P'];
    if (isNearPoint(stage, clouds.q, spot, REACH)) return ['Q'];
    return 'f' in more ? ['f'] : [];
  });
}
