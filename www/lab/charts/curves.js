/** Curves over iterations: panels over one axis, a legend, controls, and the table behind it. Most charts are one. */

import { chartControls } from './chart-controls.js';
import { button, make } from '../../ui/dom.js';
import { LatestTable } from './latest-table.js';
import { Legend } from './legend.js';
import { Painter } from '../../ui/painter.js';
import { Panel } from './panel.js';
import { columnsOf, inSight, knownAt, spanOf } from '../../ui/plots/data.js';
import { hearPlotKeys, tellReadOut } from '../../ui/plots/keys.js';
import { hearTouch } from '../../ui/plots/touch.js';
import { Smoothing } from '../../ui/plots/smoothing.js';

/** @typedef {import('../instruments.js').Bench} Bench */
/** @typedef {import('../state.js').Mark} Mark */
/** @typedef {import('../../ui/plots/data.js').Column} Column */

/**
 * Told apart by dashes as well as by colour.
 * @typedef {object} Curve
 * @property {string} name of the column
 * @property {string} table that has it
 * @property {string} title
 * @property {string} [symbol] of the text around the lab that it stands for
 * @property {string} colour a custom property
 * @property {number[]} dash
 * @property {number} [width]
 * @property {boolean} [isSmooth] may be smoothed
 * @property {boolean} [isSparse] measured now and then, and shown with its points
 * @property {boolean} [isSecond] on the axis at the right
 * @property {number} [panel] which of the panels has it; the first, where there is none
 * @property {boolean} [isOff] not shown before the reader asks for it
 * @property {(value: number) => string} [format]
 */

/**
 * @typedef {object} Options
 * @property {readonly (Node | string)[]} heading
 * @property {readonly Curve[]} curves
 * @property {string} caption of the table
 * @property {import('../../ui/plots/data.js').Tables} tables
 * @property {() => readonly import('./panel.js').PanelLevel[]} levels
 * @property {() => readonly Mark[]} marks
 * @property {import('../../ui/plots/options.js').Second} [second] of the first panel
 * @property {readonly string[]} [panels] what each is called, from above; one without a name where it is left out
 * @property {readonly string[]} [help] how it is read, in sentences of their own
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
    this.shown = options.curves.map(({ isOff }) => !isOff);
    /** @private */
    this.isLog = false;
    /** @private @type {[Column, ...Column[]]} */
    this.columns = [[], ...options.curves.flatMap(() => [[], []])];
    const { curves, caption } = options;
    const { strings } = bench;
    const { t } = strings;
    const list = make('div', { class: 'legend', role: 'group', 'aria-label': t('chart.curves') });
    /** @private Around the panels: one read-out for all of them. */
    this.frame = make('div', { class: 'plots' });
    /** @private */
    this.table = new LatestTable(curves, caption, strings);
    /** @private */
    this.controls = chartControls(this.looks, strings, {
      isSmooth: curves.some(({ isSmooth }) => isSmooth),
      scaled: (isLog) => this.scaleBy(isLog),
    });
    root.append(...this.head(), list, this.frame, this.table.root);
    root.dataset.points = '0';
    /** @private */
    this.panels = this.makePanels();
    const reach = {
      looks: this.looks,
      span: () => spanOf(options.tables, this.looks.range),
      whole: () => spanOf(options.tables, 'all'),
      draw: () => this.draw(),
    };
    hearPlotKeys(this.frame, t('curves.readOut'), { ...reach, plot: () => this.panels[0].plot });
    for (const panel of this.panels) hearTouch(panel.frame, { ...reach, plot: () => panel.plot });
    /** @private */
    this.legend = new Legend(list, curves, strings, (index, isShown) => {
      this.shown[index] = isShown;
      this.draw();
    });
    /** @private */
    this.painter = new Painter(root, () => this.draw(), PERIOD_MS);
    /** @private */
    this.forget = this.looks.onChange(() => this.lookAnew());
    this.lookAnew();
  }

  /** A logarithmic scale, or a linear one. @param {boolean} isLog */
  scaleBy(isLog) {
    this.isLog = isLog;
    this.controls.showScale(isLog);
    this.draw();
  }

  request() {
    this.painter.request();
  }

  /** Curves that stand for symbols are seen before the others. @param {readonly string[]} names */
  light(names) {
    for (const panel of this.panels) panel.light(names);
  }

  dispose() {
    this.forget();
    this.painter.dispose();
    for (const panel of this.panels) panel.dispose();
  }

  /** The heading, and what is folded under it: how the chart is read, and how it is drawn. @private */
  head() {
    const { heading, help = [] } = this.given;
    const { t } = this.bench.strings;
    const reading = make('div', { class: 'reading' }, ...help.map((text) => make('p', {}, text)));
    const drawing = make('div', { class: 'drawing' }, ...this.controls.nodes);
    const { unfolded: open } = this.looks;
    const key = (/** @type {string} */ name) => `${this.root.id} ${name}`;
    const told = { sign: '?', label: t('curves.help'), folded: reading, open, key: key('reading') };
    const drawn = {
      sign: '⋯',
      label: t('curves.more'),
      folded: drawing,
      open,
      key: key('drawing'),
    };
    const folds = [...(help.length > 0 ? [fold('reading', told)] : []), fold('drawing', drawn)];
    return [
      make('header', {}, make('h2', {}, ...heading), ...folds),
      ...(help.length > 0 ? [reading] : []),
      drawing,
    ];
  }

  /** @private */
  makePanels() {
    const { curves, panels = [''], levels, marks, second, tables } = this.given;
    return panels.map((name, index) => {
      const own = curves.filter(({ panel = 0 }) => panel === index);
      return new Panel(this.frame, this.bench, {
        name,
        what: `${this.root.id} ${index}`,
        curves: own,
        // Iterations stand under the last.
        hasTimes: index === panels.length - 1,
        second: index === 0 ? second : undefined,
        levels: () => levels().filter(({ panel = 0 }) => panel === index),
        marks: { all: marks, areNamed: index === 0 },
        span: () => spanOf(tables, this.looks.range),
        pointed: (panel) => this.point(panel),
      });
    });
  }

  /** The cursor is in all panels, whichever it was moved in. @private @param {Panel} from */
  point(from) {
    // uPlot tells of its cursor while it is made.
    for (const panel of this.panels ?? []) if (panel !== from) panel.pointAs(from);
    this.showValues();
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
    const [iterations] = this.columns;
    for (const panel of this.panels) {
      const own = panel.curves.flatMap((curve) => {
        const at = 2 * curves.indexOf(curve);
        return [this.columns[at + 1], this.columns[at + 2]];
      });
      panel.draw([iterations, ...own], this.isLog);
    }
    this.root.dataset.points = String(tables[curves[0].table].length);
    this.showValues();
    this.table.show(tables);
  }

  /**
   * The values under the cursor; where there is none, the latest.
   * @private
   */
  showValues() {
    const { panels, legend, given, columns } = this;
    const [iterations] = columns;
    if (!panels) return;
    const [first, last] = inSight(iterations, spanOf(given.tables, this.looks.range));
    const { idx } = panels[0].plot.cursor;
    const at = typeof idx === 'number' && idx <= last ? idx : last;
    const values = given.curves.map((_, index) => knownAt(columns[2 * index + 2], at));
    const iteration = iterations[at] ?? 0;
    const texts = legend.show(iteration, values, this.shown);
    tellReadOut(this.frame, {
      least: iterations[first] ?? 0,
      most: iterations[last] ?? 0,
      iteration,
      text: `${this.bench.strings.t('chart.at', iteration)}, ${texts.join(', ')}`,
    });
  }
}

/**
 * A button that unfolds what is folded.
 * @param {string} name
 * @param {{ sign: string, label: string, folded: HTMLElement, open: Set<string>, key: string }} of `key` is among
 *   `open` while it is not
 */
function fold(name, { sign, label, folded, open, key }) {
  const attributes = { class: 'fold', 'aria-label': label, title: label };
  const control = button(
    name,
    sign,
    () => {
      if (!open.delete(key)) open.add(key);
      show();
    },
    attributes,
  );
  const show = () => {
    folded.hidden = !open.has(key);
    control.setAttribute('aria-expanded', String(open.has(key)));
  };
  show();
  return control;
}
