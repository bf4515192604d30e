/**
 * The plan γ as a matrix: a row for each grain of Q, a column for each point of P, from left to right; and under it what
 * its columns sum to. Whatever the plan, that is P: the marginal formula, seen.
 */

import { Stage } from '../../ui/stage.js';

/** @typedef {import('../../ui/theme.js').Theme} Theme */
/** @typedef {import('./draws.js').Draws} Draws */

/** Numbers of rows stand left of the cells. */
const GUTTER = 22;
const FOOT = 4;
/** What is less of the largest mass would not be seen. */
const FAINTEST = 0.004;

/**
 * A plan's masses, row-major, with the columns in an order.
 * @param {import('../../../dist/pkg/figures/earthmover_web.js').Plan} plan
 * @param {number} rows
 * @param {readonly number[]} columnOf each point
 */
export function cellsOf({ from, to, mass }, rows, columnOf) {
  const columns = columnOf.length;
  const cells = new Float64Array(rows * columns);
  mass.forEach((share, flow) => {
    cells[from[flow] * columns + columnOf[to[flow]]] += share;
  });
  return cells;
}

/**
 * What each column sums to, of all rows or of one.
 * @param {Float64Array} cells
 * @param {number} columns
 * @param {number} row −1 for all
 */
export function sumsOf(cells, columns, row = -1) {
  const sums = new Float64Array(columns);
  cells.forEach((mass, at) => {
    if (row < 0 || Math.floor(at / columns) === row) sums[at % columns] += mass;
  });
  return sums;
}

/**
 * Which column each point has: they run from left to right.
 * @param {Float64Array} points x and y in turn
 */
export function columnsOf(points) {
  const order = Array.from({ length: points.length / 2 }, (_, at) => at);
  order.sort((one, other) => points[2 * one] - points[2 * other]);
  /** @type {number[]} */
  const columns = [];
  order.forEach((point, column) => {
    columns[point] = column;
  });
  return columns;
}

/**
 * @typedef {object} Seen
 * @property {Float64Array} cells
 * @property {number} rows
 * @property {number} columns
 * @property {number} lit the row that is pointed at; −1 for none
 * @property {{ row: number, column: number } | null} drawn the cell that a draw has come to
 */

export class PlanMatrix {
  /** @param {Theme} theme */
  constructor(theme) {
    /** @private */
    this.theme = theme;
    /** @private @type {Seen | null} */
    this.seen = null;
    /** Its rows are heard from the slider that lies over it. */
    this.stage = new Stage({ left: 0, right: 1, bottom: 0, top: 1 }, () => this.paint(), {
      role: 'presentation',
      'aria-hidden': 'true',
    });
    this.stage.element.classList.add('matrix');
    /** Where the sums are. */
    this.foot = new Stage({ left: 0, right: 1, bottom: 0, top: 1 }, () => this.paint(), {
      role: 'presentation',
    });
    this.foot.element.classList.add('sums');
    this.foot.element.setAttribute('aria-hidden', 'true');
  }

  /** @param {Seen} seen */
  draw(seen) {
    this.seen = seen;
    this.paint();
  }

  /** The row at a height, from 1. @param {{ x: number, y: number }} point in CSS pixels */
  rowAt({ y }) {
    const rows = this.seen?.rows ?? 0;
    const row = Math.floor((y / this.stage.height) * rows);
    return row < 0 || row >= rows ? 0 : row + 1;
  }

  dispose() {
    this.stage.dispose();
    this.foot.dispose();
  }

  /** @private */
  paint() {
    const { stage, foot, seen } = this;
    const [context, under] = [stage.clear(), foot.clear()];
    if (!seen || stage.width === 0) return;
    this.paintCells(context, seen);
    this.paintNumbers(context, seen);
    this.paintSums(under, seen);
  }

  /** @private @param {CanvasRenderingContext2D} context @param {Seen} seen */
  paintCells(context, { cells, rows, columns, lit, drawn }) {
    const { theme, stage } = this;
    const [ink, fake, panel] = ['--em-ink', '--em-fake', '--em-line'].map((name) =>
      theme.colour(name),
    );
    const [width, height] = [(stage.width - GUTTER) / columns, stage.height / rows];
    // A cell holds what its grain has, or its point takes, whichever is less.
    const most = Math.min(1 / rows, 1 / columns);
    context.lineWidth = 1;
    context.strokeStyle = panel;
    context.beginPath();
    for (let row = 1; row < rows; row++) {
      context.moveTo(GUTTER, Math.round(row * height) + 0.5);
      context.lineTo(stage.width, Math.round(row * height) + 0.5);
    }
    context.stroke();
    if (lit >= 0) {
      context.globalAlpha = 0.14;
      context.fillStyle = fake;
      context.fillRect(0, lit * height, stage.width, height);
    }
    for (let row = 0; row < rows; row++) {
      context.fillStyle = row === lit ? fake : ink;
      for (let column = 0; column < columns; column++) {
        const share = cells[row * columns + column] / most;
        if (share < FAINTEST) continue;
        // Small shares must be seen to be there.
        context.globalAlpha = Math.sqrt(Math.min(1, share)) * (lit < 0 || row === lit ? 1 : 0.3);
        context.fillRect(GUTTER + column * width, row * height + 1, width - 0.5, height - 1);
      }
    }
    context.globalAlpha = 1;
    if (!drawn) return;
    context.strokeStyle = fake;
    context.lineWidth = 2.5;
    const [x, y] = [GUTTER + drawn.column * width, drawn.row * height];
    context.strokeRect(x - 2, y - 1, width + 3.5, height + 2);
  }

  /** @private @param {CanvasRenderingContext2D} context @param {Seen} seen */
  paintNumbers(context, { rows, lit }) {
    const { theme, stage } = this;
    const height = stage.height / rows;
    context.font = theme.font(13);
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    for (let row = 0; row < rows; row++) {
      context.fillStyle = theme.colour(row === lit ? '--em-ink' : '--em-ink-soft');
      context.fillText(String(row + 1), GUTTER / 2, (row + 0.5) * height);
    }
  }

  /** @private @param {CanvasRenderingContext2D} context @param {Seen} seen */
  paintSums(context, { cells, columns, lit }) {
    const { theme } = this;
    const { width: whole, height: tall } = this.foot;
    const width = (whole - GUTTER) / columns;
    // P has as much at each point.
    const level = 1 / columns;
    const y = (/** @type {number} */ mass) => tall - FOOT - (mass / level) * (tall - FOOT) * 0.8;
    const bars = (/** @type {Float64Array} */ sums, /** @type {number} */ alpha) => {
      context.globalAlpha = alpha;
      context.fillStyle = theme.colour('--em-fake');
      sums.forEach((sum, column) => {
        const top = y(sum);
        context.fillRect(GUTTER + column * width, top, Math.max(1, width - 1), tall - FOOT - top);
      });
      context.globalAlpha = 1;
    };
    bars(sumsOf(cells, columns), lit < 0 ? 0.75 : 0.25);
    if (lit >= 0) bars(sumsOf(cells, columns, lit), 1);
    const line = Math.round(y(level)) + 0.5;
    context.strokeStyle = theme.colour('--em-real');
    context.lineWidth = 2;
    context.beginPath();
    context.moveTo(GUTTER, line);
    context.lineTo(whole, line);
    context.stroke();
    context.font = theme.font(14, 'italic');
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillStyle = theme.colour('--em-real');
    context.fillText('p', GUTTER / 2, line);
  }
}
