/** How the critic's slopes are spread in the newest measurement, under their curves where a lab has those. */

import { SlopeHistogram } from '../charts/slope-histogram.js';
import { chartStyles } from '../../ui/styles/charts.js';

/** @type {import('../instruments.js').Instrument} */
export const spread = {
  name: 'spread',
  place: 'charts',
  within: 'slopes',
  isExtra: true,
  title: 'slopes.spread',
  styles: chartStyles,
  open(root, bench) {
    const histogram = new SlopeHistogram(root, bench);
    const release = bench.lab.measurements.want('transport');
    return {
      update: ({ measured }) => histogram.update(measured.transport),
      dispose() {
        release();
        histogram.dispose();
      },
    };
  },
};
