/** A slice of latent space to drag in: the digit at the handle, and faintly those around it. */

import { KEYS } from '../../run/settings.js';
import { Sheet } from '../../ui/sheet.js';
import { button, make, write } from '../../ui/dom.js';
import { Asker } from './asker.js';
import { Pad, REACH } from './pad.js';

/** @typedef {import('../instruments.js').Bench} Bench */
/** @typedef {import('../instruments.js').Shown} Shown */

const CELLS = 9;
const DIGIT_MS = 400;
/** The digits around are many, so that they follow a run from afar. */
const AROUND_MS = 5000;

/** The middles of the cells, row by row from the top. */
const AROUND = Float32Array.from({ length: 2 * CELLS * CELLS }, (_, index) => {
  const cell = index >> 1;
  const at = index % 2 === 0 ? cell % CELLS : CELLS - 1 - Math.floor(cell / CELLS);
  return ((2 * at + 1) / CELLS - 1) * REACH;
});

/** @param {Bench} bench @param {(seed: number) => void} changed */
function seedField({ strings: { t } }, changed) {
  const attributes = { inputmode: 'numeric', autocomplete: 'off', value: '1' };
  const box = make('input', { 'data-control': 'slice', ...attributes });
  const take = () => {
    const value = KEYS.seed.parse(box.value.trim());
    box.setCustomValidity(value === undefined ? t('seed.refused', box.value.trim()) : '');
    if (value === undefined) return void box.reportValidity();
    changed(value);
  };
  box.addEventListener('change', take);
  const another = button('another-slice', t('latent.another'), () => {
    box.value = String(Math.floor(Math.random() * 1e6));
    take();
  });
  const label = make('label', { class: 'field' }, t('latent.slice'), box);
  return make('div', { class: 'row' }, label, another);
}

/**
 * @param {HTMLElement} root
 * @param {Bench} bench
 * @returns {Shown}
 */
export function openSlice(root, bench) {
  const { lab, theme, strings } = bench;
  const { t } = strings;
  let seed = 1;
  const around = new Sheet(theme, {
    columns: CELLS,
    rows: CELLS,
    attributes: { 'aria-hidden': 'true' },
  });
  const digit = new Sheet(theme, {
    attributes: { role: 'img', 'aria-label': t('latent.digit'), 'data-field': 'slice-digit' },
  });
  const where = make('output', { class: 'note', 'data-field': 'slice-at' });
  const pad = new Pad(around.canvas, t, () => {
    write(where, pad.text);
    one.request(true);
  });
  write(where, pad.text);
  const one = new Asker(digit.canvas, lab, {
    ask: () => lab.run.ask('plane', { seed, points: Float32Array.of(pad.x, pad.y) }),
    show: (images) => digit.show(images),
    period: DIGIT_MS,
  });
  const many = new Asker(pad.root, lab, {
    ask: () => lab.run.ask('plane', { seed, points: AROUND }),
    show: (images) => around.show(images),
    period: AROUND_MS,
  });
  const field = seedField(bench, (chosen) => {
    seed = chosen;
    one.request(true);
    many.request(true);
  });
  root.append(
    make('h3', {}, t('latent.sliceTitle')),
    make('p', { class: 'note' }, t('latent.sliceNote')),
    make('div', { class: 'latent-look' }, pad.root, make('div', {}, digit.canvas, where)),
    field,
  );
  /** @type {import('../state.js').LabState['sample']} */
  let sample = null;
  let wasRunning = true;
  return {
    update(state) {
      const isRunning = state.state === 'running';
      const isOther = state.sample !== sample;
      if (isOther) one.request(!isRunning);
      if (isOther || isRunning !== wasRunning) many.request(!isRunning);
      sample = state.sample;
      wasRunning = isRunning;
    },
    dispose() {
      one.dispose();
      many.dispose();
    },
  };
}
