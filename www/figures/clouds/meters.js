/** Four numbers that say how far two distributions are apart, each with its curve over the places of Q. */

import { decimals } from '../../ui/format.js';
import { make, write } from '../../ui/dom.js';
import { symbol } from '../kit/symbols.js';
import { Trace } from './trace.js';

/** @typedef {{ wasserstein: number, kullbackLeibler: number, jensenShannon: number, totalVariation: number }} Apart */
/** @typedef {keyof Apart} Name */
/** @typedef {import('../kit/words.js').Words} Words */

/** @type {Record<Name, import('./trace.js').Look>} */
const LOOKS = {
  wasserstein: { most: 1.3, isChief: true },
  kullbackLeibler: { most: 8, beyond: '↑ ∞' },
  jensenShannon: { most: Math.LN2, ceiling: 'log 2' },
  totalVariation: { most: 1, ceiling: '1' },
};

const NAMES = /** @type {Name[]} */ (Object.keys(LOOKS));

/**
 * A limit is written as what it is.
 * @param {number} value
 * @param {boolean} isLimit
 */
export function written(value, isLimit) {
  if (value === Infinity) return '∞';
  if (value === 0) return '0';
  if (isLimit && value === Math.LN2) return 'log 2';
  if (isLimit && value === 1) return '1';
  return decimals(value);
}

export class Meters {
  /**
   * @param {Words} t
   * @param {import('../../ui/theme.js').Theme} theme
   */
  constructor(t, theme) {
    /** @private */
    this.rows = NAMES.map((name) => this.open(name, t, theme));
    this.element = make('dl', { class: 'meters' }, ...this.rows.map(({ element }) => element));
  }

  /**
   * @param {Apart} apart
   * @param {number} place of Q
   * @param {import('./sweep.js').Sweep} sweep
   * @param {boolean} isLimit without blur, what the supports say
   */
  draw(apart, place, { curves, reach }, isLimit) {
    for (const { name, value, limit, trace } of this.rows) {
      const isOwnLimit = isLimit && name !== 'wasserstein';
      write(value, written(apart[name], isOwnLimit));
      value.dataset.value = String(apart[name]);
      limit.hidden = !isOwnLimit;
      const now = { place, value: apart[name] };
      trace.draw({ points: curves[name] ?? [], reach, now, canJump: isOwnLimit });
    }
  }

  dispose() {
    for (const { trace } of this.rows) trace.dispose();
  }

  /** @private @param {Name} name @param {Words} t @param {import('../../ui/theme.js').Theme} theme */
  open(name, t, theme) {
    const trace = new Trace(LOOKS[name], theme);
    const value = make('span', { class: 'value', 'data-number': name });
    const limit = make('span', { class: 'limit', hidden: true }, t('clouds.limit'));
    const words = t(`clouds.${name}`);
    const title = make(
      'dt',
      {},
      make('b', {}, name === 'wasserstein' ? symbol('W1', words) : words),
    );
    if (name === 'wasserstein') title.append(make('small', {}, t('clouds.exact')));
    if (name === 'kullbackLeibler') title.append(make('small', {}, t('clouds.direction')));
    const element = make(
      'div',
      { class: `meter${name === 'wasserstein' ? ' chief' : ''}` },
      title,
      make('dd', { class: 'reading' }, value, ' ', limit),
      make('dd', {}, trace.element),
    );
    return { name, value, limit, trace, element };
  }
}
