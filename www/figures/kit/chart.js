/**
 * Curves over steps or iterations in a figure: the lab's charts without their controls. The scale is fixed, curves
 * have their names at their ends, a pointer or the arrow keys read values, a drag zooms.
 */

import { make } from '../../ui/dom.js';
import { drawLevels } from '../../ui/plots/levels.js';
import { columnsOf, inSight, knownAt, spanOf } from '../../ui/plots/data.js';
import { hearPlotKeys, tellReadOut } from '../../ui/plots/keys.js';
import { plotOptions } from '../../ui/plots/options.js';
import uPlot from '../../vendor/uplot/uPlot.esm.js';

/** @typedef {import('../../lab/charts/curves.js').Curve} Curve */
/** @typedef {import('../../lab/looks.js').Range} Range */
/** @typedef {import('../../ui/plots/data.js').Column} Column */
/**
 * @typedef {object} Options
 * @property {readonly Curve[]} curves
 * @property {import('../../ui/plots/data.js').Tables} tables
 * @property {import('../../ui/theme.js').Theme} theme
 * @property {string} language
 * @property {string} label of the read-out, for who moves it by keys
 * @property {import('../../ui/plots/scale.js').Scale} scale
 * @property {[number, number]} seen values that are always in sight
 * @property {() => readonly import('../../ui/plots/levels.js').Level[]} levels
 * @property {(curve: Curve) => boolean} [isShown]
 * @property {(at: number, values: (number | null | undefined)[]) => string} read shows the values at a step, and tells them in words
 * @property {import('uplot').Band[]} [bands] columns 2 and 4 are the first two curves
 */

/** Names are beside the curves where there is this much room. */
const ROOM_FOR_NAMES = 520;
const NAME_WIDTH = 116;
const NAME_HEIGHT = 15;
/** The height of a chart is for the style sheet to say. */
const LEAST_HEIGHT = 200;

let count = 0;

export class Chart {
  /** @param {Options} options */
  constructor(options) {
    /** @private */
    this.given = options;
    /** @private @type {Range} */
    this.range = 'all';
    /** @private @type {import('../../ui/plots/keys.js').Reading} */
    this.reading = { at: null };
    /** @private */
    this.key = `figure ${++count}`;
    /** @private @type {[Column, ...Column[]]} */
    this.columns = [[], ...options.curves.flatMap(() => [[], []])];
    this.element = make('div', { class: 'plot' });
    hearPlotKeys(this.element, options.label, {
      plot: () => /** @type {uPlot} */ (this.plot),
      looks: {
        choose: ({ range }) => this.zoom(range ?? 'all'),
        reading: this.reading,
      },
      span: () => this.span(),
    });
    /** @private */
    this.hasNames = false;
    /** Made when it has a size. @private @type {uPlot | null} */
    this.plot = null;
    /** @private */
    this.sizes = new ResizeObserver(() => this.fit());
    this.sizes.observe(this.element);
  }

  draw() {
    const { curves, tables, isShown = () => true } = this.given;
    this.columns = columnsOf(curves, tables, this.span(), (curve, isRaw) =>
      isRaw || !isShown(curve) ? null : tables[curve.table].column(curve.name),
    );
    this.plot?.setData(/** @type {any} */ (this.columns));
    this.showValues();
  }

  /** All that there is is in sight again. */
  reset() {
    this.range = 'all';
  }

  dispose() {
    this.sizes.disconnect();
    this.plot?.destroy();
  }

  /** @private */
  span() {
    return spanOf(this.given.tables, this.range);
  }

  /** @private @param {Range} range */
  zoom(range) {
    this.range = range;
    this.draw();
  }

  /** @private */
  fit() {
    const { clientWidth: width, clientHeight } = this.element;
    if (width === 0) return;
    const size = { width, height: Math.max(clientHeight, LEAST_HEIGHT) };
    const hasNames = width >= ROOM_FOR_NAMES;
    if (this.plot && hasNames === this.hasNames) return this.plot.setSize(size);
    this.hasNames = hasNames;
    this.plot?.destroy();
    this.plot = new uPlot(this.options(size), /** @type {any} */ (this.columns), this.element);
    this.draw();
  }

  /** @private @param {{ width: number, height: number }} size @returns {import('uplot').Options} */
  options(size) {
    const { curves, theme, language, scale, seen, levels, bands } = this.given;
    const colour = (/** @type {string} */ name) => theme.colour(name);
    const font = theme.font(13);
    const options = plotOptions(
      {
        curves,
        colour,
        font,
        language,
        scale,
        syncKey: this.key,
        reading: this.reading,
        span: () => this.span(),
        levels: () => [...seen, ...levels().map(({ value }) => value)],
        pointed: () => this.showValues(),
        zoomed: (from, to) => this.zoom([from, to]),
        unzoomed: () => this.zoom('all'),
        drawn: (plot) => {
          // Beside the curves a level has its name among theirs.
          const drawn = levels().map((level) => (this.hasNames ? { ...level, title: '' } : level));
          drawLevels(plot, drawn, { colour, font });
          if (this.hasNames) this.drawNames(plot);
        },
      },
      size,
    );
    const right = this.hasNames ? NAME_WIDTH : 8;
    return { ...options, bands, padding: [8, right, 0, 0] };
  }

  /**
   * At the curves' ends, apart from each other.
   * @private
   * @param {uPlot} plot
   */
  drawNames(plot) {
    const { curves, theme, levels } = this.given;
    const { ctx, bbox } = plot;
    const ratio = devicePixelRatio || 1;
    const ends = curves.map(({ title, colour }, index) => {
      const value = knownAt(this.columns[2 * index + 2], this.columns[0].length - 1);
      return { title, colour, value };
    });
    const names = [...ends, ...levels()].flatMap(({ title, colour, value }) => {
      const y = typeof value === 'number' ? plot.valToPos(value, 'y', true) : NaN;
      // One without a name needs no place.
      if (!title || !Number.isFinite(y)) return [];
      const within = Math.min(Math.max(y, bbox.top), bbox.top + bbox.height);
      return [{ title, colour, y: within }];
    });
    names.sort((one, other) => one.y - other.y);
    // From below, each at least a line above the one before; then back down from the top where that went too far.
    const step = NAME_HEIGHT * ratio;
    for (let at = names.length - 2; at >= 0; at--) {
      names[at].y = Math.min(names[at].y, names[at + 1].y - step);
    }
    let least = bbox.top;
    for (const name of names) {
      name.y = Math.max(name.y, least);
      least = name.y + step;
    }
    ctx.save();
    ctx.font = theme.font(13 * ratio);
    ctx.textAlign = 'left';
    ctx.textBaseline = 'middle';
    for (const { title, colour, y } of names) {
      ctx.fillStyle = theme.colour(colour);
      ctx.fillText(title, bbox.left + bbox.width + 8 * ratio, y);
    }
    ctx.restore();
  }

  /**
   * The values under the cursor; where there is none, the latest.
   * @private
   */
  showValues() {
    const { columns, plot, given } = this;
    const [steps] = columns;
    const [first, last] = inSight(steps, this.span());
    const idx = plot?.cursor.idx;
    const at = typeof idx === 'number' && idx <= last ? idx : last;
    const values = given.curves.map((_, index) => knownAt(columns[2 * index + 2], at));
    const iteration = steps[at] ?? 0;
    tellReadOut(this.element, {
      least: steps[first] ?? 0,
      most: Math.max(steps[last] ?? 0, steps[first] ?? 0),
      iteration,
      text: given.read(iteration, values),
    });
  }
}
