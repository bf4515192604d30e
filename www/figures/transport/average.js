/** The running average of the costs, over how many draws it is of: it nears what the plan costs. */

import { decimals } from '../../ui/format.js';
import { Stage } from '../../ui/stage.js';

const FOOT = 18;
const LEFT = 4;
const RIGHT = 10;

/** @typedef {{ value: number, label: string, isChief: boolean }} Level */

export class AverageChart {
  /**
   * @param {import('../../ui/theme.js').Theme} theme
   * @param {number} most draws
   */
  constructor(theme, most) {
    /** @private */
    this.theme = theme;
    /** @private */
    this.most = most;
    /** @private @type {{ averages: Float64Array, draws: number, levels: Level[] } | null} */
    this.shown = null;
    /** @private */
    this.stage = new Stage({ left: 0, right: 1, bottom: 0, top: 1 }, () => this.paint(), {
      role: 'presentation',
    });
    this.element = this.stage.element;
    this.element.className = 'average';
    this.element.setAttribute('aria-hidden', 'true');
  }

  /**
   * @param {Float64Array} averages after 0, 1, … draws
   * @param {number} draws how many have been made
   * @param {Level[]} levels that it may near
   */
  draw(averages, draws, levels) {
    this.shown = { averages, draws, levels };
    this.paint();
  }

  dispose() {
    this.stage.dispose();
  }

  /** @private Early draws have more room than late ones. @param {number} draws */
  x(draws) {
    const share = Math.log(draws) / Math.log(this.most);
    return LEFT + share * (this.stage.width - LEFT - RIGHT);
  }

  /** @private @param {number} value @param {number} top */
  y(value, top) {
    const { height } = this.stage;
    return height - FOOT - (Math.min(value, top) / top) * (height - FOOT - 6);
  }

  /** @private */
  paint() {
    const context = this.stage.clear();
    const { shown, stage, theme } = this;
    if (!shown || stage.width === 0) return;
    const { averages, draws, levels } = shown;
    const top = 1.3 * Math.max(...levels.map(({ value }) => value));
    context.font = theme.font(13);
    this.paintAxis(context);
    const least = Math.min(...levels.map(({ value }) => value));
    for (const level of levels) this.paintLevel(context, level, top, level.value > least);
    if (draws === 0) return;
    const ink = theme.colour('--em-fake');
    context.strokeStyle = ink;
    context.fillStyle = ink;
    context.lineWidth = 2;
    context.lineJoin = 'round';
    context.beginPath();
    for (let n = 1; n <= draws; n++) context.lineTo(this.x(n), this.y(averages[n], top));
    context.stroke();
    context.beginPath();
    context.arc(this.x(draws), this.y(averages[draws], top), 4, 0, 2 * Math.PI);
    context.fill();
  }

  /** @private @param {CanvasRenderingContext2D} context */
  paintAxis(context) {
    const { theme, stage } = this;
    const y = stage.height - FOOT + 0.5;
    context.strokeStyle = theme.colour('--em-line');
    context.fillStyle = theme.colour('--em-ink-soft');
    context.lineWidth = 1;
    context.textBaseline = 'top';
    context.beginPath();
    context.moveTo(LEFT, y);
    context.lineTo(stage.width - RIGHT, y);
    for (let n = 1; n <= this.most; n *= 10) {
      const x = Math.round(this.x(n)) + 0.5;
      context.moveTo(x, 6);
      context.lineTo(x, y);
      context.textAlign = n === 1 ? 'left' : n === this.most ? 'right' : 'center';
      context.fillText(n.toLocaleString('en'), x, y + 4);
    }
    context.stroke();
    context.textAlign = 'left';
  }

  /**
   * @private
   * @param {CanvasRenderingContext2D} context
   * @param {Level} level
   * @param {number} top
   * @param {boolean} isUpper its name is above it, that of the other below
   */
  paintLevel(context, { value, label, isChief }, top, isUpper) {
    const y = Math.round(this.y(value, top)) + 0.5;
    const ink = this.theme.colour(isChief ? '--em-ink' : '--em-ink-soft');
    const right = this.stage.width - RIGHT;
    context.strokeStyle = ink;
    context.fillStyle = ink;
    context.lineWidth = isChief ? 1.5 : 1;
    context.setLineDash(isChief ? [] : [4, 4]);
    context.beginPath();
    context.moveTo(LEFT, y);
    context.lineTo(right, y);
    context.stroke();
    context.setLineDash([]);
    context.textAlign = 'right';
    context.textBaseline = isUpper ? 'bottom' : 'top';
    context.fillText(`${label} ${decimals(value)}`, right, y + (isUpper ? -5 : 7));
    context.textAlign = 'left';
  }
}
