/** From slow motion, in which every half-step is seen, to flat out. */

import { make, write } from '../../ui/dom.js';
import { controlsStyle } from '../styles/controls.js';

/** Milliseconds of rest after each half-step. */
const STOPS = /** @type {const} */ ([
  { name: 'slowest', delay: 1500 },
  { name: 'slow', delay: 500 },
  { name: 'steady', delay: 150 },
  { name: 'brisk', delay: 40 },
  { name: 'flatOut', delay: null },
]);
const LAST = STOPS.length - 1;

/** @param {number | null} delay */
const stopOf = (delay) => {
  if (delay === null) return LAST;
  const at = STOPS.findIndex((stop) => stop.delay === null || stop.delay <= delay);
  return Math.min(at, LAST - 1);
};

/** @type {import('../instruments.js').Instrument} */
export const speed = {
  name: 'speed',
  place: 'toolbar',
  styles: [controlsStyle],
  open(root, { lab, strings: { t } }) {
    const slider = make('input', {
      type: 'range',
      min: 0,
      max: LAST,
      step: 1,
      'data-control': 'speed',
      title: t('speed.title'),
    });
    const name = make('output', {});
    slider.addEventListener('input', () => lab.run.slow(STOPS[Number(slider.value)].delay));
    root.append(make('label', { class: 'field' }, t('speed.label'), slider), name);
    return {
      update({ delay }) {
        const at = stopOf(delay);
        const text = t(`speed.${STOPS[at].name}`);
        if (slider.value !== String(at)) slider.value = String(at);
        slider.setAttribute('aria-valuetext', text);
        write(name, text);
      },
    };
  },
};
