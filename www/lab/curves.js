/** Curves over iterations: a plot, its legend, its marks, and the table behind it. Each chart is one of these. */

import uPlot from '../vendor/uplot/uPlot.esm.js';
import { decimate } from './decimate.js';
import { make, write } from './dom.js';
import { decimals } from './format.js';
import { Legend } from './legend.js';
import { drawMarks } from './marks.js';
import { Painter } from './painter.js';

/** @typedef {import('./instruments.js').Bench} Bench */
/** @typedef {import('./state.js').Mark} Mark */

/**
 * Told apart by dashes as well as by colour.
 * @typedef {{ name: string, title: string, colour: string, dash: number[], width?: number }} Curve
 */

/**
 * @typedef {object} Data
 * @property {Float64Array} iterations
 * @property {(name: string) => Float64Array} values of a curve, as many as there are iterations
 * @property {readonly Mark[]} marks
 */

export const PLOT_HEIGHT = 280;
/** Beyond this a curve is thinned to its extremes: two for every pixel of a wide chart. */
const MOST_POINTS = 1200;
/** Stroking the curves is the dearest thing the page does, and they change slowly. */
const PERIOD_MS = 500;
const TABLE_MS = 1000;
const FONT = '12px system-ui, sans-serif';

/** @type {import('uplot').Range.Function} */
const iterationRange = (_, min, max) => [min ?? 0, Math.max(max ?? 0, (min ?? 0) + 10)];

export class Curves {
  /**
   * @param {HTMLElement} root
   * @param {Bench} bench
   * @param {{ curves: readonly Curve[], caption: string, data: () => Data }} options
   */
  constructor(root, { theme, strings }, { curves, caption, data }) {
    /** @private */
    this.root = root;
    /** @private */
    this.theme = theme;
    /** @private */
    this.curves = curves;
    /** @private */
    this.data = data;
    /** @private */
    this.t = strings.t;
    /** @private */
    this.tabledAt = -Infinity;
    const list = make('div', {
      class: 'legend',
      role: 'group',
      'aria-label': this.t('chart.curves'),
    });
    const plot = make('div', { class: 'plot', 'aria-hidden': 'true' });
    /** @private */
    this.cells = ['iteration', ...curves.map(({ name }) => name)].map((name) =>
      make('td', { 'data-field': `table-${name}` }),
    );
    root.append(list, plot, this.table(caption));
    root.dataset.points = '0';
    /** @private */
    this.plot = new uPlot(this.options(plot.clientWidth), [[], ...curves.map(() => [])], plot);
    /** @private */
    this.legend = new Legend(list, curves, strings, (index, show) =>
      this.plot.setSeries(index + 1, { show }),
    );
    /** @private */
    this.painter = new Painter(root, () => this.draw(), PERIOD_MS);
    theme.onChange(() => this.plot.redraw());
    /** @private */
    this.sizes = new ResizeObserver(() => this.resize(plot.clientWidth));
    this.sizes.observe(plot);
    this.showValues();
  }

  request() {
    this.painter.request();
  }

  dispose() {
    this.painter.dispose();
    this.sizes.disconnect();
    this.plot.destroy();
  }

  /** @private @param {string} caption */
  table(caption) {
    const titles = [this.t('word.iteration'), ...this.curves.map(({ title }) => title)];
    const heads = titles.map((title) => make('th', { scope: 'col' }, title));
    return make(
      'table',
      { class: 'unseen' },
      make('caption', {}, caption),
      make('thead', {}, make('tr', {}, ...heads)),
      make('tbody', {}, make('tr', {}, ...this.cells)),
    );
  }

  /**
   * @private
   * @param {number} width
   * @returns {import('uplot').Options}
   */
  options(width) {
    const colour = (/** @type {string} */ name) => this.theme.colour(name);
    const axis = () => ({
      stroke: () => colour('--em-ink-soft'),
      font: FONT,
      grid: { stroke: () => colour('--em-line'), width: 1 },
      ticks: { stroke: () => colour('--em-line'), width: 1, size: 4 },
    });
    return {
      width: Math.max(width, 100),
      height: PLOT_HEIGHT,
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false } },
      scales: { x: { time: false, range: iterationRange } },
      axes: [
        { ...axis(), size: 32 },
        { ...axis(), size: 48 },
      ],
      series: [
        {},
        ...this.curves.map(({ title, colour: property, dash, width: stroke = 1.5 }) => ({
          label: title,
          stroke: () => colour(property),
          width: stroke,
          dash,
          points: { show: false },
        })),
      ],
      hooks: {
        setCursor: [() => this.showValues()],
        draw: [(plot) => drawMarks(plot, this.data().marks, colour('--em-ink-soft'), FONT)],
      },
    };
  }

  /** @private */
  draw() {
    const { iterations, values } = this.data();
    const columns = this.curves.map(({ name }) => values(name));
    this.plot.setData(decimate(iterations, columns, MOST_POINTS));
    this.root.dataset.points = String(iterations.length);
    this.showValues();
    this.showTable(iterations, columns);
  }

  /**
   * The values under the cursor; where there is none, the latest.
   * @private
   */
  showValues() {
    const { plot, legend } = this;
    if (!legend) return;
    const at = plot.cursor.idx ?? plot.data[0].length - 1;
    const values = this.curves.map((_, index) => plot.data[index + 1][at] ?? null);
    legend.show(plot.data[0][at] ?? 0, values);
  }

  /**
   * @private
   * @param {Float64Array} iterations
   * @param {Float64Array[]} columns
   */
  showTable(iterations, columns) {
    if (performance.now() - this.tabledAt < TABLE_MS) return;
    this.tabledAt = performance.now();
    const at = iterations.length - 1;
    const [first, ...others] = this.cells;
    write(first, at < 0 ? '0' : this.t('number.whole', iterations[at]));
    others.forEach((cell, index) => write(cell, at < 0 ? '–' : decimals(columns[index][at])));
  }

  /**
   * @private
   * @param {number} width
   */
  resize(width) {
    if (width > 0 && width !== this.plot.width) this.plot.setSize({ width, height: PLOT_HEIGHT });
  }
}
