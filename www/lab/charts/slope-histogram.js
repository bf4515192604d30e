/** How the critic's slopes are spread, at points between digits and fakes, in the newest measurement. */

import { make, write } from '../../ui/dom.js';
import { percent } from '../../ui/format.js';
import { Histogram } from './histogram.js';
import { axisOf, countSlopes } from './slope-bins.js';

/** @typedef {import('../../protocol.js').TransportReport} TransportReport */

/** What it is, to labs that go together and have one axis for it. */
const SLOPES = 'slopes of a histogram';
const SHARES = 'shares of a histogram';

export class SlopeHistogram {
  /**
   * @param {HTMLElement} root
   * @param {import('../instruments.js').Bench} bench
   */
  constructor(root, bench) {
    /** @private */
    this.bench = bench;
    /** @private */
    this.looks = bench.lab.looks;
    const { t } = bench.strings;
    /** @private */
    this.heading = make('h3', {}, t('slopes.spread'));
    /** @private */
    this.said = make('span', { class: 'note' });
    root.append(make('header', {}, this.heading, this.said));
    /** @private */
    this.histogram = new Histogram(root, bench, t('slopes.spreadTable'));
    /** @private @type {TransportReport | null} */
    this.report = null;
    /** @private What is drawn. */
    this.drawn = '';
    /** @private */
    this.forget = this.looks.onChange(() => this.draw());
  }

  /** @param {TransportReport | null} report the newest */
  update(report) {
    if (report === this.report) return;
    this.report = report;
    this.draw();
  }

  dispose() {
    this.forget();
    for (const what of [SLOPES, SHARES]) this.looks.extend(what, this, null);
    this.histogram.dispose();
  }

  /** @private */
  draw() {
    const { report, looks, histogram } = this;
    const { t } = this.bench.strings;
    const slopes = report?.slopes ?? [];
    write(
      this.said,
      report ? t('slopes.within', percent(1 - report.violations), slopes.length) : '',
    );
    looks.extend(SLOPES, this, slopes.length > 0 ? [0, axisOf(slopes)] : null);
    const high = Math.max(axisOf(slopes), ...looks.othersOf(SLOPES, this));
    const counts = countSlopes(slopes, high);
    const count = Math.max(1, slopes.length);
    looks.extend(SHARES, this, slopes.length > 0 ? [0, Math.max(...counts) / count] : null);
    const shares = looks.othersOf(SHARES, this);
    // Others that share the axis tell of each change, and most change nothing here.
    const now = JSON.stringify([report?.iteration, high, counts, shares]);
    if (now === this.drawn) return;
    this.drawn = now;
    const lines = [{ value: 1, name: '1' }];
    histogram.show({ low: 0, high, counts, count, lines, shares });
  }
}
