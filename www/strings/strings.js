/** The lab's words in one language, and which language that is. */

import en from './en.js';
import zh from './zh.js';

/** @typedef {import('./en.js').Key} Key */
/** @typedef {import('./say.js').Message} Message */
/** @typedef {import('./say.js').Text} Text */
/** @typedef {import('./language.js').Language} Language */

const TABLES = { en, zh };

/** @param {unknown} part @returns {part is Message} */
const isMessage = (part) =>
  Array.isArray(part) && typeof part[0] === 'string' && Object.hasOwn(en, part[0]);

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

/** Within what others have written, as names of files or whose images they are, no word is exchanged: this parts them. */
const JOINER = '\u2060';
/** @param {unknown} part @returns {unknown} */
const guarded = (part) => {
  if (Array.isArray(part)) return part.map(guarded);
  return typeof part === 'string'
    ? part.replace(/(d)(igit)/gi, `$1${JOINER}$2`).replace(/(数)(字)/g, `$1${JOINER}$2`)
    : part;
};

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
    if (this.areDigits) return this.said(key, parts);
    return ofImages(this.said(key, parts.map(guarded)), this.language).replaceAll(JOINER, '');
  }

  /**
   * What there is no sentence for, as a field that only a newer module has, is said as it is.
   * @private
   * @param {Key} key
   * @param {unknown[]} parts
   * @returns {string}
   */
  said(key, parts) {
    const words = parts.map((part) => (isMessage(part) ? this.text(part) : part));
    if (!Object.hasOwn(en, key)) return [key, ...words].join(' ');
    const entry = this.table[key];
    return typeof entry === 'string' ? entry : entry(...words);
  }

  /** @param {Text} text */
  text(text) {
    return typeof text === 'string' ? text : this.t(...text);
  }
}
