/** How good the digits are, as the classifier judges, and how many of the ten there are. */

import { openCurves } from '../charts/chart-instrument.js';
import { decimals } from '../../ui/format.js';
import { chartStyles } from '../../ui/styles/charts.js';

/** @type {import('../instruments.js').Instrument} */
export const quality = {
  name: 'quality',
  place: 'charts',
  judged: true,
  title: 'quality.tab',
  styles: chartStyles,
  open(root, bench) {
    const { lab, strings } = bench;
    const { t } = strings;
    const whole = (/** @type {number} */ value) => t('number.whole', value);
    const options = {
      heading: [t('quality.heading')],
      caption: t('quality.table'),
      tables: { quality: lab.measurements.quality },
      second: {
        title: t('quality.coverage'),
        range: /** @type {[number, number]} */ ([0, lab.images.classes + 0.5]),
        format: whole,
      },
      curves: [
        {
          table: 'quality',
          isSparse: true,
          name: 'frechet',
          title: t('word.frechet'),
          colour: '--em-fake',
          dash: [],
          width: 2,
        },
        {
          table: 'quality',
          isSparse: true,
          name: 'coverage',
          title: t('quality.coverage'),
          colour: '--em-ink-soft',
          dash: [2, 3],
          isSecond: true,
          format: whole,
        },
      ],
      levels: () => {
        const { real } = lab.store.state.measured;
        if (!real) return [];
        const { frechet, coverage } = real;
        return [
          { value: frechet, title: t('quality.real', decimals(frechet)), colour: '--em-real' },
          {
            value: coverage,
            title: t('quality.realClasses', coverage),
            colour: '--em-real',
            scale: 'second',
          },
        ];
      },
    };
    return openCurves(root, bench, options, 'quality');
  },
};
