/** What variation does: some shapes, each with eight of its variants beside it, as strong as the sliders say. */

import { PIXELS } from '../shape.js';
import { make, write } from '../ui/dom.js';
import { Sheet } from '../ui/sheet.js';
import { attempt } from './room.js';
import { MOST_STRENGTHS } from './limits.js';
import { SEED } from './set.js';

/** @typedef {import('./room.js').Part} Part */
/** @typedef {import('./room.js').Room} Room */
/** @typedef {import('./set.js').Strengths} Strengths */
/** @typedef {{ name: keyof Strengths, step: number, unit: 'pixels' | 'degrees' | 'percent', scale: number }} Kind `scale` from a strength to what is read */

const ROWS = 3;
const VARIANTS = 8;

/** @type {readonly Kind[]} */
const KINDS = [
  { name: 'shift', step: 0.5, unit: 'pixels', scale: 1 },
  { name: 'turn', step: 1, unit: 'degrees', scale: 1 },
  { name: 'stretch', step: 1, unit: 'percent', scale: 100 },
];

/**
 * @param {Kind} kind
 * @param {Room} room
 */
function sliderOf({ name, step, unit, scale }, { own, t }) {
  const input = make('input', {
    type: 'range',
    'data-control': `own-${name}`,
    min: 0,
    max: Math.round(MOST_STRENGTHS[name] * scale),
    step,
  });
  const output = make('output', { 'data-field': `own-${name}` });
  input.addEventListener('input', () => own.vary({ [name]: Number(input.value) / scale }));
  return {
    root: make(
      'label',
      { class: 'own-slider' },
      make('span', {}, t(`vary.${name}`)),
      input,
      output,
    ),
    update() {
      const value = Math.round(own.strengths[name] * scale * 10) / 10;
      const text = t(`vary.${unit}`, value);
      input.value = String(value);
      input.setAttribute('aria-valuetext', text);
      write(output, text);
    },
  };
}

/** Which shapes are shown: the newest, and others. @param {number} count */
function rowsOf(count) {
  const places = [count - 1, Math.floor((count - 1) / 2), 0];
  return [...new Set(places)].slice(0, ROWS);
}

/**
 * @param {HTMLElement} root
 * @param {Room} room
 * @returns {Part}
 */
export function openVary(root, room) {
  const { own, theme, t, say } = room;
  const sliders = KINDS.map((kind) => sliderOf(kind, room));
  const sheetOf = (/** @type {number} */ columns) =>
    new Sheet(theme, {
      columns,
      rows: ROWS,
      gutter: 2,
      kind: 'real',
      attributes: { 'aria-hidden': 'true' },
    });
  const originals = sheetOf(1);
  const variants = sheetOf(VARIANTS);
  const picture = make(
    'div',
    { class: 'own-variants', role: 'img', 'data-field': 'own-variants' },
    make('span', { 'aria-hidden': 'true' }, t('vary.caption')),
    originals.canvas,
    variants.canvas,
  );
  const few = make('p', { class: 'note own-few' }, t('vary.few'));
  root.append(
    make('h3', {}, t('vary.title')),
    make('p', { class: 'note' }, t('vary.note')),
    make('div', { class: 'own-sliders' }, ...sliders.map((slider) => slider.root)),
    make('div', { class: 'own-picture' }, picture, few),
  );

  let isAsking = false;
  let isStale = false;
  const draw = async () => {
    const { images, shapes } = own.collection;
    const rows = rowsOf(shapes.length);
    const places = rows.flatMap((row) =>
      Array.from({ length: VARIANTS }, (_, place) => row + (place + 1) * shapes.length),
    );
    const found = await own.ask('shapesAt', images, own.strengths, SEED, places);
    // The rows that there are not are empty.
    const blank = (/** @type {number} */ columns) => new Uint8Array(ROWS * columns * PIXELS);
    const [left, right] = [blank(1), blank(VARIANTS)];
    rows.forEach((row, at) => left.set(shapes[row].image, at * PIXELS));
    right.set(found);
    originals.show(left);
    variants.show(right);
    picture.setAttribute('aria-label', t('vary.picture', rows.length));
  };
  /** The newest is drawn, and what came between is not. */
  const renew = async () => {
    isStale = true;
    if (isAsking) return;
    isAsking = true;
    try {
      while (isStale && own.isEnough) {
        isStale = false;
        await draw();
      }
    } finally {
      isAsking = false;
    }
  };
  let drawn = '';
  return {
    update() {
      for (const slider of sliders) slider.update();
      const { isEnough, strengths, collection } = own;
      picture.style.visibility = isEnough ? '' : 'hidden';
      few.hidden = isEnough;
      if (!isEnough) originals.clear();
      const key = JSON.stringify([strengths, collection.shapes.map(({ id }) => id)]);
      if (key === drawn) return;
      drawn = key;
      attempt(say, renew());
    },
  };
}
