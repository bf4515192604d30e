/** The lab: ties a run to what shows it. */

import { Chart } from './chart.js';
import { Controls } from './controls.js';
import { Grid } from './grid.js';
import { History } from './history.js';
import { listMarks } from './marks.js';
import { Run } from './run.js';
import { Status } from './status.js';

/** @typedef {import('./marks.js').Mark} Mark */

/** The newest sentences; an old trouble is no news. */
const MOST_NOTICES = 5;

/**
 * @template {HTMLElement} T
 * @param {HTMLElement} lab
 * @param {string} name
 * @returns {T}
 */
const part = (lab, name) => /** @type {T} */ (lab.querySelector(`[data-part=${name}]`));

/**
 * @param {HTMLElement} list
 * @param {string} text
 */
function notice(list, text) {
  const item = document.createElement('li');
  item.textContent = text;
  list.append(item);
  while (list.children.length > MOST_NOTICES) list.firstElementChild?.remove();
}

/**
 * @param {HTMLElement} lab
 * @param {import('./settings.js').Settings} settings
 * @returns {Run}
 */
export function openLab(lab, settings) {
  const history = new History();
  /** @type {Mark[]} */
  const marks = [];
  const markList = part(lab, 'marks');
  const notices = part(lab, 'notices');
  const grid = new Grid(/** @type {HTMLCanvasElement} */ (lab.querySelector('canvas')));
  const chart = new Chart(part(lab, 'chart'), history, marks);

  const run = new Run(settings, {
    changed() {
      status.request();
      controls.request();
    },
    stepped(reports) {
      history.add(reports);
      chart.request();
    },
    sampled: (images, iteration) => grid.show(images, iteration),
    rewound(iteration) {
      history.rewind(iteration);
      if (iteration === 0) marks.length = 0;
      if (iteration === 0) notices.replaceChildren();
      listMarks(markList, marks);
      chart.request();
    },
    marked(iteration, text) {
      marks.push({ iteration, text });
      listMarks(markList, marks);
      chart.request();
    },
    noticed: (text) => notice(notices, text),
  });
  const status = new Status(lab, run, history);
  const controls = new Controls(lab, run);
  status.request();
  controls.request();
  return run;
}
