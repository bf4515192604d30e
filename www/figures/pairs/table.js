/** A row for each way to choose pairs: a check box with its glyph, and how its critic does. The table behind the chart. */

import { make, write } from '../../ui/dom.js';
import { decimals } from '../../ui/format.js';
import { symbol } from '../kit/symbols.js';
import { glyphOf, PAIR_KINDS, PAIR_LOOKS } from './kinds.js';

/** @typedef {import('./kinds.js').PairKind} PairKind */
/** @typedef {import('./race.js').Race} Race */

/** @param {number | null | undefined} value */
const number = (value) =>
  typeof value === 'number' && !Number.isNaN(value) ? decimals(value) : '–';

export class PairsTable {
  /**
   * @param {import('../kit/figure.js').Figure['t']} t
   * @param {(kind: PairKind, isShown: boolean) => void} toggled
   */
  constructor(t, toggled) {
    /** @private */
    this.t = t;
    const heads = /** @type {const} */ (['pairs.kind', 'pairs.ratio', 'pairs.slope']).map((key) =>
      make('th', { scope: 'col' }, key === 'pairs.kind' ? symbol('x1 x2', t(key)) : t(key)),
    );
    /** @private */
    this.rows = Object.fromEntries(PAIR_KINDS.map((kind) => [kind, makeRow(kind, t, toggled)]));
    this.element = make(
      'table',
      { class: 'kinds' },
      make('caption', { class: 'unseen' }, t('pairs.table')),
      make('thead', {}, make('tr', {}, ...heads)),
      make('tbody', {}, ...PAIR_KINDS.map((kind) => this.rows[kind].element)),
    );
  }

  /**
   * @param {PairKind} kind
   * @param {boolean} isShown
   * @param {Race | null} race
   */
  show(kind, isShown, race) {
    const row = this.rows[kind];
    const verdict = race?.verdict(kind) ?? 'early';
    row.element.dataset.verdict = verdict;
    row.element.dataset.gap = String(race?.courses[kind].gap ?? '');
    row.box.checked = isShown;
    row.element.dataset.shown = String(isShown);
    write(row.verdict, this.t(`pairs.${verdict}`));
    write(row.ratio, number(race?.ratio(kind)));
    write(row.slope, number(race?.courses[kind].slope));
  }

  /** As long as it is to be guessed. @param {PairKind} kind @param {boolean} isShown */
  keep(kind, isShown) {
    const row = this.rows[kind];
    row.element.dataset.verdict = 'kept';
    row.element.dataset.gap = '';
    row.box.checked = isShown;
    row.element.dataset.shown = String(isShown);
    write(row.verdict, this.t('pairs.kept'));
    write(row.ratio, '?');
    write(row.slope, '?');
  }
}

/**
 * @param {PairKind} kind
 * @param {import('../kit/figure.js').Figure['t']} t
 * @param {(kind: PairKind, isShown: boolean) => void} toggled
 */
function makeRow(kind, t, toggled) {
  const { colour, dash } = PAIR_LOOKS[kind];
  const swatch = make('span', { class: 'swatch' });
  swatch.style.borderTopColor = `var(${colour})`;
  swatch.style.borderTopStyle = dash.length === 0 ? 'solid' : dash[0] > 3 ? 'dashed' : 'dotted';
  const verdict = make('span', { class: 'verdict' });
  const name = t(`pairs.${kind}`);
  const box = make('input', { type: 'checkbox', 'data-control': kind, 'aria-label': name });
  box.checked = true;
  box.addEventListener('change', () => toggled(kind, box.checked));
  const words = make('span', { class: 'words' }, make('span', { class: 'name' }, name), verdict);
  const glyph = glyphOf(kind);
  glyph.setAttribute('data-marks', 'x1 x2');
  const label = make('label', {}, box, glyph, swatch, words);
  const [ratio, slope] = ['ratio', 'slope'].map((name) => make('td', { 'data-field': name }));
  return {
    element: make('tr', { 'data-kind': kind }, make('th', { scope: 'row' }, label), ratio, slope),
    box,
    verdict,
    ratio,
    slope,
  };
}
