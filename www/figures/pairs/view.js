/** What is seen of the figure of pairs: the chart of gaps, the two minibatches, the table, the controls. */

import { Sheet } from '../../ui/sheet.js';
import { button, make, write } from '../../ui/dom.js';
import { Rows } from '../../ui/plots/history.js';
import { Chart } from '../kit/chart.js';
import { choice } from '../kit/inputs.js';
import { Loading } from '../kit/loading.js';
import { symbol } from '../kit/symbols.js';
import { PAIR_KINDS, PAIR_LOOKS } from './kinds.js';
import { STEPS } from './race.js';
import { PairsTable } from './table.js';

/** @typedef {import('./race.js').Race} Race */
/** @typedef {import('../kit/figure.js').State} State */
/** @typedef {{ run: () => void, set: (patch: Record<string, unknown>) => void }} Actions */

/** Digits of a minibatch that are shown: no more than half of the smallest. */
export const SHOWN = 8;
/** λ that can be chosen. */
export const LAMBDAS = ['1', '10', '100', '1000'];
/** The axis begins below the exact distance, and tells apart what runs away from what does not. */
const SEEN = /** @type {[number, number]} */ ([1, 100]);

export class PairsView {
  /**
   * @param {import('../kit/figure.js').Figure['t']} t
   * @param {import('../../ui/theme.js').Theme} theme
   * @param {string} language
   * @param {Actions} actions
   */
  constructor(t, theme, language, { run, set }) {
    /** @private */
    this.t = t;
    /** @private @type {Race | null} */
    this.race = null;
    /** @private @type {State} */
    this.state = {};
    /** @private @type {(kind: string) => boolean} */
    this.isKept = () => false;
    /** @private Those of the race that is on. @type {Record<string, Rows<'gap'>>} */
    this.tables = Object.fromEntries(
      PAIR_KINDS.map((kind) => [kind, new Rows(['iteration', 'gap'])]),
    );
    /** @private */
    this.chart = this.makeChart(theme, language);
    /** @private */
    this.digits = {
      real: digitsOf(theme, 'real', t('pairs.picture.real')),
      fake: digitsOf(theme, 'fake', t('pairs.picture.fake')),
    };
    /** @private */
    this.captions = {
      real: make('span', { class: 'real' }),
      fake: make('span', { class: 'fake' }),
    };
    /** @private */
    this.exact = symbol('W1', '');
    /** @private */
    this.level = make('p', { class: 'level-key' }, this.exact);
    /** @private */
    this.table = new PairsTable(t, (kind, isShown) => set({ [kind]: isShown }));
    this.picture = this.makePicture();
    this.loading = new Loading((loaded, total) => t('first.loading', loaded, total));
    this.runButton = button('run', t('pairs.run'), run, { class: 'primary' });
    /** @private */
    this.status = make('span', { class: 'status' });
    /** @private */
    this.lambdas = choice(
      {
        name: 'lambda',
        label: t('pairs.lambda'),
        choices: Object.fromEntries(LAMBDAS.map((value) => [value, t('pairs.lambdaIs', value)])),
      },
      (lambda) => set({ lambda }),
    );
    this.lambdas.element.dataset.marks = 'λ';
    this.bar = make(
      'div',
      { class: 'bar' },
      this.runButton,
      this.lambdas.element,
      make('div', { class: 'progress' }, this.status, this.loading.element),
    );
    this.note = make('p', { class: 'note' }, t('pairs.note'));
  }

  /** Other minibatches are there. @param {Race} race */
  open({ opened, courses }) {
    for (const kind of PAIR_KINDS) this.tables[kind] = courses[kind].rows;
    this.chart.reset();
    this.digits.real.show(opened.real);
    this.digits.fake.show(opened.fake);
  }

  /**
   * @param {Race | null} race
   * @param {State} state
   * @param {{ isRunning: boolean, isDone: boolean, steps: number, isKept: (kind: string) => boolean }} at `isKept`:
   *   whether the reader is to guess it first
   */
  draw(race, state, { isRunning, isDone, steps, isKept }) {
    const { t } = this;
    this.race = race;
    this.state = state;
    this.isKept = isKept;
    this.chart.draw();
    for (const kind of PAIR_KINDS) {
      if (isKept(kind)) this.table.keep(kind, Boolean(state[kind]));
      else this.table.show(kind, Boolean(state[kind]), race);
    }
    write(this.captions.real, t('pairs.digits', Number(state.count)));
    write(this.captions.fake, t('pairs.copies', race?.opened.exactDistance ?? null));
    write(this.exact, t('pairs.exact', race?.opened.exactDistance ?? null));
    this.lambdas.show(String(state.lambda));
    const label = isRunning ? 'pairs.pause' : isDone ? 'pairs.more' : 'pairs.run';
    write(this.runButton, t(label, STEPS));
    write(this.status, race ? t('pairs.step', steps, race.goal) : '');
  }

  dispose() {
    this.chart.dispose();
  }

  /** @private */
  makePicture() {
    const { real, fake } = this.captions;
    const batches = [real, this.digits.real.canvas, fake, this.digits.fake.canvas];
    const axis = make('p', { class: 'axis' }, symbol('gap', this.t('pairs.axis')));
    return make(
      'div',
      { class: 'pairs-stage', role: 'group' },
      make('div', { class: 'graph' }, axis, this.level, this.chart.element),
      make(
        'div',
        { class: 'side' },
        make('div', { class: 'batches' }, ...batches),
        this.table.element,
      ),
    );
  }

  /** @private @param {import('../../ui/theme.js').Theme} theme @param {string} language */
  makeChart(theme, language) {
    const { t } = this;
    const curves = PAIR_KINDS.map((kind) => ({
      name: 'gap',
      table: kind,
      title: t(`pairs.${kind}.short`),
      width: 2,
      ...PAIR_LOOKS[kind],
    }));
    return new Chart({
      curves,
      tables: this.tables,
      theme,
      language,
      label: t('pairs.readOut'),
      scale: { kind: 'log' },
      seen: SEEN,
      isShown: ({ table }) => Boolean(this.state[table]) && !this.isKept(table),
      levels: () => {
        if (!this.race) return [];
        const value = this.race.opened.exactDistance;
        // Its name is above the plot, where no curve runs through it.
        return [{ value, title: '', colour: '--em-ink' }];
      },
      read: (step, gaps) => {
        const told = PAIR_KINDS.flatMap((kind, at) => {
          const gap = gaps[at];
          const isShown = Boolean(this.state[kind]) && !this.isKept(kind);
          const isKnown = isShown && typeof gap === 'number';
          return isKnown ? [t('pairs.value', t(`pairs.${kind}.short`), gap)] : [];
        });
        return t('pairs.at', step, told);
      },
    });
  }
}

/**
 * @param {import('../../ui/theme.js').Theme} theme
 * @param {'real' | 'fake'} kind
 * @param {string} label
 */
const digitsOf = (theme, kind, label) =>
  new Sheet(theme, {
    columns: SHOWN,
    gutter: 2,
    kind,
    attributes: { role: 'img', 'aria-label': label, 'data-digits': kind },
  });
