/** A histogram, lines at values that matter, and the table behind it. */

import uPlot from '../../vendor/uplot/uPlot.esm.js';
import { make } from '../../ui/dom.js';
import { decimals, percent } from '../../ui/format.js';
import { followSize, sizeOf } from '../../ui/plots/size.js';

/**
 * @typedef {object} Bins all equally wide
 * @property {number} low where the first begins
 * @property {number} high where the last ends
 * @property {readonly number[]} counts
 * @property {number} count of all
 * @property {readonly { value: number, name: string }[]} lines
 * @property {readonly number[]} [shares] that are to be seen beside its own
 */

export class Histogram {
  /**
   * @param {HTMLElement} root
   * @param {import('../instruments.js').Bench} bench
   * @param {string} caption
   */
  constructor(root, bench, caption) {
    /** @private */
    this.bench = bench;
    /** @private @type {Bins | null} */
    this.bins = null;
    /** @private */
    this.frame = make('div', { class: 'plot', 'aria-hidden': 'true' });
    /** @private */
    this.body = make('tbody');
    const { t } = bench.strings;
    const titles = [t('weights.from'), t('weights.to'), t('weights.share')];
    const heads = titles.map((title) => make('th', { scope: 'col' }, title));
    root.append(
      this.frame,
      make(
        'div',
        { class: 'unseen' },
        make(
          'table',
          {},
          make('caption', {}, caption),
          make('thead', {}, make('tr', {}, ...heads)),
          this.body,
        ),
      ),
    );
    /** @private */
    this.plot = new uPlot(this.options(), [[], []], this.frame);
    bench.theme.onChange(() => this.plot.redraw());
    /** @private */
    this.unfollow = followSize(this.frame, () => this.plot);
  }

  /** @param {Bins} bins */
  show(bins) {
    this.bins = bins;
    const { low, high, counts, count } = bins;
    const width = (high - low) / counts.length;
    const middles = counts.map((_, bin) => low + (bin + 0.5) * width);
    const shares = counts.map((one) => one / count);
    this.plot.setData([middles, shares]);
    this.body.replaceChildren(
      ...shares.map((share, bin) =>
        make(
          'tr',
          {},
          make('td', {}, decimals(low + bin * width)),
          make('td', {}, decimals(low + (bin + 1) * width)),
          make('td', {}, percent(share)),
        ),
      ),
    );
  }

  dispose() {
    this.unfollow();
    this.plot.destroy();
  }

  /** @private @returns {import('uplot').Options} */
  options() {
    const { theme, strings } = this.bench;
    const colour = (/** @type {string} */ name) => theme.colour(name);
    const axis = () => ({
      stroke: () => colour('--em-ink-soft'),
      font: theme.font(13),
      grid: { stroke: () => colour('--em-line'), width: 1 },
      ticks: { stroke: () => colour('--em-line'), width: 1, size: 4 },
    });
    const bars = /** @type {import('uplot').Series.BarsPathBuilderFactory} */ (uPlot.paths.bars);
    return {
      ...sizeOf(this.frame),
      legend: { show: false },
      cursor: { show: false },
      scales: {
        x: { time: false, range: () => this.span() },
        y: {
          range: (_, __, most) => [
            0,
            Math.max(most ?? 0, ...(this.bins?.shares ?? []), 0.01) * 1.08,
          ],
        },
      },
      axes: [
        {
          ...axis(),
          size: 32,
          values: (_, splits) => splits.map((value) => short(value, strings.language)),
        },
        {
          ...axis(),
          size: 52,
          values: (_, splits) => splits.map((value) => `${Number((value * 100).toFixed(1))}%`),
        },
      ],
      series: [
        {},
        {
          stroke: () => colour('--em-critic'),
          fill: () => colour('--em-critic'),
          width: 0,
          paths: bars({ size: [0.9, Infinity] }),
          points: { show: false },
        },
      ],
      hooks: { draw: [(plot) => this.drawLines(plot)] },
    };
  }

  /** @private @returns {[number, number]} */
  span() {
    if (!this.bins) return [-1, 1];
    const { low, high } = this.bins;
    // Lines at the ends are within.
    return [low * 1.06, high * 1.06];
  }

  /** @private @param {import('uplot')} plot */
  drawLines(plot) {
    const lines = this.bins?.lines ?? [];
    const { ctx, bbox } = plot;
    const ratio = devicePixelRatio || 1;
    ctx.save();
    ctx.strokeStyle = ctx.fillStyle = this.bench.theme.colour('--em-ink');
    ctx.lineWidth = ratio;
    ctx.setLineDash([4 * ratio, 3 * ratio]);
    ctx.font = this.bench.theme.font(13 * ratio);
    ctx.textBaseline = 'top';
    for (const { value, name } of lines) {
      const x = plot.valToPos(value, 'x', true);
      // Towards the middle, where there is room.
      const isLeft = x < bbox.left + bbox.width / 2;
      ctx.beginPath();
      ctx.moveTo(x, bbox.top);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
      ctx.textAlign = isLeft ? 'left' : 'right';
      ctx.fillText(name, x + (isLeft ? 8 : -8) * ratio, bbox.top + 4 * ratio);
    }
    ctx.restore();
  }
}

/**
 * @param {number} value
 * @param {string} language
 */
const short = (value, language) =>
  (value !== 0 && Math.abs(value) < 1e-3
    ? value.toExponential(0)
    : value.toLocaleString(language, { maximumFractionDigits: 4 })
  ).replaceAll('-', '−');
