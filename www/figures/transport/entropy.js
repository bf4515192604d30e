/**
 * Entropy's weight ε as a slider, 0 at its end and then by equal factors; and what it does to the distance: what the
 * blurred plan costs, which is never less than W₁, and the debiased divergence, which takes that bias away again.
 */

import { decimals } from '../../ui/format.js';
import { make, write } from '../../ui/dom.js';
import { slider } from '../kit/inputs.js';
import { symbol } from '../kit/symbols.js';

/** Least ε of a plan that is blurred: what is below is none. */
export const LEAST = 0.005;
export const MOST = 2;
/** Places of the slider after the first. */
const PLACES = 40;

/** @param {number} place of the slider @returns {number} ε, to two digits */
export const epsilonAt = (place) =>
  place === 0 ? 0 : Number((LEAST * (MOST / LEAST) ** ((place - 1) / (PLACES - 1))).toPrecision(2));

/** @param {number} epsilon @returns {number} the nearest place of the slider */
export const placeOf = (epsilon) =>
  epsilon < LEAST
    ? 0
    : 1 + Math.round(((PLACES - 1) * Math.log(epsilon / LEAST)) / Math.log(MOST / LEAST));

/** @typedef {'exact' | 'blurred' | 'divergence'} Distance */

export class Entropy {
  /**
   * @param {{ label: string, none: string } & Record<Distance, string>} words
   * @param {(epsilon: number) => void} set
   */
  constructor(words, set) {
    /** @private */
    this.slider = slider(
      {
        name: 'epsilon',
        label: words.label,
        range: { least: 0, most: PLACES },
        step: 1,
        format: () => this.text,
      },
      (place) => set(epsilonAt(place)),
    );
    /** @private */
    this.none = words.none;
    /** @private */
    this.text = words.none;
    /** @private */
    this.rows = /** @type {const} */ (['exact', 'blurred', 'divergence']).map((name) => {
      const value = make('output', { 'data-number': name });
      const bar = make('i', {});
      const track = make('span', { class: 'level', 'aria-hidden': 'true' }, bar);
      const label = name === 'exact' ? symbol('W1', words[name]) : make('span', {}, words[name]);
      const element = make('p', {}, make('span', {}, label), track, value);
      return { name, value, bar, element };
    });
    const numbers = make('div', { class: 'levels' }, ...this.rows.map(({ element }) => element));
    this.element = make('div', { class: 'entropy' }, this.slider.element, numbers);
  }

  /** @param {number} epsilon */
  show(epsilon) {
    this.text = epsilon === 0 ? this.none : String(Number(epsilon.toPrecision(2)));
    this.slider.show(placeOf(epsilon));
  }

  /** @param {Record<Distance, number>} values @param {number} most the end of the bars */
  measure(values, most) {
    for (const { name, value, bar } of this.rows) {
      write(value, decimals(values[name]));
      value.dataset.value = String(values[name]);
      bar.style.width = `${Math.min(100, (100 * Math.max(0, values[name])) / most)}%`;
    }
  }
}
