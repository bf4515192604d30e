/**
 * A chart by keyboard: its read-out is a slider over the iterations in sight. Arrows move it, Page Up and Page Down
 * by more, End follows the newest, + and − zoom about it, Escape shows all. It stays at its iteration while the run goes
 * on and the axis grows, until a pointer takes it.
 */

import { inSight } from './data.js';

/** @typedef {import('../../lab/looks.js').Looks} Looks */
/** @typedef {{ at: number | null }} Reading the iteration that keys chose, ∞ the newest; null where a pointer chooses */

const FAR = 20;
/** A zoom in is no closer than this many iterations. */
export const LEAST_SPAN = 10;

/**
 * @typedef {object} Reach
 * @property {() => import('uplot')} plot
 * @property {Pick<Looks, 'choose' | 'reading'>} looks
 * @property {() => [number, number]} span
 */

/**
 * @param {HTMLElement} frame
 * @param {string} label
 * @param {Reach} reach
 */
export function hearPlotKeys(frame, label, reach) {
  frame.tabIndex = 0;
  frame.setAttribute('role', 'slider');
  frame.setAttribute('aria-label', label);
  frame.addEventListener('keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || !obey(event.key, reach)) return;
    event.preventDefault();
  });
  const take = () => (reach.looks.reading.at = null);
  frame.addEventListener('pointermove', take, { capture: true });
  frame.addEventListener('pointerdown', take, { capture: true });
}

/**
 * @param {string} key
 * @param {Reach} reach
 * @returns {boolean} whether it was for the chart
 */
function obey(key, { plot: plotOf, looks, span }) {
  const plot = plotOf();
  const [iterations] = plot.data;
  const [first, last] = inSight(iterations, span());
  if (last < 0) return false;
  const at = plot.cursor.idx ?? last;
  const to = {
    ArrowLeft: at - 1,
    ArrowRight: at + 1,
    PageDown: at - FAR,
    PageUp: at + FAR,
    Home: first,
    End: last,
  }[key];
  if (to !== undefined) {
    const iteration = iterations[Math.min(Math.max(to, first), last)];
    looks.reading.at = key === 'End' ? Infinity : iteration;
    point(plot, iteration);
  } else if (key === '+' || key === '=')
    looks.choose({ range: zoomed(span(), iterations[at], 0.5) });
  else if (key === '-') looks.choose({ range: zoomed(span(), iterations[at], 2) });
  else if (key === 'Escape') looks.choose({ range: 'all' });
  else return false;
  return true;
}

/** @param {import('uplot')} plot @param {number} iteration */
function point(plot, iteration) {
  plot.setCursor({ left: plot.valToPos(iteration, 'x'), top: plot.over.clientHeight / 2 });
}

/**
 * Puts the cursor where the iteration is now that keys chose.
 * @param {import('uplot')} plot
 * @param {Reading} reading
 */
export function pointAnew(plot, { at }) {
  const [iterations] = plot.data;
  if (at !== null) point(plot, Math.min(at, iterations[iterations.length - 1]));
}

/**
 * @param {[number, number]} span
 * @param {number} about
 * @param {number} factor
 * @returns {[number, number]}
 */
function zoomed([from, to], about, factor) {
  const width = Math.max((to - from) * factor, LEAST_SPAN);
  const share = (about - from) / (to - from || 1);
  const begin = Math.max(0, about - share * width);
  return [begin, begin + width];
}

/**
 * What the slider says.
 * @param {HTMLElement} frame
 * @param {{ least: number, most: number, iteration: number, text: string }} told
 */
export function tellReadOut(frame, { least, most, iteration, text }) {
  frame.setAttribute('aria-valuemin', String(least));
  frame.setAttribute('aria-valuemax', String(most));
  frame.setAttribute('aria-valuenow', String(iteration));
  frame.setAttribute('aria-valuetext', text);
}
