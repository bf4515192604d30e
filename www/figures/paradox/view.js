/** What is seen of the paradox: a minibatch, what it is compared with, the controls. */

import { PIXELS } from '../../shape.js';
import { Sheet } from '../../ui/sheet.js';
import { button, make, write } from '../../ui/dom.js';
import { choice } from '../kit/inputs.js';
import { Loading } from '../kit/loading.js';
import { ParadoxRow, share } from './row.js';

/** @typedef {import('../worker/paradox-answers.js').ParadoxReport} ParadoxReport */
/** @typedef {import('../worker/paradox-answers.js').ParadoxPictures} ParadoxPictures */
/** @typedef {'real' | 'mean' | 'centres'} Rival what a minibatch is compared with */
/** @typedef {{ begin: () => void, set: (patch: Record<string, unknown>) => void, another: () => void }} Actions */

export const DRAWS = 20;
/** From 128 on the mean image is no longer nearer than real digits are. */
export const COUNTS = ['16', '64', '128', '256'];
/** @type {readonly Rival[]} */
export const RIVALS = ['real', 'mean', 'centres'];

export class ParadoxView {
  /**
   * @param {import('../kit/figure.js').Figure['t']} t
   * @param {import('../../ui/theme.js').Theme} theme
   * @param {Actions} actions
   */
  constructor(t, theme, { begin, set, another }) {
    /** @private */
    this.t = t;
    /** @private */
    this.theme = theme;
    /** @private Of so many digits. @type {{ count: number, batch: Sheet } & Record<Rival, Sheet> | null} */
    this.sheets = null;
    /** @private */
    this.batch = make('div', { class: 'sheet' });
    /** @private */
    this.caption = make('p', { class: 'caption' });
    /** @private */
    this.rows = RIVALS.map((rival) => new ParadoxRow(rival, t));
    /** @private How far real digits are, through all rows, to be compared with. */
    this.level = make('i', { class: 'level', hidden: true });
    this.picture = make(
      'div',
      { class: 'paradox', role: 'group' },
      make('div', { class: 'subject' }, this.caption, this.batch),
      make(
        'div',
        { class: 'rivals' },
        make('p', { class: 'caption' }, t('paradox.to')),
        make('ol', {}, ...this.rows.map(({ element }) => element)),
        make('div', { class: 'levels', 'aria-hidden': 'true' }, this.level),
      ),
    );

    this.note = make('p', { class: 'note why' });
    this.loading = new Loading((loaded, total) => t('first.loading', loaded, total));
    /** @private */
    this.begin = button('begin', t('paradox.begin'), begin, { class: 'primary' });
    this.another = button('another', t('paradox.another'), another);
    /** @private */
    this.counts = choice(
      {
        name: 'count',
        label: t('paradox.count'),
        choices: Object.fromEntries(COUNTS.map((count) => [count, t('paradox.of', count)])),
      },
      (count) => set({ count }),
    );
    /** @private */
    this.status = make('span', { class: 'status' });
    /** @private */
    this.work = make('progress', { max: 1, value: 0, 'aria-label': t('paradox.progress') });
    this.bar = make(
      'div',
      { class: 'bar' },
      this.begin,
      this.counts.element,
      this.another,
      make('div', { class: 'progress' }, this.status, this.work, this.loading.element),
    );
  }

  /** The cards to choose from lie over what is kept back of each row. @param {import('../kit/guess-view.js').GuessView} guess */
  ask({ element, cards }) {
    element.classList.remove('of-cards');
    for (const row of this.rows) {
      const card = cards.get(row.rival);
      if (card) row.said.append(card);
    }
  }

  /** @param {ParadoxPictures} pictures */
  show({ real, other, mean, centres }) {
    const { batch, ...sheets } = this.sheetsOf(real.length / PIXELS);
    batch.show(real);
    sheets.real.show(other);
    sheets.mean.show(mean, () => 0);
    if (centres) sheets.centres.show(centres);
    else sheets.centres.clear();
    for (const { rival, picture } of this.rows) {
      picture.dataset.empty = String(rival === 'centres' && !centres);
    }
  }

  /**
   * @param {ParadoxReport | null} report
   * @param {{ count: number, seed: number, isWanted: boolean, guess: unknown }} at
   */
  draw(report, { count, seed, isWanted, guess }) {
    const { t } = this;
    this.counts.show(String(count));
    write(this.caption, t('paradox.subject', count));
    for (const row of this.rows) {
      row.show(count, report?.[row.rival] ?? null, report?.real ?? null);
      row.mark(row.rival === guess);
    }
    const level = report?.real.mean ?? null;
    this.level.hidden = level === null;
    if (level !== null) this.level.style.left = share(level);
    write(this.note, t('paradox.why', report?.centreDigits ?? null));
    const progress = report?.progress ?? 0;
    this.begin.hidden = isWanted;
    this.work.hidden = !report || progress === 1;
    this.work.value = progress;
    write(this.status, this.sentence(report, seed));
  }

  /** @private @param {ParadoxReport | null} report @param {number} seed */
  sentence(report, seed) {
    const { t } = this;
    if (!report) return '';
    const drawn = Math.min(...RIVALS.map((rival) => report[rival].values.length));
    if (report.centres.values.length === 0) return t('paradox.making', report.count);
    return report.progress < 1
      ? t('paradox.drawn', drawn, report.draws)
      : t('paradox.done', report.draws, seed);
  }

  /** @private @param {number} count */
  sheetsOf(count) {
    if (this.sheets?.count === count) return this.sheets;
    const { t, theme } = this;
    const columns = Math.ceil(Math.sqrt(count));
    const sheet = (/** @type {'real' | 'fake'} */ kind, /** @type {string} */ label) =>
      new Sheet(theme, {
        columns,
        rows: Math.ceil(count / columns),
        kind,
        attributes: { role: 'img', 'aria-label': label },
      });
    this.sheets = {
      count,
      batch: sheet('real', t('paradox.batch')),
      real: sheet('real', t('paradox.real', count)),
      mean: sheet('fake', t('paradox.mean', count)),
      centres: sheet('fake', t('paradox.centres', count)),
    };
    this.batch.replaceChildren(this.sheets.batch.canvas);
    for (const { picture, rival } of this.rows) picture.replaceChildren(this.sheets[rival].canvas);
    return this.sheets;
  }
}
