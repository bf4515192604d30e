/** Under a figure, the line that puts it into another page, as it is now. */

import { siteAddressOf } from '../../load/files.js';
import { copyBox, escaped } from '../../ui/copying.js';
import { make, write } from '../../ui/dom.js';

/** @typedef {import('./figure.js').Figure} Figure */

/** What an author has written of its looks goes along. */
const LOOKS = ['theme', 'lang'];

/** Numbers of a drag have more digits than anyone sees. @param {unknown} value */
const written = (value) =>
  [value]
    .flat()
    .map((one) => (typeof one === 'number' ? String(Number(one.toFixed(4))) : String(one)))
    .join(',');

/** @param {string} tag */
const scriptOf = (tag) => `<script type="module" src="${siteAddressOf(`${tag}.js`)}"></script>`;

/**
 * What is other than at first, as attributes, but for what changes by itself.
 * @param {Figure} figure
 */
export function codeOf(figure) {
  const { localName, values, parameters, kind } = figure;
  const set = Object.entries(values)
    .filter(([name]) => !kind.passing.includes(name))
    .map(([name, value]) => [name, written(value), written(parameters[name].fallback)])
    .filter(([, now, first]) => now !== first)
    .map(([name, now]) => [name.toLowerCase(), now]);
  const looks = LOOKS.map((name) => [name, figure.getAttribute(name) ?? '']);
  const attributes = [...set, ...looks.filter(([, value]) => value)]
    .map(([name, value]) => ` ${name}="${escaped(value)}"`)
    .join('');
  const lab = kind.needsLab
    ? [scriptOf('earth-mover'), '<earth-mover id="lab"></earth-mover>']
    : [];
  const tag = `<${localName}${attributes}></${localName}>`;
  return [...lab, scriptOf(localName), tag].join('\n');
}

/** @param {Figure} figure @returns {HTMLElement} */
export function embedLine(figure) {
  const { t } = figure;
  const status = make('output');
  const words = {
    copy: t('figure.copy'),
    copied: t('figure.copied'),
    refused: t('figure.refused'),
  };
  const attributes = { rows: 3, 'aria-label': t('figure.embed') };
  const { box, copy } = copyBox('copy', words, status, attributes);
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
