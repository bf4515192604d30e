/** Draws a game: what the opponent says of each place, the generator's bent grid, both clouds, arrows and trails. */

import { Heat } from '../kit/heat.js';
import { drawMarks, traceArrow } from '../kit/marks.js';

/** @typedef {import('../../ui/stage.js').Stage} Stage */
/** @typedef {import('../../ui/theme.js').Theme} Theme */
/** @typedef {import('./match.js').Match} Match */
/** @typedef {import('./match.js').GameLook} GameLook */

/** An arrow of length 1 is this long in the plane, and none is longer than as many of these. */
const UNIT = 0.09;
const LONGEST = 2;
/** Lines of latents each way. */
const LINES = 9;

/**
 * The middle of the colours, and how far they reach: a critic is as good with any constant added.
 * @param {GameLook} look
 * @param {string | undefined} objective
 * @returns {[number, number]}
 */
function rangeOf({ values }, objective) {
  if (objective === 'original') return [0.5, 0.5];
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) [least, most] = [Math.min(least, value), Math.max(most, value)];
  return [(least + most) / 2, Math.max((most - least) / 2, 1e-6)];
}

export class GameView {
  /** @param {Stage} stage @param {Theme} theme */
  constructor(stage, theme) {
    /** @private */
    this.stage = stage;
    /** @private */
    this.theme = theme;
    /** @private */
    this.heat = new Heat(stage, theme);
  }

  /**
   * What is set may be another game already: this one's own configuration says what its look is of.
   * @param {Match} match
   * @param {readonly number[]} stroke a line that the reader is drawing
   */
  draw({ config, look, trail, points }, stroke) {
    const { stage, theme } = this;
    const { objective } = config;
    stage.clear();
    if (look) {
      if (objective !== 'exact') this.heat.draw(look.values, ...rangeOf(look, objective));
      this.drawGrid(look.latentGrid);
      if (objective === 'exact') this.drawPlan(look, points);
    }
    drawMarks(stage, theme, points, 'real');
    if (look) {
      this.drawTrails(trail, look.fakes);
      this.drawArrows(look);
      drawMarks(stage, theme, look.fakes, 'fake');
    }
    this.drawLine(stroke, theme.colour('--em-real'), 3);
  }

  /** @param {ArrayLike<number>} grid @param {Stage} [on] what is drawn on @param {number} [alpha] */
  drawGrid(grid, on = this.stage, alpha = 0.5) {
    const colour = this.theme.colour('--em-fake');
    const at = (/** @type {number} */ place) => [grid[2 * place], grid[2 * place + 1]];
    const along = Array.from({ length: LINES }, (_, place) => place);
    on.context.globalAlpha = alpha;
    for (const line of along) {
      this.drawLine(
        along.flatMap((place) => at(line * LINES + place)),
        colour,
        1,
        on,
      );
      this.drawLine(
        along.flatMap((place) => at(place * LINES + line)),
        colour,
        1,
        on,
      );
    }
    on.context.globalAlpha = 1;
  }

  /** Each fake to where the optimal plan has it go. @private @param {GameLook} look @param {Float32Array} points */
  drawPlan({ fakes, plan }, points) {
    const { context } = this.stage;
    context.globalAlpha = 0.45;
    plan.forEach((real, fake) => {
      const ends = [fakes[2 * fake], fakes[2 * fake + 1], points[2 * real], points[2 * real + 1]];
      this.drawLine(ends, this.theme.colour('--em-ink-soft'), 1);
    });
    context.globalAlpha = 1;
  }

  /** The older, the fainter. @private @param {Float32Array[]} trail @param {Float32Array} fakes */
  drawTrails(trail, fakes) {
    const { context } = this.stage;
    const all = [...trail, fakes];
    for (let at = 1; at < all.length; at++) {
      context.globalAlpha = (0.5 * at) / all.length;
      context.strokeStyle = this.theme.colour('--em-fake');
      context.lineWidth = 1;
      context.beginPath();
      for (let place = 0; place < fakes.length; place += 2) {
        context.moveTo(this.stage.x(all[at - 1][place]), this.stage.y(all[at - 1][place + 1]));
        context.lineTo(this.stage.x(all[at][place]), this.stage.y(all[at][place + 1]));
      }
      context.stroke();
    }
    context.globalAlpha = 1;
  }

  /** Where each fake is drawn, and how strongly. @private @param {GameLook} look */
  drawArrows({ fakes, arrows }) {
    const { stage, theme } = this;
    const { context } = stage;
    context.strokeStyle = theme.colour('--em-critic');
    context.lineWidth = 1.25;
    context.beginPath();
    for (let place = 0; place < fakes.length; place += 2) {
      const [dx, dy] = [arrows[place], arrows[place + 1]];
      const factor = (UNIT * LONGEST) / Math.max(Math.hypot(dx, dy), LONGEST);
      const at = (/** @type {number} */ along) =>
        /** @type {const} */ ([
          stage.x(fakes[place] + along * dx),
          stage.y(fakes[place + 1] + along * dy),
        ]);
      traceArrow(context, at(0), at(factor));
    }
    context.stroke();
  }

  /** @private @param {readonly number[]} points @param {string} colour @param {number} width @param {Stage} [on] */
  drawLine(points, colour, width, on = this.stage) {
    const { context } = on;
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.beginPath();
    for (let at = 0; at < points.length; at += 2) {
      context.lineTo(this.stage.x(points[at]), this.stage.y(points[at + 1]));
    }
    context.stroke();
  }
}
