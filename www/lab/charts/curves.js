/** Curves over iterations: a plot, its legend, its controls, and the table behind it. Most charts are one of these. */

import uPlot from '../../vendor/uplot/uPlot.esm.js';
import { chartControls } from './chart-controls.js';
import { make } from '../../ui/dom.js';
import { LatestTable } from './latest-table.js';
import { Legend } from './legend.js';
import { drawLevels } from '../../ui/plots/levels.js';
import { drawMarks } from './marks.js';
import { Painter } from '../../ui/painter.js';
import { columnsOf, inSight, knownAt, spanOf } from '../../ui/plots/data.js';
import { hearPlotKeys, tellReadOut } from '../../ui/plots/keys.js';
import { FONT, plotOptions } from '../../ui/plots/options.js';
import { isSameScale, scaleOf } from '../../ui/plots/scale.js';
import { followSize, sizeOf } from '../../ui/plots/size.js';
import { hearTouch } from '../../ui/plots/touch.js';
import { Smoothing } from '../../ui/plots/smoothing.js';

/** @typedef {import('../instruments.js').Bench} Bench */
/** @typedef {import('../state.js').Mark} Mark */
/** @typedef {import('../../ui/plots/scale.js').Scale} Scale */
/** @typedef {import('../../ui/plots/data.js').Column} Column */

/**
 * Told apart by dashes as well as by colour.
 * @typedef {object} Curve
 * @property {string} name of the column
 * @property {string} table that has it
 * @property {string} title
 * @property {string} colour a custom property
 * @property {number[]} dash
 * @property {number} [width]
 * @property {boolean} [isSmooth] may be smoothed
 * @property {boolean} [isSparse] measured now and then, and shown with its points
 * @property {boolean} [isSecond] on the axis at the right
 * @property {(value: number) => string} [format]
 */

/**
 * @typedef {object} Options
 * @property {readonly (Node | string)[]} heading
 * @property {readonly Curve[]} curves
 * @property {string} caption of the table
 * @property {import('../../ui/plots/data.js').Tables} tables
 * @property {() => readonly import('../../ui/plots/levels.js').Level[]} levels
 * @property {() => readonly Mark[]} marks
 * @property {import('../../ui/plots/options.js').Second} [second]
 */

/** Stroking the curves is the dearest thing the page does, and they change slowly. */
const PERIOD_MS = 500;

export class Curves {
  /**
   * @param {HTMLElement} root
   * @param {Bench} bench
   * @param {Options} options
   */
  constructor(root, bench, options) {
    /** @private */
    this.root = root;
    /** @private */
    this.bench = bench;
    /** @private */
    this.given = options;
    /** @private */
    this.looks = bench.lab.looks;
    /** @private */
    this.smoothing = new Smoothing();
    /** @private */
    this.shown = options.curves.map(() => true);
    /** @private */
    this.isLog = false;
    /** @private @type {Scale} */
    this.scale = { kind: 'linear' };
    /** @private @type {[Column, ...Column[]]} */
    this.columns = [[], ...options.curves.flatMap(() => [[], []])];
    const { curves, heading, caption } = options;
    const { strings } = bench;
    const { t } = strings;
    const list = make('div', { class: 'legend', role: 'group', 'aria-label': t('chart.curves') });
    /** @private */
    this.frame = make('div', { class: 'plot' });
    /** @private */
    this.table = new LatestTable(curves, caption, strings);
    /** @private */
    this.controls = chartControls(this.looks, strings, {
      isSmooth: curves.some(({ isSmooth }) => isSmooth),
      scaled: (isLog) => {
        this.isLog = isLog;
        this.draw();
      },
    });
    root.append(
      make('h2', {}, ...heading),
      list,
      this.frame,
      this.table.root,
      ...this.controls.nodes,
    );
    root.dataset.points = '0';
    const reach = {
      plot: () => this.plot,
      looks: this.looks,
      span: () => spanOf(options.tables, this.looks.range),
      whole: () => spanOf(options.tables, 'all'),
      draw: () => this.draw(),
    };
    hearPlotKeys(this.frame, t('curves.readOut'), reach);
    hearTouch(this.frame, reach);
    /** @private */
    this.legend = new Legend(list, curves, strings, (index, isShown) => {
      this.shown[index] = isShown;
      this.draw();
    });
    /** @private */
    this.plot = this.makePlot();
    /** @private */
    this.painter = new Painter(root, () => this.draw(), PERIOD_MS);
    bench.theme.onChange(() => this.plot.redraw());
    /** @private */
    this.unfollow = followSize(this.frame, () => this.plot);
    /** @private */
    this.forget = this.looks.onChange(() => this.lookAnew());
    this.lookAnew();
  }

  request() {
    this.painter.request();
  }

  dispose() {
    this.forget();
    this.painter.dispose();
    this.unfollow();
    this.plot.destroy();
  }

  /** @private */
  makePlot() {
    const { theme, strings } = this.bench;
    const { curves, tables, second, levels, marks } = this.given;
    const colour = (/** @type {string} */ name) => theme.colour(name);
    const options = plotOptions(
      {
        curves,
        colour,
        second,
        language: strings.language,
        scale: this.scale,
        syncKey: this.looks.key,
        span: () => spanOf(tables, this.looks.range),
        levels: () => levels().flatMap(({ value, scale }) => (scale ? [] : [value])),
        pointed: () => this.showValues(),
        zoomed: (from, to) => this.looks.choose({ range: [from, to] }),
        unzoomed: () => this.looks.choose({ range: 'all' }),
        drawn: (plot) => {
          drawLevels(plot, levels(), { colour, font: FONT });
          drawMarks(plot, marks(), colour('--em-ink-soft'), FONT);
        },
      },
      sizeOf(this.frame),
    );
    return new uPlot(options, /** @type {any} */ (this.columns), this.frame);
  }

  /** @private */
  lookAnew() {
    this.controls.renew();
    this.painter.request();
  }

  /** @private */
  draw() {
    const { curves, tables } = this.given;
    const { smoothing } = this.looks;
    const span = spanOf(tables, this.looks.range);
    this.columns = columnsOf(curves, tables, span, (curve, isRaw) => {
      if (!this.shown[curves.indexOf(curve)]) return null;
      const isSmoothed = Boolean(curve.isSmooth) && smoothing > 1;
      if (isRaw && !isSmoothed) return null;
      const rows = tables[curve.table];
      if (isRaw || !isSmoothed) return rows.column(curve.name);
      return this.smoothing.of(rows, curve.name, smoothing);
    });
    this.fitScale();
    this.plot.setData(/** @type {any} */ (this.columns));
    this.root.dataset.points = String(tables[curves[0].table].length);
    this.showValues();
    this.table.show(tables);
  }

  /**
   * uPlot takes a scale once, so that another needs another plot.
   * @private
   */
  fitScale() {
    const left = this.given.curves.flatMap(({ isSecond }, index) =>
      isSecond ? [] : [this.columns[2 * index + 1], this.columns[2 * index + 2]],
    );
    const scale = scaleOf(this.isLog, left);
    if (isSameScale(scale, this.scale)) return;
    this.scale = scale;
    this.root.dataset.scale = scale.kind;
    this.plot.destroy();
    this.plot = this.makePlot();
  }

  /**
   * The values under the cursor; where there is none, the latest.
   * @private
   */
  showValues() {
    const { plot, legend, given, columns } = this;
    const [iterations] = columns;
    // uPlot tells of its cursor while it is made.
    if (!plot) return;
    const [first, last] = inSight(iterations, spanOf(given.tables, this.looks.range));
    const { idx } = plot.cursor;
    const at = typeof idx === 'number' && idx <= last ? idx : last;
    const values = given.curves.map((_, index) => knownAt(columns[2 * index + 2], at));
    const iteration = iterations[at] ?? 0;
    const texts = legend.show(iteration, values);
    tellReadOut(this.frame, {
      least: iterations[first] ?? 0,
      most: iterations[last] ?? 0,
      iteration,
      text: `${this.bench.strings.t('chart.at', iteration)}, ${texts.join(', ')}`,
    });
  }
}
