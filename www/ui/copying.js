/** Code that a reader copies: a box that holds it, and a button. */

import { within } from '../load/deadline.js';
import { button, make, write } from './dom.js';

/** At once, or never: where a browser asks its reader, that is no answer to wait for. */
const CLIPBOARD_MS = 5_000;

/** @type {Record<string, string>} */
const ENTITIES = { '&': '&amp;', '"': '&quot;', '<': '&lt;', '>': '&gt;' };

/** As an attribute of HTML has it. @param {string} text */
export const escaped = (text) => text.replace(/[&"<>]/g, (sign) => ENTITIES[sign]);

/**
 * @param {string} name of the button
 * @param {{ copy: string, copied: string, refused: string }} words
 * @param {Element} status where it is said what has come of it
 * @param {Record<string, import('./dom.js').Value>} attributes of the box
 */
export function copyBox(name, words, status, attributes) {
  const box = make('textarea', { readonly: true, spellcheck: 'false', ...attributes });
  const copy = button(name, words.copy, async () => {
    try {
      await within(CLIPBOARD_MS, navigator.clipboard.writeText(box.value), 'clipboard');
      write(status, words.copied);
    } catch {
      // Frames and insecure pages may not write to the clipboard, and some browsers leave it open.
      box.select();
      write(status, words.refused);
    }
  });
  return { box, copy };
}
