/** The words of a figure, and those that all have, in the language of the text around it. */

import { chooseLanguage, languageOf } from '../../strings/language.js';
import { en } from './words/en.js';
import { zh } from './words/zh.js';

/**
 * @typedef {keyof typeof en
 *   | keyof typeof import('../hero/words/en.js').en
 *   | keyof typeof import('../clouds/words/en.js').en
 *   | keyof typeof import('../transport/words/en.js').en
 *   | keyof typeof import('../line/words/en.js').en
 *   | keyof typeof import('../plane/words/en.js').en
 *   | keyof typeof import('../game/words/en.js').en
 *   | keyof typeof import('../pairs/words/en.js').en
 *   | keyof typeof import('../watch/words/en.js').en
 *   | keyof typeof import('../truth/words/en.js').en
 *   | keyof typeof import('../guides/words/en.js').en
 *   | keyof typeof import('../symbols/words/en.js').en
 *   | keyof typeof import('../paradox/words/en.js').en} Key
 */
/** @typedef {(key: Key, ...parts: unknown[]) => string} Words */
/** @typedef {Record<string, string | ((...parts: any[]) => string)>} Table */
/** @typedef {Record<import('../../strings/language.js').Language, Table>} Tables A table for each language. */

/** @type {Tables} */
const SHARED = { en, zh };

/**
 * @param {Element} element
 * @param {Tables} own
 */
export function wordsFor(element, own) {
  const asked = languageOf(element.getAttribute('lang') ?? '') ?? 'auto';
  const language = chooseLanguage(asked, element);
  /** @type {Table} */
  const table = { ...SHARED[language], ...own[language] };
  /** What a module said without knowing the language. @param {unknown} part @returns {part is [Key, ...unknown[]]} */
  const isMessage = (part) =>
    Array.isArray(part) && typeof part[0] === 'string' && part[0] in table;
  /** @type {Words} */
  const t = (key, ...parts) => {
    const entry = table[key];
    if (typeof entry === 'string') return entry;
    return entry(...parts.map((part) => (isMessage(part) ? t(...part) : part)));
  };
  return { t, language };
}
