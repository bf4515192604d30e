/** The learned critic against the best one: a point for each digit and each fake of the lab's last measurement. */

import { Stage } from '../../ui/stage.js';

/** @typedef {import('../../protocol.js').TransportReport} TransportReport */
/** @typedef {import('../../ui/theme.js').Theme} Theme */

const PADDING = 0.08;
const RADIUS = 3.5;
/** As many numbers on an axis, or a few more or less. */
const TICKS = 4;
const MARGIN = 6;

/** Places that are round. @param {number} from @param {number} to */
function ticksOf(from, to) {
  const rough = (to - from) / TICKS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10);
  const first = Math.ceil(from / step);
  const count = Math.max(0, Math.floor(to / step) - first + 1);
  return Array.from({ length: count }, (_, at) => (first + at) * step);
}

/** @param {number} value */
const short = (value) => {
  const size = Math.abs(value);
  const text =
    size >= 1e4 ? value.toExponential(0).replace('+', '') : String(Number(value.toPrecision(3)));
  return text.replaceAll('-', '−');
};

/** @param {number[]} values @returns {[number, number]} */
function spanOf(values) {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const padding = Math.max((high - low) * PADDING, 1e-6);
  return [low - padding, high + padding];
}

export class Scatter {
  /** @param {Theme} theme @param {() => void} resized */
  constructor(theme, resized) {
    /** @private */
    this.theme = theme;
    /** @private */
    this.stage = new Stage({ left: -5, right: 5, bottom: -5, top: 5 }, resized, {
      'aria-hidden': 'true',
    });
    this.element = this.stage.element;
    this.element.classList.add('scatter');
  }

  /** @param {TransportReport | null} report */
  draw(report) {
    const context = this.stage.clear();
    this.element.dataset.reals = String(report?.realScores.length ?? 0);
    this.element.dataset.fakes = String(report?.fakeScores.length ?? 0);
    if (!report || this.stage.width === 0) return;
    const { realScores, realPotentials, fakeScores, fakePotentials } = report;
    const [left, right] = spanOf([...realPotentials, ...fakePotentials]);
    const [low, high] = spanOf([...realScores, ...fakeScores]);
    // As far up as across, so that a flat critic looks flat; farther where it is too steep.
    const middle = (low + high) / 2;
    const half = Math.max(high - low, right - left) / 2;
    this.stage.box = { left, right, bottom: middle - half, top: middle + half };
    this.drawAxes(context);
    this.drawPoints(context, realPotentials, realScores, '--em-real', disc);
    this.drawPoints(context, fakePotentials, fakeScores, '--em-fake', diamond);
  }

  dispose() {
    this.stage.dispose();
  }

  /** @private @param {CanvasRenderingContext2D} context */
  drawAxes(context) {
    const { stage, theme } = this;
    const { left, right, bottom, top } = stage.box;
    context.save();
    context.strokeStyle = theme.colour('--em-line');
    const [across, up] = [ticksOf(left, right), ticksOf(bottom, top)];
    for (const value of across) line(context, [stage.x(value), 0], [stage.x(value), stage.height]);
    for (const value of up) line(context, [0, stage.y(value)], [stage.width, stage.y(value)]);
    for (const value of across) {
      const isClear = stage.x(value) > 40 && stage.x(value) < stage.width - 16;
      if (isClear) this.drawNumber(context, value, stage.x(value), stage.height - MARGIN, 'center');
    }
    for (const value of up) {
      const isClear = stage.y(value) > 12 && stage.y(value) < stage.height - 28;
      if (isClear) this.drawNumber(context, value, MARGIN, stage.y(value) + MARGIN, 'left');
    }
    // Where a critic as good as the best one has its points.
    context.strokeStyle = theme.colour('--em-ink');
    context.setLineDash([5, 4]);
    line(context, [stage.x(left), stage.y(left)], [stage.x(right), stage.y(right)]);
    context.restore();
  }

  /**
   * Above the lines, which it is clear of.
   * @private
   * @param {CanvasRenderingContext2D} context
   * @param {number} value
   * @param {number} x
   * @param {number} y of its foot
   * @param {CanvasTextAlign} align
   */
  drawNumber(context, value, x, y, align) {
    const { theme } = this;
    context.save();
    context.font = theme.font(13);
    context.textAlign = align;
    context.textBaseline = 'bottom';
    context.lineWidth = 4;
    context.lineJoin = 'round';
    context.strokeStyle = theme.colour('--em-panel');
    context.fillStyle = theme.colour('--em-ink-soft');
    context.strokeText(short(value), x, y);
    context.fillText(short(value), x, y);
    context.restore();
  }

  /**
   * @private
   * @param {CanvasRenderingContext2D} context
   * @param {number[]} across
   * @param {number[]} up
   * @param {string} colour
   * @param {typeof disc} mark
   */
  drawPoints(context, across, up, colour, mark) {
    const { stage, theme } = this;
    context.save();
    context.fillStyle = theme.colour(colour);
    context.globalAlpha = 0.75;
    up.forEach((value, at) => {
      context.beginPath();
      mark(context, stage.x(across[at]), stage.y(value));
      context.fill();
    });
    context.restore();
  }
}

/** @param {CanvasRenderingContext2D} context @param {[number, number]} from @param {[number, number]} to */
function line(context, from, to) {
  context.beginPath();
  context.moveTo(...from);
  context.lineTo(...to);
  context.stroke();
}

/** @param {CanvasRenderingContext2D} context @param {number} x @param {number} y */
function disc(context, x, y) {
  context.arc(x, y, RADIUS, 0, 2 * Math.PI);
}

/** @param {CanvasRenderingContext2D} context @param {number} x @param {number} y */
function diamond(context, x, y) {
  const r = RADIUS * 1.25;
  context.moveTo(x, y - r);
  context.lineTo(x + r, y);
  context.lineTo(x, y + r);
  context.lineTo(x - r, y);
  context.closePath();
}
