/** The figures' words in the language of the text around them. */

import { chooseLanguage } from '../../strings/language.js';
import en from './en.js';
import zh from './zh.js';

/** @typedef {import('./en.js').Key} Key */

const TABLES = { en, zh };

/** What a module said without knowing the language. @param {unknown} part @returns {part is [Key, ...unknown[]]} */
const isMessage = (part) => Array.isArray(part) && typeof part[0] === 'string' && part[0] in en;

/** @param {Element} element */
export function wordsFor(element) {
  const language = chooseLanguage('auto', element);
  /** @type {Record<string, string | ((...parts: any[]) => string)>} */
  const table = TABLES[language];
  /**
   * @param {Key} key
   * @param {...unknown} parts
   * @returns {string}
   */
  const t = (key, ...parts) => {
    const entry = table[key];
    if (typeof entry === 'string') return entry;
    return entry(...parts.map((part) => (isMessage(part) ? t(...part) : part)));
  };
  return { t, language };
}
