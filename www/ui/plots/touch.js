/**
 * A chart by touch: two fingers zoom along the iterations, one moves what is zoomed or points where nothing is, a
 * double tap shows all. Up and down is the page's, which scrolls.
 */

import { nextFrame } from '../frames.js';
import { LEAST_SPAN } from './keys.js';

/** @typedef {import('../../lab/looks.js').Looks} Looks */
/** @typedef {[number, number]} Span */
/** @typedef {{ x: number, y: number }} Point within the plot, in pixels */

/** Fingers that are closer say little of a scale. */
const LEAST_APART = 24;
const DOUBLE_TAP_MS = 350;
/** A finger that has come this far is no tap. */
const TAP_PIXELS = 12;

/**
 * @typedef {object} Reach
 * @property {() => import('uplot')} plot
 * @property {Looks} looks
 * @property {() => Span} span in sight
 * @property {() => Span} whole from the first iteration to the last
 * @property {() => void} draw at once: a finger is waiting
 */

/**
 * The span in which what was under the fingers is under them again.
 * @param {Span} span when they came down
 * @param {readonly Point[]} began one finger or two
 * @param {readonly Point[]} now
 * @param {number} width of the plot
 * @returns {Span}
 */
export function spanUnder([from, to], began, now, width) {
  const middle = (/** @type {readonly Point[]} */ points) =>
    points.reduce((sum, { x }) => sum + x, 0) / points.length;
  const factor = began.length < 2 ? 1 : apart(began) / apart(now);
  const wide = Math.max((to - from) * factor, LEAST_SPAN);
  const value = from + ((to - from) * middle(began)) / width;
  const begin = value - (wide * middle(now)) / width;
  return [begin, begin + wide];
}

/** @param {readonly Point[]} points */
const apart = ([one, other]) => Math.max(Math.hypot(one.x - other.x, one.y - other.y), LEAST_APART);

/**
 * What there is to see: a span as wide as the whole is all of it.
 * @param {Span} span
 * @param {Span} whole
 * @returns {import('../../lab/looks.js').Range}
 */
export function within([from, to], [first, last]) {
  const wide = to - from;
  if (wide >= last - first) return 'all';
  const begin = Math.min(Math.max(from, first), last - wide);
  return [begin, begin + wide];
}

/**
 * @param {HTMLElement} frame around the plot, which may be another after a while
 * @param {Reach} reach
 */
export function hearTouch(frame, reach) {
  /** @type {Map<number, Point>} */
  const fingers = new Map();
  /** When the fingers that are down were last counted. @type {{ span: Span, points: Point[], width: number } | null} */
  let began = null;
  let isPlanned = false;
  let isTap = false;
  let tappedAt = -Infinity;

  /** @param {PointerEvent} event @returns {Point} */
  const pointOf = ({ clientX, clientY }) => {
    const { left, top } = reach.plot().over.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  };
  const begin = () => {
    const width = reach.plot().over.clientWidth;
    began = fingers.size > 0 ? { span: reach.span(), points: [...fingers.values()], width } : null;
  };
  const follow = () => {
    isPlanned = false;
    if (!began) return;
    const now = [...fingers.values()];
    if (now.length === 1 && !Array.isArray(reach.looks.range)) {
      return reach.plot().setCursor({ left: now[0].x, top: now[0].y });
    }
    const span = spanUnder(began.span, began.points, now, began.width);
    reach.looks.choose({ range: within(span, reach.whole()) });
    return reach.draw();
  };
  const tap = (/** @type {number} */ time) => {
    const isDouble = time - tappedAt < DOUBLE_TAP_MS;
    tappedAt = isDouble ? -Infinity : time;
    if (isDouble) reach.looks.choose({ range: 'all' });
  };

  /** @param {string} name @param {(event: PointerEvent) => void} hear */
  const on = (name, hear) =>
    frame.addEventListener(name, (event) => {
      const pointer = /** @type {PointerEvent} */ (event);
      if (pointer.pointerType === 'touch') hear(pointer);
    });
  on('pointerdown', (event) => {
    // No other finger is down, whatever became of the last ones.
    if (event.isPrimary) fingers.clear();
    const isOver = reach.plot().over.contains(/** @type {Node} */ (event.target));
    // A third finger has no part in it.
    if (!isOver || fingers.size === 2) return;
    // Another scale makes another plot, under a finger that is down.
    frame.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, pointOf(event));
    isTap = fingers.size === 1;
    begin();
  });
  on('pointermove', (event) => {
    const from = began?.points[0];
    if (!from || !fingers.has(event.pointerId)) return;
    const point = pointOf(event);
    fingers.set(event.pointerId, point);
    if (Math.hypot(point.x - from.x, point.y - from.y) > TAP_PIXELS) isTap = false;
    if (isTap || isPlanned) return;
    isPlanned = true;
    nextFrame(follow);
  });
  on('pointerup', (event) => {
    if (!fingers.delete(event.pointerId)) return;
    if (isTap) tap(event.timeStamp);
    begin();
  });
  on('pointercancel', ({ pointerId }) => {
    fingers.delete(pointerId);
    begin();
  });
}
