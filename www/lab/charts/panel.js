/** A panel of a chart: a plot of some of its curves, on a scale of its own, over the iterations that all panels share. */

import uPlot from '../../vendor/uplot/uPlot.esm.js';
import { make } from '../../ui/dom.js';
import { drawLevels } from '../../ui/plots/levels.js';
import { plotOptions, RAW_ALPHA } from '../../ui/plots/options.js';
import { inSight } from '../../ui/plots/data.js';
import { isSameScale, scaleOf } from '../../ui/plots/scale.js';
import { followSize, sizeOf } from '../../ui/plots/size.js';
import { drawMarks } from './marks.js';

/** @typedef {import('./curves.js').Curve} Curve */
/** @typedef {import('../../ui/plots/data.js').Column} Column */
/** @typedef {import('../../ui/plots/scale.js').Scale} Scale */
/** @typedef {import('../../ui/plots/levels.js').Level & { panel?: number }} PanelLevel */

/**
 * @typedef {object} Options
 * @property {string} name
 * @property {string} what it shows: labs that go together have one axis for the same
 * @property {readonly Curve[]} curves
 * @property {boolean} hasTimes whether iterations are written under it
 * @property {import('../../ui/plots/options.js').Second} [second]
 * @property {() => readonly PanelLevel[]} levels
 * @property {{ all: () => readonly import('../state.js').Mark[], areNamed: boolean }} marks
 * @property {() => [number, number]} span
 * @property {(panel: Panel) => void} pointed
 */

/** How much is left of a curve while another is lit. */
const DIMMED = 0.18;

export class Panel {
  /**
   * @param {HTMLElement} root
   * @param {import('../instruments.js').Bench} bench
   * @param {Options} options
   */
  constructor(root, bench, options) {
    /** @private */
    this.bench = bench;
    /** @private */
    this.given = options;
    this.curves = options.curves;
    /** @private @type {Scale} */
    this.scale = { kind: 'linear' };
    /** @private @type {[Column, ...Column[]]} */
    this.columns = [[], ...options.curves.flatMap(() => /** @type {Column[]} */ ([[], []]))];
    /** @private Which of its curves are lit; null where none is. @type {boolean[] | null} */
    this.lit = null;
    this.frame = make('div', { class: 'plot' });
    root.append(this.frame);
    if (options.name) {
      this.frame.append(make('span', { class: 'panel-name', 'aria-hidden': 'true' }, options.name));
    }
    this.plot = this.makePlot();
    bench.theme.onChange(() => this.plot.redraw());
    /** @private */
    this.unfollow = followSize(this.frame, () => this.plot);
  }

  /**
   * @param {[Column, ...Column[]]} columns iterations, and two of each curve
   * @param {boolean} isLog
   */
  draw(columns, isLog) {
    this.columns = columns;
    const { looks } = this.bench.lab;
    looks.extend(this.given.what, this, this.extent());
    this.fitScale(isLog);
    this.plot.setData(/** @type {any} */ (columns));
  }

  /** Takes another panel's cursor, without a word of it. @param {Panel} other */
  pointAs({ plot }) {
    const { left = -10 } = plot.cursor;
    this.plot.setCursor({ left, top: left < 0 ? -10 : 0 }, false);
  }

  /** @param {readonly string[]} names of symbols */
  light(names) {
    const lit = this.curves.map(({ symbol }) => symbol !== undefined && names.includes(symbol));
    this.lit = lit.includes(true) ? lit : null;
    this.frame.dataset.lit = this.curves.flatMap(({ name }, at) => (lit[at] ? name : [])).join(' ');
    this.dim(this.plot);
    this.plot.redraw(false);
  }

  dispose() {
    this.bench.lab.looks.extend(this.given.what, this, null);
    this.unfollow();
    this.plot.destroy();
  }

  /** What it has in sight, on the axis at the left. @private @returns {[number, number] | null} */
  extent() {
    const [iterations] = this.columns;
    const [first, last] = inSight(iterations, this.given.span());
    let [least, largest] = [Infinity, -Infinity];
    for (const column of this.leftColumns()) {
      for (let at = first; at <= last; at += 1) {
        const value = column[at];
        if (typeof value !== 'number' || !Number.isFinite(value)) continue;
        least = Math.min(least, value);
        largest = Math.max(largest, value);
      }
    }
    return least <= largest ? [least, largest] : null;
  }

  /** @private */
  leftColumns() {
    return this.curves.flatMap(({ isSecond }, index) =>
      isSecond ? [] : [this.columns[2 * index + 1], this.columns[2 * index + 2]],
    );
  }

  /**
   * uPlot takes a scale once, so that another needs another plot.
   * @private
   * @param {boolean} isLog
   */
  fitScale(isLog) {
    const scale = scaleOf(isLog, this.leftColumns());
    if (isSameScale(scale, this.scale)) return;
    this.scale = scale;
    this.frame.dataset.scale = scale.kind;
    this.plot.destroy();
    this.plot = this.makePlot();
  }

  /** @private */
  makePlot() {
    const { theme, strings, lab } = this.bench;
    const { curves, second, levels, marks, span, hasTimes, pointed } = this.given;
    const { looks } = lab;
    const colour = (/** @type {string} */ name) => theme.colour(name);
    const font = theme.font(13);
    const options = plotOptions(
      {
        curves,
        colour,
        font,
        second,
        hasTimes,
        language: strings.language,
        scale: this.scale,
        syncKey: looks.key,
        reading: looks.reading,
        span,
        levels: () => [
          ...levels().flatMap(({ value, scale }) => (scale ? [] : [value])),
          ...looks.othersOf(this.given.what, this),
        ],
        pointed: () => this.plot && pointed(this),
        zoomed: (from, to) => looks.choose({ range: [from, to] }),
        unzoomed: () => looks.choose({ range: 'all' }),
        drawn: (plot) => {
          this.frame.dataset.high = String(plot.scales.y.max);
          drawLevels(plot, levels(), { colour, font });
          drawMarks(plot, marks.all(), colour('--em-ink-soft'), marks.areNamed ? font : null);
        },
      },
      sizeOf(this.frame),
    );
    const plot = new uPlot(options, /** @type {any} */ (this.columns), this.frame);
    this.dim(plot);
    return plot;
  }

  /** @private @param {import('uplot')} plot */
  dim({ series }) {
    this.curves.forEach((_, at) => {
      const alpha = this.lit && !this.lit[at] ? DIMMED : 1;
      series[2 * at + 1].alpha = RAW_ALPHA * alpha;
      series[2 * at + 2].alpha = alpha;
    });
  }
}
