/** One of the things that a minibatch is compared with: its picture, and its distance as a bar with a dot for each draw. */

import { make, write } from '../../ui/dom.js';

/** @typedef {import('./view.js').Rival} Rival */
/** @typedef {import('../../../dist/pkg/figures/earthmover_web.js').ParadoxDistances} ParadoxDistances */

/** The end of the axis: digits of MNIST are about 10 apart, and minibatches nearer. */
const MOST = 9.5;

/** Where a distance is on the axis of all bars. @param {number} value */
export const share = (value) => `${(Math.min(value, MOST) / MOST) * 100}%`;

export class ParadoxRow {
  /**
   * @param {Rival} rival
   * @param {import('../kit/figure.js').Figure['t']} t
   */
  constructor(rival, t) {
    this.rival = rival;
    /** @private */
    this.t = t;
    this.picture = make('div', { class: 'sheet' });
    /** @private */
    this.title = make('span', { class: 'title' });
    /** @private */
    this.value = make('b', { 'data-field': rival });
    /** @private */
    this.verdict = make('span', { class: 'verdict' });
    /** @private */
    this.chip = make('span', { class: 'chip', hidden: true }, t('guess.yours'));
    /** @private */
    this.fill = make('i', { class: 'fill' });
    /** @private */
    this.spread = make('i', { class: 'spread' });
    /** @private How far real digits are, where one line through all rows would cross words. */
    this.level = make('i', { class: 'level', hidden: true });
    /** @private One for each draw. */
    this.rug = make('span', { class: 'rug' });
    /** A card may be laid over it. */
    this.said = make('div', { class: 'said' });
    const marks = [this.fill, this.level, this.rug, this.spread];
    const track = make('div', { class: 'track', 'aria-hidden': 'true' }, ...marks);
    this.element = make('li', { 'data-rival': rival }, this.picture, this.said);
    const title = make('p', { class: 'heading' }, this.title, this.chip);
    const numbers = make('p', { class: 'numbers' }, this.value, ' ', this.verdict);
    this.said.append(make('div', { class: 'told' }, title, numbers, track));
  }

  /** Whether it is what the reader has guessed. @param {boolean} isGuessed */
  mark(isGuessed) {
    this.chip.hidden = !isGuessed;
  }

  /**
   * @param {number} count
   * @param {ParadoxDistances | null} distances
   * @param {ParadoxDistances | null} real those to another real minibatch
   */
  show(count, distances, real) {
    const { t } = this;
    const mean = distances?.mean ?? null;
    const deviation = distances?.deviation ?? null;
    write(this.title, t(`paradox.${this.rival}`, count));
    write(this.value, mean === null ? '–' : t('paradox.value', mean, deviation));
    const level = real?.mean ?? null;
    const isRival = this.rival !== 'real' && mean !== null && level !== null;
    const isNearer = isRival && mean < level;
    this.element.dataset.nearer = String(isNearer);
    const words = isRival
      ? t(isNearer ? 'paradox.nearer' : 'paradox.farther', Math.abs(level - mean))
      : '';
    write(this.verdict, words);
    this.level.hidden = level === null;
    if (level !== null) this.level.style.left = share(level);
    this.fill.style.width = mean === null ? '0' : share(mean);
    this.spread.hidden = mean === null || deviation === null;
    if (mean !== null && deviation !== null) {
      this.spread.style.left = share(mean - deviation);
      this.spread.style.width = share(2 * deviation);
    }
    const values = distances?.values ?? [];
    this.rug.replaceChildren(
      ...values.map((value) => {
        const mark = make('i');
        mark.style.left = share(value);
        return mark;
      }),
    );
  }
}
