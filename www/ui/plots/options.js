/** What uPlot is told of a chart of ours. */

import { pointAnew } from './keys.js';
import { symmetricSplits, uplotScale } from './scale.js';

/** @typedef {import('../../lab/charts/curves.js').Curve} Curve */
/** @typedef {import('./scale.js').Scale} Scale */
/** @typedef {{ title: string, range: [number, number], format: (value: number) => string }} Second the axis at the right */

/** Points of their own where there are this many pixels to each. */
const POINT_PIXELS = 8;
export const RAW_ALPHA = 0.28;

/**
 * @typedef {object} Chart
 * @property {readonly Curve[]} curves
 * @property {(name: string) => string} colour
 * @property {string} font of the numbers along its axes
 * @property {string} language
 * @property {Scale} scale
 * @property {Second} [second]
 * @property {boolean} [hasTimes] whether iterations are written under it; where it is left out, they are
 * @property {() => [number, number]} span
 * @property {() => readonly number[]} levels
 * @property {string} syncKey
 * @property {import('./keys.js').Reading} reading
 * @property {() => void} pointed
 * @property {(from: number, to: number) => void} zoomed
 * @property {() => void} unzoomed
 * @property {(plot: import('uplot')) => void} drawn
 */

/**
 * Between them there are too many lines.
 * @param {import('uplot').Axis} axis
 * @returns {import('uplot').Axis}
 */
const decadesOnly = ({ grid }) => ({
  grid: {
    ...grid,
    filter: (_, splits) =>
      splits.map((value) => (Number.isInteger(Math.log10(value)) ? value : null)),
  },
});

/** @param {Chart} chart */
function axesOf({ colour, font, language, scale, second, hasTimes = true }) {
  const common = () => ({
    stroke: () => colour('--em-ink-soft'),
    font,
    grid: { stroke: () => colour('--em-line'), width: 1 },
    ticks: { stroke: () => colour('--em-line'), width: 1, size: 4 },
  });
  const whole = new Intl.NumberFormat(language);
  const compact = new Intl.NumberFormat(language, {
    notation: 'compact',
    maximumSignificantDigits: 4,
  });
  /** @param {number | null} value */
  const short = (value) => {
    if (value === null) return '';
    const isTiny = value !== 0 && Math.abs(value) < 1e-3;
    return (isTiny ? value.toExponential(0) : compact.format(value)).replaceAll('-', '−');
  };
  const values = (/** @type {unknown} */ _, /** @type {(number | null)[]} */ splits) =>
    splits.map(short);
  const symmetric = scale.kind === 'symmetric' && {
    splits: (/** @type {any} */ _, /** @type {number} */ __, /** @type {any} */ low, high = 0) =>
      symmetricSplits(scale.linear, low, high),
    filter: (/** @type {unknown} */ _, /** @type {number[]} */ splits) => splits,
  };
  /** @type {import('uplot').Axis[]} */
  const axes = [
    {
      ...common(),
      size: hasTimes ? 32 : 8,
      values: (_, splits) =>
        splits.map((value) => (hasTimes && Number.isInteger(value) ? whole.format(value) : '')),
    },
    {
      ...common(),
      size: 52,
      values,
      ...symmetric,
      ...(scale.kind === 'log' && decadesOnly(common())),
    },
  ];
  if (second) {
    const { format } = second;
    axes.push({
      ...common(),
      scale: 'second',
      side: 1,
      size: 50,
      grid: { show: false },
      values: (_, splits) => splits.map(format),
    });
  }
  return axes;
}

/** @param {ArrayLike<number | null | undefined>} column */
const countOf = (column) => Array.from(column).filter((value) => typeof value === 'number').length;

/**
 * A curve's faint line, as it was measured, and the one that is shown.
 * @param {Chart} chart
 * @param {Curve} curve
 * @returns {import('uplot').Series[]}
 */
function seriesOf({ colour }, { title, colour: property, dash, width = 1.5, isSecond, isSparse }) {
  const stroke = () => colour(property);
  const scale = isSecond ? 'second' : 'y';
  const points = {
    show: (/** @type {import('uplot')} */ plot, /** @type {number} */ index) =>
      Boolean(isSparse) && countOf(plot.data[index]) * POINT_PIXELS < plot.width,
    size: 5,
    stroke,
    fill: stroke,
  };
  return [
    { scale, stroke, width: 1, alpha: RAW_ALPHA, points: { show: false } },
    { label: title, scale, stroke, width, dash, points },
  ];
}

/**
 * @param {Chart} chart
 * @param {{ width: number, height: number }} size
 * @returns {import('uplot').Options}
 */
export function plotOptions(chart, size) {
  const { curves, scale, second, span, levels, syncKey } = chart;
  const isSynced = (/** @type {string} */ type) => type === 'mousemove' || type === 'mouseleave';
  return {
    ...size,
    legend: { show: false },
    cursor: {
      y: false,
      points: { show: false },
      drag: { x: true, y: false, setScale: false, dist: 4 },
      sync: {
        key: syncKey,
        scales: ['x', null],
        setSeries: false,
        filters: { pub: isSynced, sub: isSynced },
      },
      bind: {
        dblclick: () => () => {
          chart.unzoomed();
          return null;
        },
      },
    },
    scales: {
      x: { time: false, range: span },
      y: uplotScale(scale, levels),
      ...(second && { second: { range: second.range } }),
    },
    axes: axesOf(chart),
    series: [{}, ...curves.flatMap((curve) => seriesOf(chart, curve))],
    hooks: {
      setCursor: [() => chart.pointed()],
      setSelect: [
        (plot) => {
          const { left, width: wide } = plot.select;
          if (wide < 4) return;
          chart.zoomed(plot.posToVal(left, 'x'), plot.posToVal(left + wide, 'x'));
          plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
        },
      ],
      draw: [
        (plot) => {
          chart.drawn(plot);
          pointAnew(plot, chart.reading);
        },
      ],
    },
  };
}
