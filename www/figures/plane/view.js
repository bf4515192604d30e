/** Draws a function over the square: a map of its values, arrows of its gradient, and the two clouds. */

import { Heat } from '../kit/heat.js';
import { drawMarks, traceArrow } from '../kit/marks.js';

/** @typedef {import('../../ui/stage.js').Stage} Stage */
/** @typedef {import('../../ui/theme.js').Theme} Theme */
/**
 * @typedef {object} Map
 * @property {ArrayLike<number>} values side × side, row 0 at the top
 * @property {ArrayLike<number>} gradients x and y in turn, y upwards
 * @property {number} middle the value that has the colour of paper
 */
/** @typedef {{ p: ArrayLike<number>, q: ArrayLike<number> }} Clouds */

/** An arrow this long in parts of the space between two has slope 1. */
const UNIT = 0.62;
const LONGEST = 1.7;
/** Slopes are marked from here on: a penalty lets a little more than 1 pass. */
export const STEEP = 1.25;
/** How much of its ink an arrow has where f is held, and where f is free. */
const INK = 0.65;
const FAINT = 0.2;
/** Arrows have this much room. */
const SPACE = 40;

/** @param {ArrayLike<number>} values side × side @returns {Float32Array} their gradient, by differences */
export function gradientsOf(values) {
  const side = Math.sqrt(values.length);
  const cell = 2 / side;
  const gradients = new Float32Array(2 * values.length);
  const edge = side - 1;
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const [left, right] = [Math.max(column - 1, 0), Math.min(column + 1, edge)];
      const [above, below] = [Math.max(row - 1, 0), Math.min(row + 1, edge)];
      const at = 2 * (row * side + column);
      const across = values[row * side + right] - values[row * side + left];
      const up = values[above * side + column] - values[below * side + column];
      gradients[at] = across / ((right - left) * cell);
      gradients[at + 1] = up / ((below - above) * cell);
    }
  }
  return gradients;
}

/** The largest slope of a map. @param {ArrayLike<number>} gradients */
export function steepestOf(gradients) {
  let most = 0;
  for (let at = 0; at < gradients.length; at += 2) {
    most = Math.max(most, Math.hypot(gradients[at], gradients[at + 1]));
  }
  return most;
}

export class PlaneView {
  /**
   * @param {Stage} stage
   * @param {Theme} theme
   */
  constructor(stage, theme) {
    /** @private */
    this.stage = stage;
    /** @private */
    this.theme = theme;
    /** @private */
    this.heat = new Heat(stage, theme);
    /** @private What was drawn, on which canvas, in which colours. @type {unknown[]} */
    this.drawn = [];
  }

  /**
   * @param {Map | null} map none before there is one
   * @param {number} scale values so far above the middle have the whole colour, and those beyond it too
   * @param {Clouds} clouds
   * @param {Uint8Array} free side × side, row 0 at the top: where no earth passes, and arrows are faint
   */
  draw(map, scale, clouds, free) {
    this.stage.fit();
    const wanted = [map, clouds, scale, this.stage.fits, this.theme.colour('--em-panel')];
    if (wanted.every((value, at) => value === this.drawn[at])) return;
    this.drawn = wanted;
    this.stage.clear();
    if (map) {
      this.heat.draw(map.values, map.middle, scale);
      this.drawArrows(map, free);
    }
    drawMarks(this.stage, this.theme, clouds.p, 'real');
    drawMarks(this.stage, this.theme, clouds.q, 'fake');
  }

  /** A ring about the steepest place. @param {Stage} on in the stage's own place */
  drawSteepest({ context, width, height }) {
    const { gradients } = /** @type {Map | null} */ (this.drawn[0]) ?? { gradients: [] };
    let [most, place] = [0, -1];
    for (let at = 0; at < gradients.length; at += 2) {
      const slope = Math.hypot(gradients[at], gradients[at + 1]);
      if (slope > most) [most, place] = [slope, at / 2];
    }
    if (place < 0) return;
    const side = Math.sqrt(gradients.length / 2);
    const [column, row] = [place % side, Math.floor(place / side)];
    context.strokeStyle = this.theme.colour('--em-penalty');
    context.lineWidth = 4;
    context.beginPath();
    context.arc(((column + 0.5) / side) * width, ((row + 0.5) / side) * height, 14, 0, 2 * Math.PI);
    context.stroke();
  }

  /** @private @param {Map} map @param {Uint8Array} free */
  drawArrows({ gradients }, free) {
    const { stage, theme } = this;
    const side = Math.sqrt(gradients.length / 2);
    const count = Math.max(5, Math.round(stage.width / SPACE));
    const space = stage.width / count;
    for (const isSteep of [false, true]) {
      const { context } = stage;
      context.strokeStyle = context.fillStyle = theme.colour(isSteep ? '--em-penalty' : '--em-ink');
      context.lineWidth = isSteep ? 2.5 : 1.25;
      for (let place = 0; place < count * count; place++) {
        const [column, row] = [place % count, Math.floor(place / count)];
        const cell = (/** @type {number} */ index) => Math.floor(((index + 0.5) / count) * side);
        const at = 2 * (cell(row) * side + cell(column));
        const slope = Math.hypot(gradients[at], gradients[at + 1]);
        if (slope > STEEP !== isSteep || slope < 0.02) continue;
        context.globalAlpha = isSteep ? 1 : free[at / 2] ? FAINT : INK;
        const half = (Math.min(slope, LONGEST) * UNIT * space) / slope / 2;
        const [x, y] = [(column + 0.5) * space, (row + 0.5) * space];
        const [dx, dy] = [gradients[at] * half, -gradients[at + 1] * half];
        context.beginPath();
        traceArrow(context, [x - dx, y - dy], [x + dx, y + dy]);
        context.stroke();
      }
      context.globalAlpha = 1;
    }
  }
}
