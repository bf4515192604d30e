/** The table behind a chart: the latest value of each curve, for who cannot see it. */

import { make, write } from '../../ui/dom.js';
import { decimals } from '../../ui/format.js';

/** @typedef {import('./curves.js').Curve} Curve */

const PERIOD_MS = 1000;

export class LatestTable {
  /**
   * @param {readonly Curve[]} curves
   * @param {string} caption
   * @param {import('../../strings/strings.js').Strings} strings
   */
  constructor(curves, caption, { t }) {
    /** @private */
    this.t = t;
    /** @private */
    this.curves = curves;
    /** @private */
    this.shownAt = -Infinity;
    /** @private */
    this.cells = ['iteration', ...curves.map(({ name }) => name)].map((name) =>
      make('td', { 'data-field': `table-${name}` }),
    );
    const titles = [t('word.iteration'), ...curves.map(({ title }) => title)];
    const heads = titles.map((title) => make('th', { scope: 'col' }, title));
    const table = make(
      'table',
      {},
      make('caption', {}, caption),
      make('thead', {}, make('tr', {}, ...heads)),
      make('tbody', {}, make('tr', {}, ...this.cells)),
    );
    // A table is as wide as its cells, whatever its style says.
    this.root = make('div', { class: 'unseen' }, table);
  }

  /** @param {import('../../ui/plots/data.js').Tables} tables */
  show(tables) {
    if (performance.now() - this.shownAt < PERIOD_MS) return;
    this.shownAt = performance.now();
    const [first, ...others] = this.cells;
    const latest = Object.values(tables).map((rows) => rows.column('iteration').at(-1) ?? 0);
    write(first, this.t('number.whole', Math.max(...latest)));
    others.forEach((cell, index) => {
      const { table, name, format = decimals } = this.curves[index];
      const value = tables[table].column(name).at(-1);
      write(cell, value === undefined ? '–' : format(value));
    });
  }
}
