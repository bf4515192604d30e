/** The critic chart: critic loss, gap and penalty over iterations, with marks where something happened. */

import uPlot from './vendor/uplot/uPlot.esm.js';
import { decimate } from './decimate.js';
import { Legend } from './legend.js';
import { drawMarks } from './marks.js';
import { Painter } from './painter.js';
import { colour, onThemeChange } from './theme.js';

/** @typedef {import('./history.js').History} History */
/** @typedef {import('./marks.js').Mark} Mark */
/** @typedef {'criticLoss' | 'gap' | 'penalty'} Curve */

/** Told apart by dashes as well as by colour. @type {{ name: Curve, title: string, colour: string, dash: number[] }[]} */
export const CURVES = [
  { name: 'gap', title: 'gap', colour: '--critic', dash: [] },
  { name: 'criticLoss', title: 'critic loss', colour: '--ink-soft', dash: [7, 3] },
  { name: 'penalty', title: 'penalty', colour: '--penalty', dash: [2, 3] },
];

const HEIGHT = 280;
/** Beyond this a curve is thinned to its extremes: two for every pixel of a wide chart. */
const MOST_POINTS = 1200;
/** Stroking the curves is the dearest thing the page does, and they change slowly. */
const PERIOD_MS = 500;
const FONT = '12px system-ui, sans-serif';

/** @returns {import('uplot').Axis} */
const axis = () => ({
  stroke: () => colour('--ink-soft'),
  font: FONT,
  grid: { stroke: () => colour('--line'), width: 1 },
  ticks: { stroke: () => colour('--line'), width: 1, size: 4 },
});

/** @type {import('uplot').Range.Function} */
const iterationRange = (_, min, max) => [min ?? 0, Math.max(max ?? 0, (min ?? 0) + 10)];

export class Chart {
  /**
   * @param {HTMLElement} figure
   * @param {History} history
   * @param {Mark[]} marks
   */
  constructor(figure, history, marks) {
    /** @private */
    this.figure = figure;
    /** @private */
    this.history = history;
    /** @private */
    this.marks = marks;
    const plot = /** @type {HTMLElement} */ (figure.querySelector('[data-part=plot]'));
    /** @private */
    this.plot = new uPlot(this.options(plot.clientWidth), [[], ...CURVES.map(() => [])], plot);
    const list = /** @type {HTMLElement} */ (figure.querySelector('[data-part=legend]'));
    /** @private */
    this.legend = new Legend(list, CURVES, (index, show) =>
      this.plot.setSeries(index + 1, { show }),
    );
    /** @private */
    this.painter = new Painter(figure, () => this.draw(), PERIOD_MS);
    onThemeChange(() => this.plot.redraw());
    new ResizeObserver(() => this.resize(plot.clientWidth)).observe(plot);
  }

  request() {
    this.painter.request();
  }

  /**
   * @private
   * @param {number} width
   * @returns {import('uplot').Options}
   */
  options(width) {
    return {
      width: Math.max(width, 100),
      height: HEIGHT,
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false } },
      scales: { x: { time: false, range: iterationRange } },
      axes: [
        { ...axis(), size: 32 },
        { ...axis(), size: 48 },
      ],
      series: [
        {},
        ...CURVES.map(({ name, title, colour: property, dash }) => ({
          label: title,
          stroke: () => colour(property),
          width: name === 'gap' ? 2 : 1.5,
          dash,
          points: { show: false },
        })),
      ],
      hooks: {
        setCursor: [() => this.showValues()],
        draw: [(plot) => drawMarks(plot, this.marks, colour('--ink-soft'), FONT)],
      },
    };
  }

  /** @private */
  draw() {
    const { history } = this;
    const curves = CURVES.map(({ name }) => history.column(name));
    this.plot.setData(decimate(history.column('iteration'), curves, MOST_POINTS));
    this.figure.dataset.points = String(history.length);
    this.showValues();
  }

  /**
   * The values under the cursor; where there is none, the latest.
   * @private
   */
  showValues() {
    const { plot, legend } = this;
    if (!legend) return;
    const at = plot.cursor.idx ?? plot.data[0].length - 1;
    const values = CURVES.map((_, index) => plot.data[index + 1][at] ?? null);
    legend.show(plot.data[0][at] ?? 0, values);
  }

  /**
   * @private
   * @param {number} width
   */
  resize(width) {
    if (width > 0 && width !== this.plot.width) this.plot.setSize({ width, height: HEIGHT });
  }
}
