/** The words of this room, which come with it and not before: few readers open it. */

import { isText } from '../strings/say.js';
import { Strings } from '../strings/strings.js';
import en from './words/en.js';
import zh from './words/zh.js';

/** @typedef {import('./words/en.js').Key} Key */
/** @typedef {import('./refused.js').Said} Said */
/** @typedef {import('../strings/language.js').Language} Language */

const TABLES = { en, zh };

/** @param {unknown} part @returns {part is Said} */
const isSaid = (part) =>
  Array.isArray(part) && typeof part[0] === 'string' && Object.hasOwn(en, part[0]);

/**
 * What goes into a sentence may be a message of this room, or of the lab's, as what came too late.
 * @param {Language} language
 * @returns {(key: Key, ...parts: unknown[]) => string}
 */
export function wordsOf(language) {
  /** @type {Record<string, string | ((...parts: any[]) => string)>} */
  const table = TABLES[language];
  const lab = new Strings(language);
  const wordOf = (/** @type {unknown} */ part) => {
    if (isSaid(part)) return t(...part);
    return Array.isArray(part) && isText(part) ? lab.text(part) : part;
  };
  /** @type {(key: Key, ...parts: unknown[]) => string} */
  const t = (/** @type {Key} */ key, /** @type {unknown[]} */ ...parts) => {
    const entry = table[key];
    return typeof entry === 'string' ? entry : entry(...parts.map(wordOf));
  };
  return t;
}
