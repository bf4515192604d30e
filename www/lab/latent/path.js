/** The way from one cell of the sample grid to another: a strip of digits, and a slider along it. */

import { GRID_COUNT } from '../../protocol.js';
import { Sheet } from '../../ui/sheet.js';
import { make } from '../../ui/dom.js';
import { Asker } from './asker.js';

/** @typedef {import('../instruments.js').Bench} Bench */
/** @typedef {import('../instruments.js').Shown} Shown */

const STRIP = 11;
/** Digits of the slider from one of the strip to the next; all of them are one batch of the sampler. */
const FINE = 6;
const COUNT = (STRIP - 1) * FINE + 1;
const PERIOD_MS = 1000;

/**
 * @param {Bench} bench
 * @param {0 | 1} end
 * @param {'from' | 'to'} name
 */
function cellField({ lab, strings: { t } }, end, name) {
  const box = make('input', {
    type: 'number',
    min: 1,
    max: GRID_COUNT,
    step: 1,
    inputmode: 'numeric',
    'data-control': `cell-${name}`,
  });
  box.addEventListener('change', () => {
    const cell = Number(box.value);
    const isOne = box.value !== '' && Number.isInteger(cell) && cell >= 1 && cell <= GRID_COUNT;
    box.setCustomValidity(isOne ? '' : t('latent.noCell', box.value, GRID_COUNT));
    if (!isOne) return void box.reportValidity();
    const ends = /** @type {[number, number]} */ ([...lab.store.state.ends]);
    ends[end] = cell - 1;
    lab.store.set({ ends });
  });
  return { box, label: make('label', { class: 'field' }, t(`latent.${name}`), box) };
}

/**
 * @param {HTMLElement} root
 * @param {Bench} bench
 * @returns {Shown}
 */
export function openPath(root, bench) {
  const { lab, theme, strings } = bench;
  const { t } = strings;
  const fields = [cellField(bench, 0, 'from'), cellField(bench, 1, 'to')];
  const image = (/** @type {string} */ name, /** @type {string} */ label) => ({
    role: 'img',
    'aria-label': label,
    'data-field': name,
  });
  const strip = new Sheet(theme, { columns: STRIP, attributes: image('strip', '') });
  const digit = new Sheet(theme, { attributes: image('path-digit', t('latent.pathDigit')) });
  const slider = make('input', {
    type: 'range',
    min: 0,
    max: COUNT - 1,
    step: 1,
    value: (COUNT - 1) / 2,
    'data-control': 'path',
    'aria-label': t('latent.along'),
  });
  /** @type {Uint8Array | null} */
  let images = null;
  const showDigit = () => {
    const at = Number(slider.value);
    slider.setAttribute(
      'aria-valuetext',
      t('latent.percent', Math.round((100 * at) / (COUNT - 1))),
    );
    if (images) digit.show(images, () => at);
  };
  slider.addEventListener('input', showDigit);
  const asker = new Asker(root, lab, {
    ask: () => {
      const [from, to] = lab.store.state.ends;
      return lab.run.ask('path', { from, to, count: COUNT });
    },
    show(answer) {
      images = answer;
      strip.show(answer, (place) => place * FINE);
      showDigit();
    },
    period: PERIOD_MS,
  });
  showDigit();
  root.append(
    make('h3', {}, t('latent.pathTitle')),
    make('p', { class: 'note' }, t('latent.pathNote')),
    make('div', { class: 'row' }, ...fields.map(({ label }) => label)),
    make('div', { class: 'strip' }, strip.canvas, slider),
    digit.canvas,
  );
  /** @type {import('../state.js').LabState['sample']} */
  let sample = null;
  /** @type {import('../state.js').LabState['ends'] | null} */
  let ends = null;
  return {
    update(state) {
      if (state.ends !== ends) {
        fields.forEach(({ box }, end) => {
          // The other may be half written.
          if (state.ends[end] === ends?.[end]) return;
          box.value = String(state.ends[end] + 1);
          box.setCustomValidity('');
        });
        const [from, to] = state.ends;
        strip.canvas.setAttribute('aria-label', t('latent.strip', STRIP, from + 1, to + 1));
        asker.request(true);
      }
      if (state.sample !== sample) asker.request(state.state !== 'running');
      ({ ends, sample } = state);
    },
    dispose: () => asker.dispose(),
  };
}
