/** Marks: iterations where something happened to a run, numbered on the chart and listed under it. */

import { make } from './dom.js';

/** @typedef {import('./state.js').Mark} Mark */

/**
 * @param {import('uplot')} plot
 * @param {readonly Mark[]} marks
 * @param {string} stroke
 * @param {string} font
 */
export function drawMarks(plot, marks, stroke, font) {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio || 1;
  ctx.save();
  ctx.strokeStyle = stroke;
  ctx.fillStyle = stroke;
  ctx.lineWidth = ratio;
  ctx.setLineDash([3 * ratio, 3 * ratio]);
  ctx.font = font.replace(/^(\d+)px/, (_, size) => `${size * ratio}px`);
  ctx.textAlign = 'left';
  ctx.textBaseline = 'top';
  marks.forEach(({ iteration }, index) => {
    const x = plot.valToPos(iteration, 'x', true);
    if (!(x >= bbox.left && x <= bbox.left + bbox.width)) return;
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.fillText(String(index + 1), x + 4 * ratio, bbox.top + 2 * ratio);
  });
  ctx.restore();
}

/**
 * @param {HTMLElement} list
 * @param {readonly Mark[]} marks
 * @param {import('../strings/strings.js').Strings} strings
 */
export function listMarks(list, marks, strings) {
  list.replaceChildren(
    ...marks.map(({ iteration, text }) =>
      make(
        'li',
        { 'data-iteration': iteration },
        strings.t('chart.mark', iteration, strings.text(text)),
      ),
    ),
  );
}
