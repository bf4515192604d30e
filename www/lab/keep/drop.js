/** A lab as a place to drop a file on, which shows itself while one is held over it. */

import { make } from '../../ui/dom.js';

/** Browsers say several times a second that a file is still held; none of them says reliably that it has gone. */
const SILENCE_MS = 600;

/**
 * @param {HTMLElement} view
 * @param {string} text
 * @param {(file: File) => void} take
 * @returns {() => void} ends it
 */
export function acceptDrops(view, text, take) {
  const target = make('div', { class: 'drop-target', hidden: true, part: 'drop-target' }, text);
  view.append(target);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const hide = () => {
    clearTimeout(timer);
    target.hidden = true;
  };
  const hold = (/** @type {DragEvent} */ event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    target.hidden = false;
    clearTimeout(timer);
    timer = setTimeout(hide, SILENCE_MS);
  };
  const drop = (/** @type {DragEvent} */ event) => {
    hide();
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    event.preventDefault();
    take(file);
  };
  view.addEventListener('dragenter', hold);
  view.addEventListener('dragover', hold);
  view.addEventListener('drop', drop);
  return () => {
    hide();
    view.removeEventListener('dragenter', hold);
    view.removeEventListener('dragover', hold);
    view.removeEventListener('drop', drop);
    target.remove();
  };
}
