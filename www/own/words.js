/** The words of this room, which come with it and not before: few readers open it. */

import en from './words/en.js';
import zh from './words/zh.js';

/** @typedef {import('./words/en.js').Key} Key */
/** @typedef {import('./refused.js').Said} Said */
/** @typedef {import('../strings/language.js').Language} Language */

const TABLES = { en, zh };

/** @param {unknown} part @returns {part is Said} */
const isSaid = (part) => Array.isArray(part) && typeof part[0] === 'string' && part[0] in en;

/**
 * @param {Language} language
 * @returns {(key: Key, ...parts: unknown[]) => string}
 */
export function wordsOf(language) {
  /** @type {Record<string, string | ((...parts: any[]) => string)>} */
  const table = TABLES[language];
  /** @type {(key: Key, ...parts: unknown[]) => string} */
  const t = (/** @type {Key} */ key, /** @type {unknown[]} */ ...parts) => {
    const entry = table[key];
    if (typeof entry === 'string') return entry;
    return entry(...parts.map((/** @type {unknown} */ part) => (isSaid(part) ? t(...part) : part)));
  };
  return t;
}
