/** Draws the dual on the line: f and its ground above, the densities below, on one axis. */

import { bytesOf, pictureOf } from '../../ui/colours.js';
import { drawMeans } from './means.js';

/** @typedef {import('../../ui/stage.js').Box} Box */
/** @typedef {import('../../ui/stage.js').Stage} Stage */
/** @typedef {import('../../ui/theme.js').Theme} Theme */
/** @typedef {{ p: string, q: string, f: string, gap: (gap: number) => string, slope: (slope: number) => string }} Names */
/**
 * @typedef {object} Drawn
 * @property {Float64Array} p probabilities at even places of [−1, 1]
 * @property {Float64Array} q
 * @property {Float64Array} f
 * @property {Float64Array} slopes between neighbouring places
 * @property {import('./means.js').Means} means of f under p and under q
 * @property {{ x: number, range: [number, number] } | null} reach how far the reader's knot may go
 */

/** f is seen up to this, and further where it goes further. */
const LEAST_TOP = 1.4;
/** Of half the height of f's part, the height of the densities' part: with a gap between them. */
const BAND = 0.86;
const GAP = 0.12;
/** The density that would fill its part: that of the narrowest hill of q. */
const HIGHEST = 4;
const EDGE = 1.09;
/** Right of the axis, the bracket between the two means and their names. */
const MARGIN = 1.42;
/** How far colours of the ground go towards those of p and q. */
const TINT = 0.32;
const STEEP = 1 + 1e-9;
const NORMAL = 1 / Math.sqrt(2 * Math.PI);

/** What is seen where f goes up to `most`. @param {number} most @returns {Box} */
export function frameOf(most) {
  const top = Math.max(LEAST_TOP, most * 1.25);
  return { left: -EDGE, right: MARGIN, top, bottom: -top * (1 + GAP + BAND) };
}

/** The ground that densities stand on. @param {Box} box */
const groundOf = ({ bottom, top }) => bottom + 0.06 * top;
/** A density of 1, in the coordinates of the stage. @param {Box} box */
const unitOf = ({ top }) => (top * (BAND - 0.1)) / HIGHEST;

/** A density on its ground, as points. @param {Float64Array} masses @param {Box} box */
export const hillOf = (masses, box) =>
  Array.from(masses).flatMap((mass, at) => [
    -1 + (2 * at) / (masses.length - 1),
    groundOf(box) + (mass * unitOf(box) * (masses.length - 1)) / 2,
  ]);

/** Where the top of a hill is. @param {number} width @param {number} weight @param {Box} box */
export const peakOf = (width, weight, box) =>
  groundOf(box) + (unitOf(box) * weight * NORMAL) / width;

/** The width of a hill with its top there. @param {number} y @param {number} weight @param {Box} box */
export const widthOf = (y, weight, box) =>
  (unitOf(box) * weight * NORMAL) / Math.max(y - groundOf(box), 1e-6);

export class LineView {
  /**
   * @param {Stage} stage
   * @param {Theme} theme
   * @param {Names} names
   */
  constructor(stage, theme, names) {
    /** @private */
    this.stage = stage;
    /** @private */
    this.theme = theme;
    /** @private */
    this.names = names;
    /** @private @type {ReturnType<typeof pictureOf> | undefined} */
    this.tint = undefined;
  }

  /** @param {Drawn} drawn */
  draw({ p, q, f, slopes, reach, means }) {
    const { stage } = this;
    const context = stage.clear();
    context.lineJoin = 'round';
    context.lineCap = 'round';
    context.font = this.theme.font(13);
    this.drawTint(p, q);
    this.drawAxes();
    this.drawDensity(p, '--em-real', []);
    this.drawDensity(q, '--em-fake', [7, 4]);
    drawMeans(stage, this.theme, means, this.names.gap(means.p - means.q));
    if (reach) this.drawReach(reach.x, reach.range);
    this.drawCritic(f);
    this.drawSteep(f, slopes);
    this.drawNames(p, q, f);
  }

  /** @private @param {Float64Array} p @param {Float64Array} q @param {Float64Array} f */
  drawNames(p, q, f) {
    const { stage, names } = this;
    // At the end of f, on the side that f does not come from.
    const [before, last] = [f.length - 40, f.length - 1];
    const down = f[before] > f[last] ? 20 : -20;
    this.name(names.f, '--em-critic', 1.04, f[last], down, 'right');
    const under = -stage.box.top * (1 + GAP / 2);
    this.name(names.p, '--em-real', middleOf(p), under, 0, 'center');
    this.name(names.q, '--em-fake', middleOf(q), under, 0, 'center');
    this.drawKey();
  }

  /**
   * @private
   * @param {string} text
   * @param {string} name of its colour
   * @param {number} x
   * @param {number} y
   * @param {number} down in pixels
   * @param {CanvasTextAlign} align
   */
  name(text, name, x, y, down, align) {
    const { stage, theme } = this;
    const { context } = stage;
    context.textAlign = align;
    context.textBaseline = 'middle';
    context.fillStyle = theme.colour(name);
    context.fillText(text, stage.x(x), stage.y(y) + down);
  }

  /** What slope 1 is, at this scale. @private */
  drawKey() {
    const { stage, theme, names } = this;
    const { context } = stage;
    const [x, y] = [0.78, -stage.box.top + 0.06];
    context.strokeStyle = context.fillStyle = theme.colour('--em-ink-soft');
    context.lineWidth = 1.5;
    context.beginPath();
    context.moveTo(stage.x(x), stage.y(y));
    context.lineTo(stage.x(x + 0.25), stage.y(y + 0.25));
    context.lineTo(stage.x(x + 0.25), stage.y(y));
    context.closePath();
    context.stroke();
    context.textAlign = 'right';
    context.textBaseline = 'bottom';
    context.fillText(names.slope(1), stage.x(x) - 6, stage.y(y));
  }

  /** @private The x of a place. @param {number} place @param {number} count */
  at(place, count) {
    return this.stage.x(-1 + (2 * place) / (count - 1));
  }

  /** Where f had better be high, and where low. @private @param {Float64Array} p @param {Float64Array} q */
  drawTint(p, q) {
    const { stage, theme } = this;
    const [real, fake, panel] = ['--em-real', '--em-fake', '--em-panel'].map((name) =>
      bytesOf(theme.colour(name)),
    );
    const tint = (this.tint ??= pictureOf(p.length, 1));
    const scale = (p.length - 1) / 2 / HIGHEST;
    p.forEach((mass, place) => {
      const more = (mass - q[place]) * scale;
      const share = TINT * Math.tanh(2 * Math.abs(more));
      const accent = more > 0 ? real : fake;
      tint.data.set(
        [...panel.map((byte, at) => byte + share * (accent[at] - byte)), 255],
        4 * place,
      );
    });
    tint.put();
    const left = this.at(0, p.length);
    const width = this.at(p.length - 1, p.length) - left;
    stage.context.drawImage(tint.canvas, left, 0, width, stage.y(groundOf(stage.box)));
  }

  /** @private */
  drawAxes() {
    const { stage, theme } = this;
    const { context } = stage;
    const { top } = stage.box;
    context.strokeStyle = theme.colour('--em-line');
    context.fillStyle = theme.colour('--em-ink-soft');
    context.lineWidth = 1;
    context.textAlign = 'left';
    context.textBaseline = 'bottom';
    const unit = 2 ** Math.floor(Math.log2(top / 1.3));
    for (let y = -unit; y <= unit; y += unit) {
      this.line(-EDGE, y, EDGE, y);
      context.fillText(String(y).replace('-', '−'), 6, stage.y(y) - 2);
    }
    const ground = groundOf(stage.box);
    context.strokeStyle = theme.colour('--em-control');
    this.line(-EDGE, ground, EDGE, ground);
  }

  /** @private @param {number} x @param {number} y @param {number} toX @param {number} toY */
  line(x, y, toX, toY) {
    const { stage } = this;
    stage.context.beginPath();
    stage.context.moveTo(stage.x(x), stage.y(y));
    stage.context.lineTo(stage.x(toX), stage.y(toY));
    stage.context.stroke();
  }

  /**
   * @private
   * @param {Float64Array} masses
   * @param {string} name of its colour
   * @param {number[]} dash
   */
  drawDensity(masses, name, dash) {
    const { stage, theme } = this;
    const { context } = stage;
    const ground = groundOf(stage.box);
    const heights = Float64Array.from(hillOf(masses, stage.box).filter((_, at) => at % 2 === 1));
    context.fillStyle = context.strokeStyle = theme.colour(name);
    context.lineWidth = 2;
    this.trace(heights);
    context.setLineDash(dash);
    context.stroke();
    context.setLineDash([]);
    context.lineTo(stage.x(1), stage.y(ground));
    context.lineTo(stage.x(-1), stage.y(ground));
    context.globalAlpha = 0.16;
    context.fill();
    context.globalAlpha = 1;
  }

  /** @private @param {Float64Array} heights @param {number} [from] @param {number} [to] the last place */
  trace(heights, from = 0, to = heights.length - 1) {
    const { stage } = this;
    stage.context.beginPath();
    for (let place = from; place <= to; place++) {
      stage.context.lineTo(this.at(place, heights.length), stage.y(heights[place]));
    }
  }

  /** @private @param {number} x @param {[number, number]} range */
  drawReach(x, [low, high]) {
    if (low > high) return;
    const { stage, theme } = this;
    const { context } = stage;
    context.strokeStyle = theme.colour('--em-critic');
    context.globalAlpha = 0.3;
    context.lineWidth = 12;
    context.lineCap = 'butt';
    this.line(x, low, x, high);
    context.lineCap = 'round';
    context.globalAlpha = 1;
    context.lineWidth = 2;
    for (const y of [low, high]) {
      const [middle, level] = [stage.x(x), stage.y(y)];
      context.beginPath();
      context.moveTo(middle - 10, level);
      context.lineTo(middle + 10, level);
      context.stroke();
    }
  }

  /** @private @param {Float64Array} f */
  drawCritic(f) {
    const { context } = this.stage;
    this.trace(f);
    context.strokeStyle = this.theme.colour('--em-panel');
    context.lineWidth = 7;
    context.stroke();
    context.strokeStyle = this.theme.colour('--em-critic');
    context.lineWidth = 3;
    context.stroke();
  }

  /** Pieces steeper than 1: thick, of sleepers on a rail. @private @param {Float64Array} f @param {Float64Array} slopes */
  drawSteep(f, slopes) {
    const { context } = this.stage;
    const runs = steepRuns(slopes);
    context.strokeStyle = this.theme.colour('--em-penalty');
    context.lineCap = 'butt';
    for (const { from, to } of runs) {
      this.trace(f, from, to);
      context.lineWidth = 15;
      context.setLineDash([3, 5]);
      context.stroke();
      context.setLineDash([]);
      context.lineWidth = 4;
      context.stroke();
    }
    const worst = runs.reduce(
      (most, run) => (most && most.slope >= run.slope ? most : run),
      /** @type {Run | null} */ (null),
    );
    if (worst) this.label(f, worst);
  }

  /** Under the piece, on the side that it does not go down to. @private @param {Float64Array} f @param {Run} run */
  label(f, { from, to, slope }) {
    const { stage, theme, names } = this;
    const { context } = stage;
    const middle = Math.round((from + to) / 2);
    const text = names.slope(slope);
    const x = this.at(middle, f.length);
    const wide = context.measureText(text).width + 16;
    const isRising = f[to] > f[from];
    const isRight = isRising ? x + wide < stage.width : x < wide;
    context.textAlign = isRight ? 'left' : 'right';
    context.textBaseline = 'top';
    const place = /** @type {const} */ ([x + (isRight ? 12 : -12), stage.y(f[middle]) + 4]);
    context.strokeStyle = theme.colour('--em-panel');
    context.lineWidth = 4;
    context.strokeText(text, ...place);
    context.fillStyle = theme.colour('--em-penalty');
    context.fillText(text, ...place);
  }
}

/** @typedef {{ from: number, to: number, slope: number }} Run places, and the slope of its steepest piece */

/** Where the highest hill is, from −1 to 1. @param {Float64Array} masses */
const middleOf = (masses) =>
  (2 * masses.reduce((best, mass, place) => (mass > masses[best] ? place : best), 0)) /
    (masses.length - 1) -
  1;

/** @param {Float64Array} slopes @returns {Run[]} */
function steepRuns(slopes) {
  /** @type {Run[]} */
  const runs = [];
  slopes.forEach((slope, piece) => {
    if (slope <= STEEP) return;
    const last = runs.at(-1);
    // Slopes of one straight piece differ by rounding.
    if (last?.to === piece && Math.abs(last.slope - slope) < 1e-6) last.to = piece + 1;
    else runs.push({ from: piece, to: piece + 1, slope });
  });
  return runs;
}
