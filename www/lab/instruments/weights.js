/** How the critic's weights are spread: under clipping they pile up at ±c. Asked while it is seen. */

import { make, write } from '../../ui/dom.js';
import { decimals, percent } from '../../ui/format.js';
import { Histogram } from '../charts/histogram.js';
import { Painter } from '../../ui/painter.js';
import { chartStyles } from '../../ui/styles/charts.js';

/** @typedef {import('../../protocol.js').WeightReport} WeightReport */

const BINS = 61;
const PERIOD_MS = 1000;

/** @type {import('../instruments.js').Instrument} */
export const weights = {
  name: 'weights',
  place: 'charts',
  title: 'weights.tab',
  styles: chartStyles,
  open(root, bench) {
    const { lab, strings } = bench;
    const { t } = strings;
    const at = make('p', { class: 'note at' });
    const number = make('p', { class: 'note share', 'data-field': 'weights' }, t('weights.empty'));
    root.append(make('h2', {}, t('weights.heading')), number, at);
    const histogram = new Histogram(root, bench, t('weights.table'));
    let isAsking = false;
    let asked = '';
    /** @param {WeightReport} report */
    const show = (report) => {
      const { iteration, count, bound, atBound } = report;
      write(at, t('chart.at', iteration));
      const text =
        bound === null
          ? t('weights.free', count)
          : t('weights.clipped', percent(atBound), count, decimals(bound));
      write(number, text);
      const ends = [
        { value: -(bound ?? 0), name: '−c' },
        { value: bound ?? 0, name: 'c' },
      ];
      histogram.show({ ...report, lines: bound === null ? [] : ends });
      root.dataset.iteration = String(iteration);
    };
    const ask = async () => {
      if (isAsking || !lab.store.state.config) return;
      isAsking = true;
      // Of a run that has ended or moved there is nothing; the next state asks anew.
      const report = await lab.run.ask('weights', { bins: BINS }).catch(() => null);
      isAsking = false;
      if (report) show(report);
    };
    const painter = new Painter(root, ask, PERIOD_MS);
    return {
      update({ iteration, config, state, half }) {
        const now = JSON.stringify([iteration, config?.constraint, state, half]);
        if (now !== asked) painter.request();
        asked = now;
      },
      dispose() {
        painter.dispose();
        histogram.dispose();
      },
    };
  },
};
