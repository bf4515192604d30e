/** The figures' words in the language of the text around them. */

import { chooseLanguage } from '../../strings/language.js';
import en from './en.js';
import zh from './zh.js';

/** @typedef {import('./en.js').Key} Key */

const TABLES = { en, zh };

/** @param {Element} element */
export function wordsFor(element) {
  const language = chooseLanguage('auto', element);
  /** @type {Record<string, string | ((...parts: any[]) => string)>} */
  const table = TABLES[language];
  /**
   * @param {Key} key
   * @param {...unknown} parts
   */
  const t = (key, ...parts) => {
    const entry = table[key];
    return typeof entry === 'string' ? entry : entry(...parts);
  };
  return { t, language };
}
