/** The critic chart: critic loss, gap and penalty over iterations, with marks where something happened. */

import { sheetOf } from '../css.js';
import { Curves } from '../curves.js';
import { make } from '../dom.js';
import { listMarks } from '../marks.js';
import uPlotStyle from '../../vendor/uplot/style.js';

/** @typedef {import('../history.js').Column} Column */

/** @type {import('../instruments.js').Instrument} */
export const chart = {
  name: 'chart',
  place: 'charts',
  title: 'chart.tab',
  styles: [sheetOf(uPlotStyle)],
  open(root, bench) {
    const { lab, strings } = bench;
    const { t } = strings;
    const critic = make('span', { class: 'critic' }, t('chart.critic'));
    root.append(make('h2', {}, t('chart.before'), critic, t('chart.after')));
    root.dataset.part = 'chart';
    const curves = new Curves(root, bench, {
      curves: [
        { name: 'gap', title: t('word.gap'), colour: '--em-critic', dash: [], width: 2 },
        { name: 'criticLoss', title: t('word.criticLoss'), colour: '--em-ink-soft', dash: [7, 3] },
        { name: 'penalty', title: t('word.penalty'), colour: '--em-penalty', dash: [2, 3] },
      ],
      caption: t('chart.table'),
      data: () => ({
        iterations: lab.history.column('iteration'),
        values: (name) => lab.history.column(/** @type {Column} */ (name)),
        marks: lab.store.state.marks,
      }),
    });
    const list = make('ol', { class: 'marks', 'aria-label': t('chart.marks') });
    root.append(list);
    let revision = -1;
    /** @type {readonly import('../state.js').Mark[]} */
    let marks = [];
    return {
      update(state) {
        if (state.revision !== revision) curves.request();
        if (state.marks !== marks) listMarks(list, state.marks, strings);
        ({ revision, marks } = state);
      },
      dispose: () => curves.dispose(),
    };
  },
};
