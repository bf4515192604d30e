/** The lab's words in one language, and which language that is. */

import en from './en.js';
import zh from './zh.js';

/** @typedef {import('./en.js').Key} Key */
/** @typedef {import('./say.js').Message} Message */
/** @typedef {import('./say.js').Text} Text */

const TABLES = { en, zh };
/** @typedef {keyof typeof TABLES} Language */

/** @param {string} tag such as zh-CN @returns {Language | undefined} */
const known = (tag) => {
  const language = tag.toLowerCase().split('-')[0];
  return language === 'en' || language === 'zh' ? language : undefined;
};

/** The `lang` of the nearest ancestor, also through shadow roots. @param {Element} element */
function inherited(element) {
  /** @type {Node | null} */
  let node = element.parentNode;
  while (node) {
    if (node instanceof Element && node.getAttribute('lang')) return node.getAttribute('lang');
    node = node instanceof ShadowRoot ? node.host : node.parentNode;
  }
  return null;
}

/**
 * What was asked for, else the language of the text around the element, else the reader's.
 * @param {Language | 'auto'} asked
 * @param {Element} element
 * @returns {Language}
 */
export function chooseLanguage(asked, element) {
  if (asked !== 'auto') return asked;
  const around = inherited(element);
  const wanted = around ? [around] : navigator.languages;
  return wanted.map(known).find((language) => language) ?? 'en';
}

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
