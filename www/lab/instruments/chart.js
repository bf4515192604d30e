/**
 * The critic chart: the gap, which it is trained on, and below it what it measures beside the exact distance. The
 * gap of a critic that does well is a small part of that distance, so that each has a scale of its own.
 */

import { openCurves } from '../charts/chart-instrument.js';
import { make } from '../../ui/dom.js';
import { makeMarks } from '../charts/marks.js';
import { chartStyles } from '../../ui/styles/charts.js';

/** Nothing holds its critic, so that only a logarithm shows both the gap's beginning and where it goes. */
const RUNS_AWAY = 'unconstrained';
const DISTANCES = 1;

/** @type {import('../instruments.js').Instrument} */
export const chart = {
  name: 'chart',
  place: 'charts',
  title: 'chart.tab',
  marks: 'f',
  styles: chartStyles,
  open(root, bench) {
    const { lab, strings } = bench;
    const { t } = strings;
    const critic = make('span', { class: 'critic' }, t('chart.critic'));
    root.dataset.part = 'chart';
    const step = /** @type {const} */ ({ table: 'steps', isSmooth: true });
    const asked = /** @type {const} */ ({
      table: 'transport',
      isSparse: true,
      panel: DISTANCES,
    });
    const options = {
      heading: [t('chart.before'), critic, t('chart.after')],
      caption: t('chart.table'),
      tables: { steps: lab.history, transport: lab.measurements.transport },
      curves: [
        {
          ...step,
          name: 'gap',
          symbol: 'gap',
          title: t('word.gap'),
          colour: '--em-critic',
          dash: [],
          width: 2,
        },
        {
          ...step,
          name: 'criticLoss',
          title: t('word.criticLoss'),
          colour: '--em-ink-soft',
          dash: [7, 3],
          isOff: true,
        },
        {
          ...step,
          name: 'penalty',
          title: t('word.penalty'),
          colour: '--em-penalty',
          dash: [2, 3],
          isOff: true,
        },
        {
          ...asked,
          name: 'criticDistance',
          title: t('word.criticDistance'),
          colour: '--em-critic',
          dash: [7, 3],
        },
        {
          ...asked,
          name: 'exactDistance',
          symbol: 'W1',
          title: t('word.exactDistance'),
          colour: '--em-ink',
          dash: [],
          width: 2,
        },
      ],
      panels: [t('word.gap'), t('chart.distances')],
      help: [t('chart.helpSign'), t('chart.helpDip'), t('chart.helpShare')],
      levels: () => {
        const { transport } = lab.store.state.measured;
        const title = t('chart.floor');
        const zero = { value: 0, title: '', colour: '--em-ink-soft' };
        return transport
          ? [
              zero,
              {
                value: transport.floor,
                title,
                colour: '--em-real',
                isBelow: true,
                panel: DISTANCES,
              },
            ]
          : [zero];
      },
    };
    const curves = openCurves(root, bench, options, 'transport');
    const list = makeMarks(strings);
    root.append(list.root);
    /** @type {readonly import('../state.js').Mark[]} */
    let marks = [];
    let preset = '';
    return {
      update(state) {
        curves.update(state);
        if (state.settings.preset !== preset) {
          ({ preset } = state.settings);
          curves.scaleBy(preset === RUNS_AWAY);
        }
        if (state.marks === marks) return;
        ({ marks } = state);
        list.show(marks);
      },
      dispose: curves.dispose,
    };
  },
};
