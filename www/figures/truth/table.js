/** The constraints, of which one is chosen, each with the scores of its critic so far. */

import { make, write } from '../../ui/dom.js';
import { decimals } from '../../ui/format.js';
import { symbol } from '../kit/symbols.js';
import { NAMES } from './constraints.js';

/** @typedef {import('./constraints.js').ConstraintName} ConstraintName */
/** @typedef {import('./courses.js').Courses} Courses */

/** The columns, in the order of the chart's curves. */
export const SCORES = /** @type {const} */ (['gap', 'criticDistance', 'cosine']);

/** @param {number | undefined} value two digits are as much as a row of three needs */
function short(value) {
  if (value === undefined) return '–';
  return Math.abs(value) < 100 ? value.toFixed(2).replace('-', '−') : decimals(value);
}

export class TruthTable {
  /**
   * @param {import('../kit/figure.js').Figure['t']} t
   * @param {(name: ConstraintName) => void} chosen
   */
  constructor(t, chosen) {
    const heads = SCORES.map((score) => {
      const words = t(`truth.${score}`);
      const head = score === 'gap' ? symbol('gap', words) : make('span', {}, words);
      return make(
        'th',
        { scope: 'col', 'data-score': score },
        make('i', { class: 'swatch' }),
        head,
      );
    });
    /** @private */
    this.rows = NAMES.map((name) => makeRow(name, t(`truth.${name}`), chosen));
    this.element = make(
      'table',
      { class: 'constraints' },
      make('caption', { class: 'unseen' }, t('truth.table')),
      make('thead', {}, make('tr', {}, make('th', { scope: 'col' }, t('truth.kind')), ...heads)),
      make('tbody', {}, ...this.rows.map(({ element }) => element)),
    );
  }

  /** @param {Courses | null} courses @param {ConstraintName} constraint the one that is chosen */
  show(courses, constraint) {
    for (const { name, element, radio, cells } of this.rows) {
      const isChosen = name === constraint;
      radio.checked = isChosen;
      element.dataset.chosen = String(isChosen);
      const latest = courses?.by[name].latest;
      SCORES.forEach((score, at) => write(cells[at], short(latest?.[score])));
    }
  }
}

/**
 * @param {ConstraintName} name
 * @param {string} title
 * @param {(name: ConstraintName) => void} chosen
 */
function makeRow(name, title, chosen) {
  const radio = make('input', { type: 'radio', name: 'constraint', 'data-control': name });
  radio.addEventListener('change', () => chosen(name));
  const label = make('label', {}, radio, make('span', {}, title));
  const cells = SCORES.map((score) => make('td', { 'data-score': score }));
  const head = make('th', { scope: 'row' }, label);
  return { name, element: make('tr', { 'data-kind': name }, head, ...cells), radio, cells };
}
