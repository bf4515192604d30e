/** What a number did over the last stretch of the reader's path: a small curve that ends where it is now. */

import { Stage } from '../../ui/stage.js';

/**
 * @typedef {object} Look
 * @property {number} most what the upper edge of the scale stands for
 * @property {string} [ceiling] what the upper edge is called where nothing is above it
 * @property {string} [beyond] what is above it, where something is
 * @property {boolean} [isChief] the one to be watched
 *
 * @typedef {{ at: number, value: number, isJump: boolean }} Point `at` counts the path backwards: 0 is now, 1 the window
 */

const FONT = '11px system-ui, sans-serif';
/** CSS pixels kept free: above the scale, for what is beyond it; right of now, for the mark. */
const HEADROOM = 17;
const RIGHT = 10;
const FLOOR = 5;
const EDGE = 3;

export class Trace {
  /**
   * @param {Look} look
   * @param {import('../../ui/theme.js').Theme} theme
   */
  constructor(look, theme) {
    /** @private */
    this.look = look;
    /** @private */
    this.theme = theme;
    /** @private @type {Point[]} */
    this.points = [];
    /** @private */
    this.stage = new Stage({ left: 0, right: 1, bottom: 0, top: 1 }, () => this.paint(), {
      role: 'presentation',
    });
    this.element = this.stage.element;
    this.element.className = 'trace';
    this.element.setAttribute('aria-hidden', 'true');
  }

  /** @param {Point[]} points the latest last */
  draw(points) {
    this.points = points;
    this.paint();
  }

  dispose() {
    this.stage.dispose();
  }

  /** @private @param {number} at */
  x(at) {
    return (1 - at) * (this.stage.width - RIGHT);
  }

  /** @private Whatever is beyond the scale is at the upper edge. @param {number} value */
  y(value) {
    const { height } = this.stage;
    const share = value / this.look.most;
    if (share > 1 + 1e-9) return EDGE;
    return height - FLOOR - share * (height - FLOOR - HEADROOM);
  }

  /** @private */
  paint() {
    const context = this.stage.clear();
    if (this.stage.width === 0) return;
    this.paintScale(context);
    const ink = this.theme.colour(this.look.isChief ? '--em-ink' : '--em-ink-soft');
    if (this.look.isChief) this.paintArea(context, ink);
    context.strokeStyle = ink;
    context.lineWidth = this.look.isChief ? 2.5 : 1.75;
    context.lineJoin = 'round';
    context.setLineDash([]);
    context.beginPath();
    for (const { at, value, isJump } of this.points) {
      const [x, y] = [this.x(at), this.y(value)];
      if (isJump) context.moveTo(x, y);
      else context.lineTo(x, y);
    }
    context.stroke();
    this.paintNow(context, ink);
  }

  /** @private @param {CanvasRenderingContext2D} context */
  paintScale(context) {
    const { width } = this.stage;
    context.lineWidth = 1;
    context.setLineDash([]);
    context.strokeStyle = this.theme.colour('--em-line');
    context.beginPath();
    context.moveTo(0, this.y(0) + 0.5);
    context.lineTo(width, this.y(0) + 0.5);
    context.stroke();
    const { most, ceiling, beyond } = this.look;
    const y = Math.round(this.y(most)) - 0.5;
    context.fillStyle = this.theme.colour('--em-ink-soft');
    context.font = FONT;
    context.textBaseline = 'bottom';
    context.fillText(ceiling ?? beyond ?? '', 0, y - 1);
    if (!ceiling) return;
    context.strokeStyle = this.theme.colour('--em-control');
    context.setLineDash([3, 3]);
    context.beginPath();
    context.moveTo(0, y);
    context.lineTo(width, y);
    context.stroke();
  }

  /** @private @param {CanvasRenderingContext2D} context @param {string} ink */
  paintArea(context, ink) {
    context.beginPath();
    this.points.forEach(({ at, value, isJump }, index) => {
      const x = this.x(at);
      if (isJump || index === 0) context.moveTo(x, this.y(0));
      context.lineTo(x, this.y(value));
      const isLast = index + 1 === this.points.length || this.points[index + 1].isJump;
      if (isLast) context.lineTo(x, this.y(0));
    });
    context.globalAlpha = 0.1;
    context.fillStyle = ink;
    context.fill();
    context.globalAlpha = 1;
  }

  /** @private A dot; an arrow where it is beyond the scale. @param {CanvasRenderingContext2D} context @param {string} ink */
  paintNow(context, ink) {
    const now = this.points.at(-1);
    if (!now) return;
    const x = this.x(0);
    context.fillStyle = ink;
    context.beginPath();
    const y = this.y(now.value);
    if (y > EDGE) context.arc(x, y, 4, 0, 2 * Math.PI);
    else {
      context.moveTo(x, 0);
      context.lineTo(x + 6, 10);
      context.lineTo(x - 6, 10);
    }
    context.fill();
  }
}
