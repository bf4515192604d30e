/** The latest numbers, large: those that the critic chart's legend does not say already. */

import { decimals } from '../../ui/format.js';
import { make, write } from '../../ui/dom.js';
import { Painter } from '../../ui/painter.js';
import { sideStyle } from '../styles/side.js';

/** @typedef {import('../state.js').LabState} LabState */

const VALUES = /** @type {const} */ (['gap', 'criticLoss', 'penalty', 'slope']);
/** Asked now and then. */
const ASKED = /** @type {const} */ (['exactDistance', 'criticDistance', 'frechet']);
/** Symbols of a text that they stand for. @type {Record<string, string>} */
const SYMBOLS = { gap: 'gap', slope: 'K', exactDistance: 'W1' };
/** @param {string} name @returns {Record<string, string>} */
const marksOf = (name) => (name in SYMBOLS ? { 'data-marks': SYMBOLS[name] } : {});
const IN_CHART = ['iteration', 'gap', 'criticLoss', 'penalty', 'exactDistance', 'criticDistance'];

/** @type {import('../instruments.js').Instrument} */
export const numbers = {
  name: 'numbers',
  place: 'side',
  styles: [sideStyle],
  open(root, { lab, view, strings: { t } }) {
    const { controls } = lab.settings;
    const hasChart = !controls || controls.includes('chart');
    const { judges } = lab.measurements;
    const isShown = (/** @type {string} */ name) =>
      (!hasChart || !IN_CHART.includes(name)) && (judges || name !== 'frechet');
    const list = make('dl', { class: 'figures' });
    const field = (/** @type {string} */ name, /** @type {string} */ label) => {
      const value = make('dd', { 'data-field': name }, '–');
      if (isShown(name)) list.append(make('div', marksOf(name), make('dt', {}, label), value));
      return value;
    };
    const iteration = field('iteration', t('word.iteration'));
    const speed = field('speed', t('word.perSecond'));
    const shown = VALUES.filter(isShown);
    const values = shown.map((name) => ({ name, element: field(name, t(`word.${name}`)) }));
    const asked = ASKED.filter(isShown).map((name) => {
      const element = make('span', { 'data-field': name }, '–');
      const at = make('small', { 'data-field': `${name}-at` });
      const term = make('dt', {}, t(`word.${name}`));
      list.append(make('div', marksOf(name), term, make('dd', {}, element, at)));
      return { name, element, at };
    });
    const release = lab.measurements.want('transport', 'quality');
    root.append(list);
    const draw = () => {
      const { state } = lab.store;
      write(iteration, t('number.whole', state.iteration));
      write(speed, state.perSecond === null ? '–' : decimals(state.perSecond));
      for (const { name, element } of values) {
        write(element, state.last ? decimals(state.last[name]) : '–');
      }
      const { transport, quality } = state.measured;
      for (const { name, element, at } of asked) {
        const report = name === 'frechet' ? quality : transport;
        const values = /** @type {Record<string, any>} */ (report ?? {});
        write(element, report ? decimals(values[name]) : '–');
        // It may be long ago: a number is that of its iteration.
        write(at, report ? t('number.at', report.iteration) : '');
      }
    };
    const painter = new Painter(view, draw);
    return {
      update: () => painter.request(),
      dispose() {
        release();
        painter.dispose();
      },
    };
  },
};
