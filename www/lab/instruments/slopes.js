/** How steep the critic is, where it should be 1 at most. */

import { openCurves } from '../charts/chart-instrument.js';
import { percent } from '../../ui/format.js';
import { chartStyles } from '../../ui/styles/charts.js';

/** @type {import('../instruments.js').Instrument} */
export const slopes = {
  name: 'slopes',
  place: 'charts',
  title: 'slopes.tab',
  marks: 'K',
  styles: chartStyles,
  open(root, bench) {
    const { lab, strings } = bench;
    const { t } = strings;
    const asked = /** @type {const} */ ({ table: 'transport', isSparse: true });
    const options = {
      heading: [t('slopes.heading')],
      caption: t('slopes.table'),
      tables: { steps: lab.history, transport: lab.measurements.transport },
      second: {
        title: t('slopes.violations'),
        range: /** @type {[number, number]} */ ([0, 1]),
        format: percent,
      },
      curves: [
        {
          table: 'steps',
          isSmooth: true,
          name: 'slope',
          title: t('slopes.pairs'),
          colour: '--em-critic',
          dash: [],
          width: 2,
        },
        {
          ...asked,
          name: 'meanSlope',
          title: t('slopes.mean'),
          colour: '--em-ink-soft',
          dash: [7, 3],
        },
        {
          ...asked,
          name: 'largestSlope',
          symbol: 'K',
          title: t('slopes.largest'),
          colour: '--em-ink',
          dash: [],
        },
        {
          ...asked,
          name: 'violations',
          title: t('slopes.violations'),
          colour: '--em-penalty',
          dash: [2, 3],
          isSecond: true,
          format: percent,
        },
        {
          ...asked,
          name: 'moveCosine',
          title: t('slopes.moves'),
          colour: '--em-fake',
          dash: [4, 2],
          isSecond: true,
        },
      ],
      levels: () => [{ value: 1, title: t('slopes.target'), colour: '--em-real' }],
    };
    return openCurves(root, bench, options, 'transport');
  },
};
