/** Under a figure, the line that puts it into another page, as it is now. */

import { siteAddressOf } from '../../load/files.js';
import { button, make, write } from '../../ui/dom.js';

/** @typedef {import('./figure.js').Figure} Figure */

/** @type {Record<string, string>} */
const ENTITIES = { '&': '&amp;', '"': '&quot;', '<': '&lt;', '>': '&gt;' };

/** @param {string} text */
const escaped = (text) => text.replace(/[&"<>]/g, (sign) => ENTITIES[sign]);

/** Numbers of a drag have more digits than anyone sees. @param {unknown} value */
const written = (value) =>
  [value]
    .flat()
    .map((one) => (typeof one === 'number' ? String(Number(one.toFixed(4))) : String(one)))
    .join(',');

/**
 * What is other than at first, as attributes.
 * @param {Figure} figure
 */
export function codeOf(figure) {
  const { localName, values, parameters } = figure;
  const attributes = Object.entries(values)
    .map(([name, value]) => [name, written(value), written(parameters[name].fallback)])
    .filter(([, now, first]) => now !== first)
    .map(([name, now]) => ` ${name}="${escaped(now)}"`);
  const script = siteAddressOf(`${localName}.js`);
  return `<script type="module" src="${script}"></script>\n<${localName}${attributes.join('')}></${localName}>`;
}

/** @param {Figure} figure @returns {HTMLElement} */
export function embedLine(figure) {
  const { t } = figure;
  const attributes = {
    readonly: true,
    rows: 3,
    spellcheck: 'false',
    'aria-label': t('figure.embed'),
  };
  const box = make('textarea', attributes);
  const status = make('output');
  const copy = button('copy', t('figure.copy'), async () => {
    try {
      await navigator.clipboard.writeText(box.value);
      write(status, t('figure.copied'));
    } catch {
      // Frames and insecure pages may not write to the clipboard.
      box.select();
      write(status, t('figure.refused'));
    }
  });
  const summary = make('summary', {}, t('figure.embed'));
  const line = make('details', { class: 'embed', part: 'embed' }, summary, box, copy, status);
  // Written when it is looked at, and not at each move of a drag.
  line.addEventListener('toggle', () => {
    box.value = codeOf(figure);
    write(status, '');
  });
  const follow = () => {
    if (line.open) box.value = codeOf(figure);
    // The figure has been closed since, and has another line.
    if (!line.isConnected) figure.removeEventListener('statechange', follow);
  };
  figure.addEventListener('statechange', follow);
  return line;
}
