/**
 * The gap of a critic as a bar from 0, beside a mark at the exact distance that no 1-Lipschitz critic passes. Until the
 * reader asks for it, the distance is neither drawn nor written.
 */

import { make, write } from '../../ui/dom.js';
import { decimals } from '../../ui/format.js';
import { symbol } from '../kit/symbols.js';

/** What is seen of the axis; a bar that goes on has an arrow. */
const LEAST = -0.4;
const MOST = 1.6;

/** @param {number} value in percent of the width */
const placeOf = (value) =>
  (100 * (Math.min(Math.max(value, LEAST), MOST) - LEAST)) / (MOST - LEAST);

export class GapBar {
  /** @param {{ gap: string, distance: string, hidden: string, share: (share: number) => string }} names */
  constructor(names) {
    /** @private */
    this.names = names;
    /** @private */
    this.gap = make('output', { class: 'critic', 'data-number': 'gap' });
    /** @private */
    this.distance = make('output', { 'data-number': 'distance' });
    /** @private */
    this.fill = make('i', { class: 'fill' });
    /** @private */
    this.mark = make('i', { class: 'mark' });
    /** @private */
    this.share = make('span', { class: 'share' });
    /** @private */
    this.flag = make(
      'p',
      { class: 'flag' },
      symbol('W1', names.distance),
      ' ',
      this.distance,
      this.share,
    );
    const zero = make('i', { class: 'zero' });
    zero.style.left = `${placeOf(0)}%`;
    const nought = make('span', { class: 'nought', 'aria-hidden': 'true' }, '0');
    nought.style.left = zero.style.left;
    const under = make('div', { class: 'under' }, nought, this.flag);
    /** @private */
    this.track = make('div', { class: 'track', 'aria-hidden': 'true' }, zero, this.fill, this.mark);
    this.element = make(
      'div',
      { class: 'gap-bar' },
      make('p', {}, symbol('gap f', names.gap), ' ', this.gap),
      this.track,
      under,
    );
  }

  /** @param {{ gap: number, distance: number, isBroken: boolean, isRevealed: boolean }} shown */
  show({ gap, distance, isBroken, isRevealed }) {
    const [from, to] = [Math.min(0, gap), Math.max(0, gap)].map(placeOf);
    this.fill.style.left = `${from}%`;
    this.fill.style.width = `${to - from}%`;
    this.element.classList.toggle('broken', isBroken);
    this.track.classList.toggle('over', gap > MOST);
    this.track.classList.toggle('under-least', gap < LEAST);
    write(this.gap, decimals(gap));
    this.gap.dataset.value = String(gap);
    // Where it is hidden its place says nothing either.
    this.mark.hidden = !isRevealed;
    this.mark.style.left = isRevealed ? `${placeOf(distance)}%` : '';
    this.flag.style.setProperty('--at', String(placeOf(isRevealed ? distance : 0) / 100));
    write(this.distance, isRevealed ? decimals(distance) : this.names.hidden);
    if (isRevealed) this.distance.dataset.value = String(distance);
    else delete this.distance.dataset.value;
    const counts = isRevealed && !isBroken && gap > 0 && distance > 0;
    write(this.share, counts ? this.names.share(Math.min(gap / distance, 1)) : '');
  }
}
