/** The gap of a critic as a bar, beside a mark at the exact distance that no 1-Lipschitz critic passes. */

import { make, write } from '../../ui/dom.js';
import { decimals } from '../../ui/format.js';

/** What is seen of the axis; a bar that goes on has an arrow. */
const LEAST = -0.4;
const MOST = 1.6;

/** @param {number} value in percent of the width */
const placeOf = (value) =>
  (100 * (Math.min(Math.max(value, LEAST), MOST) - LEAST)) / (MOST - LEAST);

export class GapBar {
  /** @param {{ gap: string, distance: string }} names */
  constructor(names) {
    /** @private */
    this.gap = make('output', { class: 'critic', 'data-number': 'gap' });
    /** @private */
    this.distance = make('output', { 'data-number': 'distance' });
    /** @private */
    this.fill = make('i', { class: 'fill' });
    /** @private */
    this.mark = make('i', { class: 'mark' });
    /** @private */
    this.flag = make('p', { class: 'flag' }, `${names.distance} `, this.distance);
    const zero = make('i', { class: 'zero' });
    zero.style.left = `${placeOf(0)}%`;
    /** @private */
    this.track = make('div', { class: 'track', 'aria-hidden': 'true' }, zero, this.fill, this.mark);
    this.element = make(
      'div',
      { class: 'gap-bar' },
      make('p', {}, `${names.gap} `, this.gap),
      this.track,
      this.flag,
    );
  }

  /** @param {{ gap: number, distance: number, isBroken: boolean }} shown */
  show({ gap, distance, isBroken }) {
    const [from, to] = [Math.min(0, gap), Math.max(0, gap)].map(placeOf);
    this.fill.style.left = `${from}%`;
    this.fill.style.width = `${to - from}%`;
    this.mark.style.left = `${placeOf(distance)}%`;
    this.flag.style.setProperty('--at', String(placeOf(distance) / 100));
    this.element.classList.toggle('broken', isBroken);
    this.track.classList.toggle('over', gap > MOST);
    this.track.classList.toggle('under', gap < LEAST);
    for (const [output, value] of /** @type {const} */ ([
      [this.gap, gap],
      [this.distance, distance],
    ])) {
      write(output, decimals(value));
      output.dataset.value = String(value);
    }
  }
}
