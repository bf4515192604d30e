/** What is seen beside the truth: the pair, which way the critics point there, their scores, the controls. */

import { button, make, write } from '../../ui/dom.js';
import { decimals } from '../../ui/format.js';
import { Rows } from '../../ui/plots/history.js';
import { Sheet } from '../../ui/sheet.js';
import { Chart } from '../kit/chart.js';
import { Loading } from '../kit/loading.js';
import { symbol } from '../kit/symbols.js';
import { signed, strengthOf } from './arrows.js';
import { STEPS } from './courses.js';
import { SCORES, TruthTable } from './table.js';

/** @typedef {import('./constraints.js').ConstraintName} ConstraintName */
/** @typedef {import('./courses.js').Courses} Courses */
/** @typedef {import('./courses.js').Column} Column */
/** @typedef {{ run: () => void, choose: (name: ConstraintName) => void }} Actions */

/** Digits of a minibatch that are shown. */
export const SHOWN = 6;
/** The truth is in sight, and what is a little above. */
const SEEN = /** @type {[number, number]} */ ([0, 1.25]);

/** Told apart by dashes as well as by colour. @type {Record<typeof SCORES[number], { colour: string, dash: number[] }>} */
const LOOKS = {
  gap: { colour: '--em-ink', dash: [] },
  criticDistance: { colour: '--em-critic', dash: [7, 3] },
  cosine: { colour: '--em-penalty', dash: [2, 3] },
};

/** Rows of the picture, from above, and the colours of each. */
const PICTURED = /** @type {const} */ ({
  real: 'real',
  fake: 'fake',
  best: 'change',
  critic: 'change',
});
const PICTURES = /** @type {(keyof typeof PICTURED)[]} */ (Object.keys(PICTURED));

/** @returns {Rows<Column>} */
const noRows = () => new Rows(['iteration', 'gap', 'gapSeen', 'criticDistance', 'cosine']);

export class TruthView {
  /**
   * @param {import('../kit/figure.js').Figure['t']} t
   * @param {import('../../ui/theme.js').Theme} theme
   * @param {string} language
   * @param {Actions} actions
   */
  constructor(t, theme, language, { run, choose }) {
    /** @private */
    this.t = t;
    /** @private @type {Courses | null} */
    this.courses = null;
    /** @private @type {ConstraintName} */
    this.constraint = 'adversarial';
    /** @private Of the critic that is chosen, and of the one before it. @type {Record<'now' | 'before', Rows<Column>>} */
    this.tables = { now: noRows(), before: noRows() };
    /** @private */
    this.strength = 1;
    /** @private What is drawn of the critic's directions. @type {Float32Array | null} */
    this.drawn = null;
    /** @private */
    this.sheets = /** @type {Record<keyof typeof PICTURED, Sheet>} */ (
      Object.fromEntries(PICTURES.map((name) => [name, sheetOf(theme, name, t)]))
    );
    /** @private */
    this.exact = symbol('W1', '');
    /** @private */
    this.turned = make('span');
    /** @private */
    this.chart = this.makeChart(theme, language);
    /** @private */
    this.before = make('p', { class: 'axis before' });
    /** @private */
    this.table = new TruthTable(t, choose);
    /** @private */
    this.said = make('p', { class: 'said' });
    this.picture = this.makePicture();
    this.loading = new Loading((loaded, total) => t('first.loading', loaded, total));
    this.runButton = button('run', t('truth.run'), run, { class: 'primary' });
    /** @private */
    this.status = make('span', { class: 'status' });
    const progress = make('div', { class: 'progress' }, this.status, this.loading.element);
    this.bar = make('div', { class: 'bar' }, this.runButton, progress);
    this.note = make('p', { class: 'note' }, t('truth.note'));
  }

  /** Another pair is there. @param {Courses} courses */
  open({ opened }) {
    this.chart.reset();
    this.strength = strengthOf(opened.best);
    this.drawn = null;
    this.sheets.real.show(opened.real);
    this.sheets.fake.show(opened.fake);
    this.sheets.best.show(signed(opened.best, this.strength));
    this.sheets.critic.clear();
  }

  /**
   * @param {Courses | null} courses
   * @param {ConstraintName} constraint
   * @param {{ before: ConstraintName | null, isRunning: boolean, isDone: boolean, sentence: string }} at
   */
  draw(courses, constraint, { before, isRunning, isDone, sentence }) {
    const { t } = this;
    this.courses = courses;
    this.constraint = constraint;
    const course = courses?.by[constraint];
    this.tables.now = course?.rows ?? noRows();
    this.tables.before = (before && courses?.by[before].rows) || noRows();
    this.chart.draw();
    this.table.show(courses, constraint);
    this.drawDirections(course?.latest?.directions ?? null);
    write(this.exact, t('truth.exact', courses?.opened.exactDistance ?? null));
    write(this.turned, t('truth.turned', course?.latest?.cosine ?? null));
    write(this.before, before ? t('truth.before', t(`truth.${before}`)) : '');
    write(this.said, sentence);
    const label = isRunning ? 'truth.pause' : isDone ? 'truth.more' : 'truth.run';
    write(this.runButton, t(label, STEPS));
    write(this.status, course ? t('truth.step', course.steps, course.goal) : '');
  }

  dispose() {
    this.chart.dispose();
  }

  /** @private @param {Float32Array | null} directions */
  drawDirections(directions) {
    if (directions === this.drawn) return;
    this.drawn = directions;
    if (directions) this.sheets.critic.show(signed(directions, this.strength));
    else this.sheets.critic.clear();
  }

  /** @private */
  makePicture() {
    const { t } = this;
    const said = { fake: this.exact, critic: this.turned };
    const rows = PICTURES.flatMap((name) => {
      const words = make('p', { class: name }, make('b', {}, t(`truth.${name}`)));
      if (name === 'fake' || name === 'critic') words.append(' ', said[name]);
      return [words, this.sheets[name].canvas];
    });
    const key = make(
      'p',
      { class: 'key' },
      make('span', { class: 'lighter' }, t('truth.lighter')),
      make('span', { class: 'darker' }, t('truth.darker')),
    );
    return make(
      'div',
      { class: 'truth', role: 'group' },
      make('div', { class: 'pair' }, ...rows, key),
      this.table.element,
      make(
        'div',
        { class: 'graph' },
        make('p', { class: 'axis' }, t('truth.axis')),
        make('p', { class: 'level-key' }, t('truth.level')),
        this.before,
        this.chart.element,
      ),
      this.said,
    );
  }

  /** @private @param {import('../../ui/theme.js').Theme} theme @param {string} language */
  makeChart(theme, language) {
    const { t } = this;
    const curvesOf = (/** @type {'now' | 'before'} */ table) =>
      SCORES.map((score) => ({
        name: score === 'gap' ? 'gapSeen' : score,
        table,
        title: table === 'now' ? t(`truth.${score}.short`) : '',
        width: table === 'now' ? 2 : 1.5,
        colour: table === 'now' ? LOOKS[score].colour : `${LOOKS[score].colour}-before`,
        dash: LOOKS[score].dash,
      }));
    return new Chart({
      // What was before lies under what is.
      curves: [...curvesOf('before'), ...curvesOf('now')],
      tables: this.tables,
      theme,
      language,
      label: t('truth.readOut'),
      scale: { kind: 'linear' },
      seen: SEEN,
      // Its name is above the plot, where no curve runs through it.
      levels: () => [{ value: 1, title: '', colour: '--em-ink' }],
      read: (step, values) => {
        const [, distance, cosine] = values.slice(SCORES.length);
        // Also where it has left the chart.
        const gap = this.courses?.gapAt(this.constraint, step);
        const told = [gap, distance, cosine].map((value) =>
          typeof value === 'number' && !Number.isNaN(value) ? decimals(value) : '–',
        );
        return t('truth.at', step, ...told);
      },
    });
  }
}

/**
 * @param {import('../../ui/theme.js').Theme} theme
 * @param {keyof typeof PICTURED} name
 * @param {import('../kit/figure.js').Figure['t']} t
 */
const sheetOf = (theme, name, t) =>
  new Sheet(theme, {
    columns: SHOWN,
    gutter: 2,
    kind: PICTURED[name],
    attributes: { role: 'img', 'aria-label': t(`truth.picture.${name}`), 'data-digits': name },
  });
