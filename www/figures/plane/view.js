/** Draws a function over the square: a map of its values, arrows of its gradient, and the two clouds. */

import { bytesOf, pictureOf } from '../../ui/colours.js';

/** @typedef {import('../../ui/stage.js').Stage} Stage */
/** @typedef {import('../../ui/theme.js').Theme} Theme */
/**
 * @typedef {object} Map
 * @property {ArrayLike<number>} values side × side, row 0 at the top
 * @property {ArrayLike<number>} gradients x and y in turn, y upwards
 * @property {number} middle the value that has the colour of paper
 */
/** @typedef {{ p: ArrayLike<number>, q: ArrayLike<number> }} Clouds */

/** Of the way from paper to the accents: points of the same accents are still to be seen. */
const DEPTH = 0.72;
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
    /** @private @type {ReturnType<typeof pictureOf> | null} */
    this.picture = null;
    /** @private What was drawn, at which size, in which colours. @type {unknown[]} */
    this.drawn = [];
  }

  /**
   * @param {Map | null} map none before there is one
   * @param {number} scale values so far above the middle have the whole colour, and those beyond it too
   * @param {Clouds} clouds
   * @param {Uint8Array} free side × side, row 0 at the top: where no earth passes, and arrows are faint
   */
  draw(map, scale, clouds, free) {
    const { clientWidth } = this.stage.element;
    const wanted = [
      map,
      clouds,
      scale,
      clientWidth,
      devicePixelRatio,
      this.theme.colour('--em-panel'),
    ];
    if (wanted.every((value, at) => value === this.drawn[at])) return;
    this.drawn = wanted;
    const context = this.stage.clear();
    if (map) {
      this.drawValues(map, scale);
      this.drawArrows(map, free);
    }
    this.drawPoints(context, clouds);
  }

  /** @private @param {Map} map @param {number} scale */
  drawValues({ values, middle }, scale) {
    const { stage } = this;
    const side = Math.sqrt(values.length);
    if (this.picture?.canvas.width !== side) this.picture = pictureOf(side, side);
    const { data, canvas } = this.picture;
    const palette = this.palette();
    for (let at = 0; at < values.length; at++) {
      const share = Math.min(Math.max((values[at] - middle) / scale, -1), 1);
      data.set(palette[Math.round((share + 1) * 127.5)], 4 * at);
    }
    this.picture.put();
    stage.context.imageSmoothingQuality = 'high';
    stage.context.drawImage(canvas, 0, 0, stage.width, stage.height);
  }

  /** @private @returns {number[][]} from the accent of fakes through paper to that of real ones */
  palette() {
    const [fake, paper, real] = ['--em-fake', '--em-panel', '--em-real'].map((name) =>
      bytesOf(this.theme.colour(name)),
    );
    return Array.from({ length: 256 }, (_, at) => {
      const share = (at - 127.5) / 127.5;
      const accent = share < 0 ? fake : real;
      const depth = DEPTH * Math.abs(share);
      return [...paper.map((byte, part) => byte + depth * (accent[part] - byte)), 255];
    });
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
        const length = (Math.min(slope, LONGEST) * UNIT * space) / slope;
        const [x, y] = [(column + 0.5) * space, (row + 0.5) * space];
        this.arrow(x, y, gradients[at] * length, -gradients[at + 1] * length);
      }
      context.globalAlpha = 1;
    }
  }

  /** About a point, in pixels. @private @param {number} x @param {number} y @param {number} dx @param {number} dy */
  arrow(x, y, dx, dy) {
    const { context } = this.stage;
    const length = Math.hypot(dx, dy);
    const head = Math.min(5, 0.45 * length);
    const [ux, uy] = [dx / length, dy / length];
    const [tipX, tipY] = [x + dx / 2, y + dy / 2];
    context.beginPath();
    context.moveTo(x - dx / 2, y - dy / 2);
    context.lineTo(tipX, tipY);
    context.moveTo(tipX - head * (ux - 0.6 * uy), tipY - head * (uy + 0.6 * ux));
    context.lineTo(tipX, tipY);
    context.lineTo(tipX - head * (ux + 0.6 * uy), tipY - head * (uy - 0.6 * ux));
    context.stroke();
  }

  /** Round and square, so that colour is not all that tells them apart. @private @param {CanvasRenderingContext2D} context @param {Clouds} clouds */
  drawPoints(context, { p, q }) {
    const { stage, theme } = this;
    const size = Math.min(3, Math.max(1.8, stage.width / 150));
    context.lineWidth = 1;
    context.strokeStyle = theme.colour('--em-panel');
    context.beginPath();
    for (let at = 0; at < p.length; at += 2) {
      const [x, y] = [stage.x(p[at]), stage.y(p[at + 1])];
      context.moveTo(x + size, y);
      context.arc(x, y, size, 0, 2 * Math.PI);
    }
    context.fillStyle = theme.colour('--em-real');
    context.stroke();
    context.fill();
    context.beginPath();
    for (let at = 0; at < q.length; at += 2) {
      context.rect(stage.x(q[at]) - size, stage.y(q[at + 1]) - size, 2 * size, 2 * size);
    }
    context.fillStyle = theme.colour('--em-fake');
    context.stroke();
    context.fill();
  }
}
