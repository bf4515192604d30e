/** What is seen of the guides: images of each beside real digits, their distances and how grey they are, the controls. */

import { button, make, write } from '../../ui/dom.js';
import { percent } from '../../ui/format.js';
import { Rows } from '../../ui/plots/history.js';
import { Sheet } from '../../ui/sheet.js';
import { Chart } from '../kit/chart.js';
import { choice } from '../kit/inputs.js';
import { Loading } from '../kit/loading.js';
import { symbol } from '../kit/symbols.js';
import { GUIDES, SHOWN, STEPS } from './courses.js';

/** @typedef {import('./courses.js').Courses} Courses */
/** @typedef {import('./courses.js').GuideName} GuideName */
/** @typedef {'real' | GuideName} Shown what a picture is of */
/** @typedef {{ run: () => void, set: (patch: Record<string, unknown>) => void }} Actions */

/** Images of a generator's minibatch. */
export const COUNTS = ['4', '16', '64', '256'];
const COLUMNS = Math.sqrt(SHOWN);
/** Where distances lie that are worth a look. */
const SEEN = /** @type {[number, number]} */ ([6, 9]);
const PICTURES = /** @type {const} */ (['real', ...GUIDES]);

/** Told apart by dashes as well as by colour. @type {Record<GuideName, { colour: string, dash: number[] }>} */
const LOOKS = {
  plan: { colour: '--em-fake', dash: [] },
  critic: { colour: '--em-critic', dash: [7, 3] },
  alone: { colour: '--em-ink', dash: [2, 3] },
};

export class GuidesView {
  /**
   * @param {import('../kit/figure.js').Figure['t']} t
   * @param {import('../../ui/theme.js').Theme} theme
   * @param {string} language
   * @param {Actions} actions
   */
  constructor(t, theme, language, { run, set }) {
    /** @private */
    this.t = t;
    /** @private @type {Courses | null} */
    this.courses = null;
    /** @private @type {Record<GuideName, Rows<'distance'>>} */
    this.tables = /** @type {any} */ (Object.fromEntries(GUIDES.map((name) => [name, noRows()])));
    /** @private */
    this.cells = /** @type {Record<Shown, ReturnType<typeof cellOf>>} */ (
      Object.fromEntries(PICTURES.map((name) => [name, cellOf(theme, name, t)]))
    );
    /** @private */
    this.chart = this.makeChart(theme, language);
    /** @private */
    this.said = make('p', { class: 'said' });
    this.picture = make(
      'div',
      { class: 'guides', role: 'group' },
      make('ul', { class: 'sheets' }, ...PICTURES.map((name) => this.cells[name].element)),
      make(
        'div',
        { class: 'graph' },
        make('p', { class: 'axis' }, symbol('W1', t('guides.axis')), ' ', t('guides.bySteps')),
        this.chart.element,
      ),
      this.said,
    );
    this.loading = new Loading((loaded, total) => t('first.loading', loaded, total));
    this.runButton = button('run', t('guides.run'), run, { class: 'primary' });
    /** @private */
    this.counts = choice(
      {
        name: 'count',
        label: t('guides.count'),
        choices: Object.fromEntries(COUNTS.map((count) => [count, count])),
      },
      (count) => set({ count }),
    );
    /** @private */
    this.status = make('span', { class: 'status' });
    const progress = make('div', { class: 'progress' }, this.status, this.loading.element);
    const counts = make(
      'div',
      { class: 'counts' },
      make('span', { 'aria-hidden': 'true' }, t('guides.count')),
      this.counts.element,
    );
    this.bar = make('div', { class: 'bar' }, this.runButton, counts, progress);
    this.note = make('p', { class: 'note' }, t('guides.note'));
  }

  /** Others have begun. @param {Courses} courses */
  open({ opened }) {
    this.chart.reset();
    this.cells.real.sheet.show(opened.real);
    for (const name of GUIDES) {
      this.cells[name].shown = null;
      this.cells[name].sheet.clear();
    }
  }

  /**
   * @param {Courses | null} courses
   * @param {{ count: string, isRunning: boolean, isDone: boolean, sentence: string }} at
   */
  draw(courses, { count, isRunning, isDone, sentence }) {
    const { t, cells } = this;
    this.courses = courses;
    for (const name of GUIDES) {
      const course = courses?.by[name];
      this.tables[name] = course?.rows ?? noRows();
      const { latest = null, grey = NaN } = course ?? {};
      const cell = cells[name];
      this.tell(name, latest?.exactDistance, grey);
      if (!latest || latest.images === cell.shown) continue;
      cell.shown = latest.images;
      cell.sheet.show(latest.images);
    }
    this.tell('real', courses?.opened.floor, courses?.grey ?? NaN);
    this.chart.draw();
    this.counts.show(count);
    write(this.said, sentence);
    const label = isRunning ? 'guides.pause' : isDone ? 'guides.more' : 'guides.run';
    write(this.runButton, t(label, STEPS));
    write(this.status, courses ? t('guides.step', courses.steps, courses.goal) : '');
  }

  dispose() {
    this.chart.dispose();
  }

  /** @private @param {Shown} name @param {number | undefined} distance @param {number} grey */
  tell(name, distance, grey) {
    const { element, fields } = this.cells[name];
    write(fields.distance, distance === undefined ? '–' : distance.toFixed(2));
    write(fields.grey, Number.isNaN(grey) ? '–' : percent(grey));
    element.dataset.nearer = String(name !== 'real' && Boolean(this.courses?.isNearer(name)));
  }

  /** @private @param {import('../../ui/theme.js').Theme} theme @param {string} language */
  makeChart(theme, language) {
    const { t } = this;
    return new Chart({
      curves: GUIDES.map((name) => ({
        ...LOOKS[name],
        name: 'distance',
        table: name,
        title: t(`guides.${name}.short`),
        width: 2,
      })),
      tables: this.tables,
      theme,
      language,
      label: t('guides.readOut'),
      scale: { kind: 'linear' },
      seen: SEEN,
      levels: () =>
        this.courses
          ? [
              {
                value: this.courses.opened.floor,
                title: t('guides.real.short'),
                colour: '--em-real',
              },
            ]
          : [],
      read: (step, values) => {
        const told = values.map((value) =>
          typeof value === 'number' && !Number.isNaN(value) ? value.toFixed(2) : '–',
        );
        return t('guides.at', step, told);
      },
    });
  }
}

/** @returns {Rows<'distance'>} */
const noRows = () => new Rows(['iteration', 'distance']);

/**
 * A picture, with what it is of above it and its numbers below.
 * @param {import('../../ui/theme.js').Theme} theme
 * @param {Shown} name
 * @param {import('../kit/figure.js').Figure['t']} t
 */
function cellOf(theme, name, t) {
  const sheet = new Sheet(theme, {
    columns: COLUMNS,
    rows: COLUMNS,
    kind: name === 'real' ? 'real' : 'fake',
    attributes: { role: 'img', 'aria-label': t(`guides.picture.${name}`), 'data-digits': name },
  });
  const fields = {
    distance: make('dd', { 'data-field': 'distance' }),
    grey: make('dd', { 'data-field': 'grey' }),
  };
  const element = make(
    'li',
    { 'data-guide': name },
    make('p', { class: 'title' }, make('i', { class: 'swatch' }), t(`guides.${name}`)),
    sheet.canvas,
    make(
      'dl',
      {},
      make('div', {}, make('dt', {}, t('guides.distance')), fields.distance),
      make('div', {}, make('dt', {}, t('guides.grey')), fields.grey),
    ),
  );
  /** @type {Uint8Array | null} */
  const shown = null;
  return { element, sheet, fields, shown: /** @type {Uint8Array | null} */ (shown) };
}
