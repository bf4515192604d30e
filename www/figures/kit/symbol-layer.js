/**
 * What is lit on a canvas: a second one over it, on which all else is veiled and the marks of a symbol are drawn once
 * more. The first is not touched, whatever it cost to draw.
 */

import { make } from '../../ui/dom.js';

/** @typedef {import('../../ui/stage.js').Stage} Stage */
/** @typedef {import('./symbols.js').Names} Names */
/** A stage that is drawn on in the place of another: the same coordinates. @typedef {Stage} Surface */
/** @typedef {(on: Surface) => void} Mark draws what a symbol stands for */
/** @typedef {{ x: number, y: number }} Spot in CSS pixels from the stage's top left */

/** Of the ground's colour, over what is not lit. */
const VEIL = 0.62;

export class SymbolLayer {
  /**
   * @param {Stage} stage
   * @param {import('../../ui/theme.js').Theme} theme
   * @param {Record<string, Mark>} marks by their symbols
   * @param {(spot: Spot) => Names} at which symbols a place is of
   */
  constructor(stage, theme, marks, at) {
    /** @private */
    this.stage = stage;
    /** @private */
    this.theme = theme;
    /** @private */
    this.marks = marks;
    /** @private */
    this.at = at;
    /** @private */
    this.canvas = make('canvas', { class: 'lit-marks', 'aria-hidden': 'true', hidden: true });
    stage.canvas.after(this.canvas);
  }

  /** @param {{ pointed: (names: Names) => void, chosen: (names: Names) => void }} told */
  hear({ pointed, chosen }) {
    const { canvas } = this.stage;
    let before = '';
    const point = (/** @type {Names} */ names) => {
      if (names.join() === before) return;
      before = names.join();
      pointed(names);
    };
    canvas.addEventListener('pointermove', (event) => {
      if (event.pointerType !== 'touch' && event.buttons === 0) point(this.at(this.spotOf(event)));
    });
    canvas.addEventListener('pointerleave', (event) => {
      if (event.pointerType !== 'touch') point([]);
    });
    canvas.addEventListener('click', (event) => {
      // A mouse has pointed already, and its clicks have meanings of the figure's own.
      const names = this.at(this.spotOf(event));
      if (event.pointerType === 'touch' && names.length > 0) chosen(names);
    });
  }

  /** @param {Names} names */
  light(names) {
    const { canvas, stage, marks } = this;
    // For whoever asks which marks are lit: a canvas does not say.
    const lit = names.filter((name) => name in this.marks);
    canvas.hidden = lit.length === 0 || stage.width === 0;
    canvas.dataset.lit = lit.join(' ');
    if (canvas.hidden) return void delete canvas.dataset.lit;
    canvas.width = stage.canvas.width;
    canvas.height = stage.canvas.height;
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    context.globalAlpha = VEIL;
    context.fillStyle = this.theme.colour('--em-panel');
    context.fillRect(0, 0, stage.width, stage.height);
    context.globalAlpha = 1;
    const surface = /** @type {Surface} */ (Object.create(stage, { context: { value: context } }));
    for (const name of lit) {
      context.save();
      marks[name](surface);
      context.restore();
    }
  }

  /** @private @param {MouseEvent} event @returns {Spot} */
  spotOf({ clientX, clientY }) {
    const { left, top } = this.stage.element.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  }
}

/**
 * Whether a place is within some pixels of a line through points.
 * @param {Stage} stage
 * @param {ArrayLike<number>} points x and y in turn
 * @param {Spot} spot
 * @param {number} reach
 */
export function isNearLine(stage, points, { x, y }, reach) {
  for (let at = 0; at + 3 < points.length; at += 2) {
    const [ax, ay] = [stage.x(points[at]), stage.y(points[at + 1])];
    const [dx, dy] = [stage.x(points[at + 2]) - ax, stage.y(points[at + 3]) - ay];
    const along = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1);
    const share = Math.min(1, Math.max(0, along));
    if (Math.hypot(ax + share * dx - x, ay + share * dy - y) < reach) return true;
  }
  return false;
}

/**
 * Whether a place is within some pixels of one of the points.
 * @param {Stage} stage
 * @param {ArrayLike<number>} points x and y in turn
 * @param {Spot} spot
 * @param {number} reach
 */
export function isNearPoint(stage, points, { x, y }, reach) {
  for (let at = 0; at < points.length; at += 2) {
    if (Math.hypot(stage.x(points[at]) - x, stage.y(points[at + 1]) - y) < reach) return true;
  }
  return false;
}
