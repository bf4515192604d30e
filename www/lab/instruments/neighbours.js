/** How near fakes are to real images, by distances alone: where no classifier belongs to the images. */

import { openCurves } from '../charts/chart-instrument.js';
import { make } from '../../ui/dom.js';
import { decimals, percent } from '../../ui/format.js';
import { chartStyles } from '../../ui/styles/charts.js';

/** @type {import('../instruments.js').Instrument} */
export const neighbours = {
  name: 'neighbours',
  place: 'charts',
  judged: false,
  title: 'neighbours.tab',
  styles: chartStyles,
  open(root, bench) {
    const { lab, strings } = bench;
    const { t } = strings;
    const options = {
      heading: [t('neighbours.heading')],
      caption: t('neighbours.table'),
      tables: { neighbours: lab.measurements.neighbours },
      second: {
        title: t('neighbours.coverage'),
        range: /** @type {[number, number]} */ ([0, 1.05]),
        format: percent,
      },
      curves: [
        {
          table: 'neighbours',
          isSparse: true,
          name: 'nearest',
          title: t('neighbours.nearest'),
          colour: '--em-fake',
          dash: [],
          width: 2,
        },
        {
          table: 'neighbours',
          isSparse: true,
          name: 'coverage',
          title: t('neighbours.coverage'),
          colour: '--em-ink-soft',
          dash: [2, 3],
          isSecond: true,
          format: percent,
        },
      ],
      levels: () => {
        const { neighbours: found } = lab.store.state.measured;
        if (!found) return [];
        const { realNearest, realCoverage } = found;
        return [
          {
            value: realNearest,
            title: t('neighbours.real', decimals(realNearest)),
            colour: '--em-real',
          },
          {
            value: realCoverage,
            title: t('neighbours.realCoverage', percent(realCoverage)),
            colour: '--em-real',
            scale: 'second',
          },
        ];
      },
    };
    const shown = openCurves(root, bench, options, 'neighbours');
    root.append(make('p', { class: 'note' }, t('neighbours.note')));
    return shown;
  },
};
