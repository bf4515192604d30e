/**
 * One number over the places of Q: a small curve, with a mark where Q is. A divergence without blur jumps where P and
 * Q coincide: a step from an open end to a closed one.
 */

import { Stage } from '../../ui/stage.js';

/**
 * @typedef {object} Look
 * @property {number} most what the upper edge of the scale stands for
 * @property {string} [ceiling] what the upper edge is called where nothing is above it
 * @property {string} [beyond] what is above it, where something is
 * @property {boolean} [isChief] the one to be watched
 *
 * @typedef {import('./sweep.js').Point} Point
 *
 * @typedef {object} Traced
 * @property {readonly Point[]} points from below P to above it
 * @property {number} reach the place at the right end
 * @property {Point} now
 * @property {boolean} canJump it may be another at 0 than beside it
 */

/** CSS pixels kept free: above the scale, for what is beyond it; at both ends, for the mark. */
const HEADROOM = 17;
const SIDE = 8;
const FLOOR = 5;
const EDGE = 4;
const RADIUS = 4;

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
    /** @private @type {Traced | null} */
    this.traced = null;
    /** @private */
    this.stage = new Stage({ left: 0, right: 1, bottom: 0, top: 1 }, () => this.paint(), {
      role: 'presentation',
    });
    this.element = this.stage.element;
    this.element.className = 'trace';
    this.element.setAttribute('aria-hidden', 'true');
  }

  /** @param {Traced} traced */
  draw(traced) {
    this.traced = traced;
    const { points, canJump } = traced;
    this.element.dataset.points = String(points.length);
    this.element.dataset.jump = canJump ? String(jumpOf(points) !== null) : 'false';
    this.paint();
  }

  dispose() {
    this.stage.dispose();
  }

  /** @private The one to be watched is seen whole, however far Q is. */
  get most() {
    const { look, traced } = this;
    const values = look.isChief && traced ? [...traced.points, traced.now] : [];
    return values.reduce((most, { value }) => Math.max(most, value), look.most);
  }

  /** @private @param {number} place */
  x(place) {
    const { stage, traced } = this;
    const share = (place / (traced?.reach ?? 1) + 1) / 2;
    return SIDE + Math.min(Math.max(share, 0), 1) * (stage.width - 2 * SIDE);
  }

  /** @private Whatever is beyond the scale is at the upper edge. @param {number} value */
  y(value) {
    const { height } = this.stage;
    const share = value / this.most;
    if (share > 1 + 1e-9) return EDGE;
    return height - FLOOR - share * (height - FLOOR - HEADROOM);
  }

  /** @private */
  paint() {
    const context = this.stage.clear();
    const { traced, look } = this;
    if (this.stage.width === 0 || !traced) return;
    this.paintScale(context);
    const ink = this.theme.colour(look.isChief ? '--em-ink' : '--em-ink-soft');
    const { points, now, canJump } = traced;
    const jump = canJump ? jumpOf(points) : null;
    // What is at 0 alone is an end of its own.
    const along = jump ? points.filter(({ place }) => place !== 0) : points;
    if (look.isChief) this.paintArea(context, along, ink);
    context.strokeStyle = ink;
    context.lineWidth = look.isChief ? 2.5 : 1.75;
    context.lineJoin = 'round';
    context.setLineDash([]);
    context.beginPath();
    for (const { place, value } of along) context.lineTo(this.x(place), this.y(value));
    context.stroke();
    if (jump) this.paintJump(context, jump, ink);
    this.paintNow(context, now, ink);
  }

  /** @private @param {CanvasRenderingContext2D} context */
  paintScale(context) {
    const { width, height } = this.stage;
    context.lineWidth = 1;
    context.setLineDash([]);
    context.strokeStyle = this.theme.colour('--em-line');
    const middle = Math.round(this.x(0)) + 0.5;
    context.beginPath();
    context.moveTo(0, this.y(0) + 0.5);
    context.lineTo(width, this.y(0) + 0.5);
    context.moveTo(middle, EDGE);
    context.lineTo(middle, height);
    context.stroke();
    const { ceiling, beyond } = this.look;
    const y = Math.round(this.y(this.most)) - 0.5;
    context.fillStyle = this.theme.colour('--em-ink-soft');
    context.font = this.theme.font(13);
    context.textBaseline = ceiling ? 'bottom' : 'top';
    // At the end where Q is not at first, or its dot would lie on the words.
    context.textAlign = ceiling ? 'right' : 'left';
    context.fillText(ceiling ?? beyond ?? '', ceiling ? width : 0, ceiling ? y - 1 : EDGE + 5);
    if (!ceiling) return;
    context.strokeStyle = this.theme.colour('--em-control');
    context.setLineDash([3, 3]);
    context.beginPath();
    context.moveTo(0, y);
    context.lineTo(width, y);
    context.stroke();
  }

  /** @private @param {CanvasRenderingContext2D} context @param {readonly Point[]} points @param {string} ink */
  paintArea(context, points, ink) {
    const [first, last] = [points[0], points[points.length - 1]];
    if (!first || !last) return;
    context.beginPath();
    context.moveTo(this.x(first.place), this.y(0));
    for (const { place, value } of points) context.lineTo(this.x(place), this.y(value));
    context.lineTo(this.x(last.place), this.y(0));
    context.globalAlpha = 0.1;
    context.fillStyle = ink;
    context.fill();
    context.globalAlpha = 1;
  }

  /** @private @param {CanvasRenderingContext2D} context @param {{ beside: number, at: number }} jump @param {string} ink */
  paintJump(context, { beside, at }, ink) {
    const x = this.x(0);
    context.lineWidth = 1.75;
    context.strokeStyle = ink;
    context.fillStyle = this.theme.colour('--em-paper');
    context.beginPath();
    context.arc(x, this.y(beside), RADIUS - 1, 0, 2 * Math.PI);
    context.fill();
    context.stroke();
    context.fillStyle = ink;
    context.beginPath();
    context.arc(x, this.y(at), RADIUS - 1, 0, 2 * Math.PI);
    context.fill();
  }

  /** @private A dot; an arrow where it is beyond the scale. @param {CanvasRenderingContext2D} context @param {Point} now @param {string} ink */
  paintNow(context, { place, value }, ink) {
    const x = this.x(place);
    const y = this.y(value);
    context.fillStyle = ink;
    context.strokeStyle = this.theme.colour('--em-paper');
    context.lineWidth = 2;
    context.beginPath();
    if (y > EDGE) context.arc(x, y, RADIUS + 1, 0, 2 * Math.PI);
    else {
      context.moveTo(x, 0);
      context.lineTo(x + 6, 10);
      context.lineTo(x - 6, 10);
      context.closePath();
    }
    context.stroke();
    context.fill();
  }
}

/**
 * What a number is at 0 and beside it, where these differ.
 * @param {readonly Point[]} points
 * @returns {{ beside: number, at: number } | null}
 */
export function jumpOf(points) {
  const at = points.findIndex(({ place }) => place === 0);
  const beside = points[at + 1]?.value;
  if (at < 0 || beside === undefined || beside === points[at].value) return null;
  return { beside, at: points[at].value };
}
