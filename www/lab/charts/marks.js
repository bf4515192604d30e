/** Marks: iterations where something happened to a run, numbered on the chart and listed under it. */

import { make, write } from '../../ui/dom.js';

/** @typedef {import('../state.js').Mark} Mark */

/** A number of a mark needs so many pixels. */
const LABEL = 30;

/**
 * @param {import('uplot')} plot
 * @param {readonly Mark[]} marks
 * @param {string} stroke
 * @param {string | null} font of their numbers, or null for none
 */
export function drawMarks(plot, marks, stroke, font) {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio || 1;
  ctx.save();
  ctx.strokeStyle = stroke;
  ctx.fillStyle = stroke;
  ctx.lineWidth = ratio;
  ctx.setLineDash([3 * ratio, 3 * ratio]);
  const right = bbox.left + bbox.width;
  const places = marks.map(({ iteration }) => plot.valToPos(iteration, 'x', true));
  for (const x of places) {
    if (!(x >= bbox.left && x <= right)) continue;
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
  }
  const own = marks.map(({ isOwn }) => isOwn);
  if (font) ctx.font = font.replace(/^(\d+)px/, (_, size) => `${size * ratio}px`);
  ctx.textBaseline = 'top';
  for (const { x, text } of font ? namesOf(places, own, [bbox.left, right], LABEL * ratio) : []) {
    const isLast = x + LABEL * ratio > right;
    ctx.textAlign = isLast ? 'right' : 'left';
    ctx.fillText(text, x + (isLast ? -4 : 4) * ratio, bbox.top + 2 * ratio);
  }
  ctx.restore();
}

/**
 * The numbers of the marks in sight; those too close to be told apart have one name: such as 2–4, or 3… where the
 * reader's own is among them.
 * @param {readonly number[]} places in the order of the marks
 * @param {readonly boolean[]} own which are the reader's doing
 * @param {[number, number]} sight
 * @param {number} room that a name needs
 * @returns {{ x: number, text: string }[]}
 */
export function namesOf(places, own, [left, right], room) {
  /** @type {{ x: number, first: number, last: number }[]} */
  const groups = [];
  places.forEach((x, index) => {
    if (!(x >= left && x <= right)) return;
    const group = groups[groups.length - 1];
    const isClose = group && group.last === index && Math.abs(x - group.x) < room;
    if (isClose) group.last = index + 1;
    else groups.push({ x, first: index + 1, last: index + 1 });
  });
  return groups.map(({ x, first, last }) => {
    if (first === last) return { x, text: String(first) };
    const mine = own.lastIndexOf(true, last - 1) + 1;
    if (mine < first) return { x, text: `${first}–${last}` };
    return { x: places[mine - 1], text: `${mine}…` };
  });
}

/**
 * The newest mark in words, of the reader's own where there are any, and all of them when it is opened.
 * @param {import('../../strings/strings.js').Strings} strings
 */
export function makeMarks(strings) {
  const { t } = strings;
  const newest = make('span', { class: 'newest' });
  const title = make('span', { class: 'all' }, t('chart.marks'));
  const list = make('ol', { 'aria-label': t('chart.marks') });
  const root = make('details', { class: 'marks', hidden: true });
  root.append(make('summary', {}, newest, title), list);
  return {
    root,
    /** @param {readonly Mark[]} marks */
    show(marks) {
      root.hidden = marks.length === 0;
      const texts = marks.map(({ iteration, text }) =>
        t('chart.mark', iteration, strings.text(text)),
      );
      const own = marks.reduce((last, { isOwn }, at) => (isOwn ? at : last), -1);
      const shown = own >= 0 ? own : texts.length - 1;
      write(newest, shown < 0 ? '' : `${shown + 1}. ${texts[shown]}`);
      list.replaceChildren(
        ...texts.map((text, at) => make('li', { 'data-iteration': marks[at].iteration }, text)),
      );
    },
  };
}
