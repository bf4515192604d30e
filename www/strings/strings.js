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

export class Strings {
  /** @param {Language} language */
  constructor(language) {
    this.language = language;
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
    if (typeof entry === 'string') return entry;
    return entry(...parts.map((part) => (isMessage(part) ? this.text(part) : part)));
  }

  /** @param {Text} text */
  text(text) {
    return typeof text === 'string' ? text : this.t(...text);
  }
}
