/** Draws the hero's game: what the critic says of each place, P, and the fakes with their arrows. */

import { Heat } from '../kit/heat.js';
import { drawMarks, traceArrow } from '../kit/marks.js';
import { CELLS } from './ride.js';

/** @typedef {import('../../ui/stage.js').Stage} Stage */
/** @typedef {import('../../ui/theme.js').Theme} Theme */
/** @typedef {import('./ride.js').Ride} Ride */

/** How long an arrow of slope 1 is: as all are. */
const ARROW = 0.13;

/**
 * The middle of the colours, and how far they reach: a critic is as good with any constant added.
 * @param {Float32Array} values
 * @returns {[number, number]}
 */
function rangeOf(values) {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) [least, most] = [Math.min(least, value), Math.max(most, value)];
  return [(least + most) / 2, Math.max((most - least) / 2, 1e-6)];
}

export class HeroView {
  /**
   * @param {Stage} ground of what stays while fakes ride
   * @param {Stage} stage of the fakes, over it
   * @param {Theme} theme
   */
  constructor(ground, stage, theme) {
    /** @private */
    this.ground = ground;
    /** @private */
    this.stage = stage;
    /** @private */
    this.theme = theme;
    /** @private */
    this.heat = new Heat(ground, theme);
    /** @private What is on the ground. @type {unknown[]} */
    this.laid = [];
  }

  /**
   * @param {Ride} ride
   * @param {number} ink of the fakes, from 0 to 1: they come and go
   */
  draw({ look, values }, ink) {
    const { stage, theme } = this;
    stage.clear();
    if (!look) return;
    this.drawGround(look, values);
    stage.context.globalAlpha = ink;
    this.drawArrows(look);
    drawMarks(stage, theme, look.fakes, 'fake');
    stage.context.globalAlpha = 1;
  }

  /** @private @param {import('./ride.js').RideSight} look @param {Float32Array} values */
  drawGround({ p }, values) {
    const { ground, theme } = this;
    ground.fit();
    const wanted = [values, ground.fits, theme.colour('--em-panel'), theme.colour('--em-real')];
    if (wanted.every((value, at) => value === this.laid[at])) return;
    this.laid = wanted;
    ground.clear();
    this.heat.draw(values, ...rangeOf(values), CELLS[0]);
    drawMarks(ground, theme, p, 'real');
  }

  /** Each towards its partner, and no farther. @private @param {import('./ride.js').RideSight} look */
  drawArrows({ p, fakes, partners }) {
    const { stage, theme } = this;
    const { context } = stage;
    context.strokeStyle = theme.colour('--em-critic');
    context.lineWidth = 1.25;
    context.beginPath();
    partners.forEach((partner, fake) => {
      const [x, y] = [fakes[2 * fake], fakes[2 * fake + 1]];
      const [dx, dy] = [p[2 * partner] - x, p[2 * partner + 1] - y];
      const share = Math.min(1, ARROW / Math.hypot(dx, dy));
      const tip = /** @type {const} */ ([stage.x(x + share * dx), stage.y(y + share * dy)]);
      // One that has arrived has no way to go.
      if (dx !== 0 || dy !== 0) traceArrow(context, [stage.x(x), stage.y(y)], tip);
    });
    context.stroke();
  }
}
