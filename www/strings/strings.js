/** The lab's words in one language, and which language that is. */

import en from './en.js';
import zh from './zh.js';

/** @typedef {import('./en.js').Key} Key */
/** @typedef {import('./say.js').Message} Message */
/** @typedef {import('./say.js').Text} Text */
/** @typedef {import('./language.js').Language} Language */

const TABLES = { en, zh };

/** @param {unknown} part @returns {part is Message} */
const isMessage = (part) => Array.isArray(part) && typeof part[0] === 'string' && part[0] in en;

/**
 * Our sentences speak of digits, as MNIST has them; of other images the same is said, in these words.
 * @type {Record<Language, [RegExp, string][]>}
 */
const OF_IMAGES = {
  en: [
    [/\b(a|A) digit\b/g, '$1n image'],
    [/\bdigit(s?)\b/g, 'image$1'],
    [/\bDigit(s?)\b/g, 'Image$1'],
  ],
  zh: [[/(手写)?数字/g, '图像']],
};

/** @param {string} text @param {Language} language */
export const ofImages = (text, language) =>
  OF_IMAGES[language].reduce((said, [from, to]) => said.replace(from, to), text);

export class Strings {
  /**
   * @param {Language} language
   * @param {{ areDigits?: boolean }} [images] what the sentences are of
   */
  constructor(language, { areDigits = true } = {}) {
    this.language = language;
    /** @private */
    this.areDigits = areDigits;
    /** @private @type {Record<string, string | ((...parts: any[]) => string)>} */
    this.table = TABLES[language];
    /** As a bound function, since it is on every line. */
    this.t = this.t.bind(this);
  }

  /**
   * @param {Key} key
   * @param {...unknown} parts
   * @returns {string}
   */
  t(key, ...parts) {
    const entry = this.table[key];
    const said =
      typeof entry === 'string'
        ? entry
        : entry(...parts.map((part) => (isMessage(part) ? this.text(part) : part)));
    return this.areDigits ? said : ofImages(said, this.language);
  }

  /** @param {Text} text */
  text(text) {
    return typeof text === 'string' ? text : this.t(...text);
  }
}
