/** What is seen of the lab's run: the chart of distances, the scatter, the numbers, the controls. */

import { button, make, write } from '../../ui/dom.js';
import { decimals, percent } from '../../ui/format.js';
import { Rows } from '../../ui/plots/history.js';
import { Chart } from '../kit/chart.js';
import { toggle } from '../kit/inputs.js';
import { symbol } from '../kit/symbols.js';
import { Scatter } from './scatter.js';

/** @typedef {import('../../protocol.js').TransportReport} TransportReport */
/**
 * @typedef {object} Actions
 * @property {() => void} start
 * @property {() => void} go
 * @property {(bounded: boolean) => void} bound
 * @property {() => void} usual
 * @property {() => void} resized
 */

const NUMBERS = /** @type {const} */ (['exact', 'critic', 'nothing', 'floor', 'share']);

export class WatchView {
  /**
   * @param {import('../kit/figure.js').Figure['t']} t
   * @param {import('../../ui/theme.js').Theme} theme
   * @param {string} language
   * @param {Actions} actions
   */
  constructor(t, theme, language, { start, go, bound, usual, resized }) {
    /** @private */
    this.t = t;
    /** @private */
    this.rows = new Rows(
      /** @type {const} */ (['iteration', 'exactDistance', 'criticDistance', 'nearestDistance']),
    );
    /** @private @type {TransportReport | null} */
    this.latest = null;
    /** @private The reader is to guess first what the exact distance does. */
    this.isKept = false;
    /** @private */
    this.chart = this.makeChart(theme, language);
    /** @private */
    this.scatter = new Scatter(theme, resized);
    /** @private */
    this.fields = {
      exact: make('dd', { 'data-field': 'exact' }),
      critic: make('dd', { 'data-field': 'critic' }),
      nothing: make('dd', { 'data-field': 'nothing' }),
      share: make('dd', { 'data-field': 'share' }),
      floor: make('dd', { 'data-field': 'floor' }),
    };
    /** @private */
    this.idle = make(
      'div',
      { class: 'idle' },
      make('p', {}, t('watch.idle')),
      button('start', t('watch.start'), start, { class: 'primary' }),
    );
    /** @private */
    this.named = make('p', { class: 'named' });
    /** @private */
    this.usual = button('usual', t('watch.usual'), usual, { hidden: true });
    /** @private */
    this.said = make('p', { class: 'said' });
    const numbers = NUMBERS.map((name) =>
      make(
        'div',
        { class: name },
        make('dt', {}, name === 'exact' ? symbol('W1', t('watch.exact')) : t(`watch.${name}`)),
        this.fields[name],
      ),
    );
    this.picture = make(
      'div',
      { class: 'watch', role: 'group' },
      make('div', { class: 'of-run' }, this.named, this.usual),
      make(
        'div',
        { class: 'graph' },
        make('p', { class: 'axis' }, t('watch.axis')),
        this.chart.element,
      ),
      this.makeCloud(),
      make('dl', { class: 'figures' }, ...numbers),
      this.said,
      this.idle,
    );

    /** @private */
    this.bounded = toggle({ name: 'bounded', label: t('watch.bounded') }, bound);
    this.bar = make('div', { class: 'bar' }, this.bounded.element, button('go', t('watch.go'), go));
  }

  /**
   * @param {Record<string, Float64Array>} columns measured so far
   * @param {TransportReport | null} latest
   * @param {{ isKept: boolean, isIdle: boolean, isBounded: boolean, isOther: boolean, named: string, sentence: string }} at
   */
  draw(columns, latest, { isKept, isIdle, isBounded, isOther, named, sentence }) {
    const { fields } = this;
    this.latest = latest;
    this.isKept = isKept;
    this.take(columns);
    this.chart.draw();
    this.scatter.draw(latest);
    this.idle.hidden = !isIdle;
    this.bounded.show(isBounded);
    this.usual.hidden = !isOther;
    const number = (/** @type {number | undefined} */ value) =>
      value === undefined ? '–' : decimals(value);
    write(fields.exact, isKept ? '?' : number(latest?.exactDistance));
    write(fields.critic, number(latest?.criticDistance));
    write(fields.nothing, isKept ? '?' : number(latest?.nearestDistance));
    write(fields.floor, number(latest?.floor));
    const share = latest ? percent(latest.criticDistance / latest.exactDistance) : '–';
    write(fields.share, isKept ? '?' : share);
    write(this.named, named);
    write(this.said, sentence);
    this.picture.dataset.points = String(this.rows.length);
  }

  dispose() {
    this.chart.dispose();
    this.scatter.dispose();
  }

  /** @private @param {Record<string, Float64Array>} columns */
  take({ iteration = new Float64Array(0), exactDistance, criticDistance, nearestDistance }) {
    this.rows.rewind(-1);
    iteration.forEach((at, row) =>
      this.rows.put({
        iteration: at,
        exactDistance: exactDistance[row],
        criticDistance: criticDistance[row],
        nearestDistance: nearestDistance[row],
      }),
    );
  }

  /** @private @param {import('../../ui/theme.js').Theme} theme @param {string} language */
  makeChart(theme, language) {
    const { t } = this;
    const common = { table: 'measured', isSparse: true, width: 2 };
    const exact = { name: 'exactDistance', title: t('watch.exact'), colour: '--em-ink', dash: [] };
    const critic = { name: 'criticDistance', title: t('watch.critic'), colour: '--em-critic' };
    const nothing = { name: 'nearestDistance', title: t('watch.nothing'), colour: '--em-ink-soft' };
    return new Chart({
      curves: [
        { ...common, ...exact },
        { ...common, ...critic, dash: [7, 3] },
        { ...common, ...nothing, dash: [2, 3] },
      ],
      tables: { measured: this.rows },
      theme,
      language,
      label: t('watch.readOut'),
      scale: { kind: 'linear' },
      seen: [0, 10],
      // What the critic misses.
      bands: [{ series: [2, 4], fill: () => theme.colour('--em-missed') }],
      levels: () => {
        if (!this.latest) return [];
        const { floor } = this.latest;
        return [{ value: floor, title: t('watch.floor'), colour: '--em-real', isBelow: true }];
      },
      // The critic that knows nothing comes so near to the exact distance that it would tell it.
      isShown: ({ name }) => !(this.isKept && (name === exact.name || name === nothing.name)),
      read: (iteration, [one, other, nothing]) => {
        if (typeof other !== 'number') return t('watch.waiting');
        if (typeof one === 'number' && typeof nothing === 'number')
          return t('watch.at', iteration, one, other, nothing);
        return t('watch.criticAt', iteration, other);
      },
    });
  }

  /** @private */
  makeCloud() {
    const { t } = this;
    const up = make(
      'p',
      { class: 'axis up' },
      symbol('f', t('watch.up')),
      make('span', { class: 'real' }, t('watch.reals')),
      make('span', { class: 'fake' }, t('watch.fakes')),
    );
    const across = make('p', { class: 'axis across' }, t('watch.across'));
    return make('div', { class: 'cloud' }, up, this.scatter.element, across);
  }
}
