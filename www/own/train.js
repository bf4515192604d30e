/** The step from shapes to a run: how many images are made of them, and the button. */

import { allow, button, make, write } from '../ui/dom.js';
import { MOST_MADE } from './limits.js';
import { attempt } from './room.js';

/** @typedef {import('./room.js').Part} Part */
/** @typedef {import('./room.js').Room} Room */

const STEP = 100;
/** A view that comes as soon after a press comes of it. */
const SOON_MS = 3000;

/**
 * @param {HTMLElement} root
 * @param {Room} room
 * @returns {Part}
 */
export function openTrain(root, { own, t, say, train }) {
  const slider = make('input', {
    type: 'range',
    'data-control': 'own-made',
    min: 500,
    max: MOST_MADE,
    step: STEP,
  });
  slider.addEventListener('input', () => own.want(Number(slider.value)));
  const output = make('output', { 'data-field': 'own-made' });
  const progress = make('progress', { max: 1, 'aria-label': t('train.making') });
  const said = make('p', { class: 'note', role: 'status', 'data-field': 'own-training' });
  let isMaking = false;
  const begin = async () => {
    isMaking = true;
    own.training = ['train.making'];
    progress.style.visibility = '';
    own.tell();
    const { count } = own;
    try {
      await own.offer((share) => (progress.value = share));
      own.training = ['train.begun', count];
      own.pressed = performance.now();
      train();
    } catch (error) {
      own.training = null;
      throw error;
    } finally {
      isMaking = false;
      progress.style.visibility = 'hidden';
      own.tell();
    }
  };
  const start = button('own-train', t('train.start'), () => attempt(say, begin()), {
    class: 'primary',
  });
  progress.style.visibility = 'hidden';
  root.append(
    make('h3', {}, t('train.title')),
    make('label', { class: 'own-slider' }, make('span', {}, t('train.count')), slider, output),
    make('div', { class: 'row' }, start),
    progress,
    said,
    make('p', { class: 'note' }, t('train.memory')),
  );
  // Another set is another view, which takes the focus from who has just pressed.
  if (performance.now() - own.pressed < SOON_MS) start.focus({ preventScroll: true });
  return {
    update() {
      const { count, collection, isEnough } = own;
      slider.value = String(count);
      const text = t('train.of', count, collection.shapes.length);
      slider.setAttribute('aria-valuetext', text);
      write(output, text);
      write(said, own.training ? t(...own.training) : '');
      allow(start, isEnough && !isMaking);
    },
  };
}
