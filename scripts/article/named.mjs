// Gives the symbols in formulas and sentences the names by which figures know them (www/figures/symbols/marks.js).
import { NAMES } from '../../www/figures/symbols/marks.js';

/** P and Q are words in the prose, in the colours that they have everywhere. */
const WORD = /<b class="(real|fake)">([PQ])<\/b>/g;

/** @param {string} mathml */
const joined = (mathml) => mathml.replace(/\s+</g, '<').replace(/>\s+/g, '>');

/**
 * @param {string} mathml
 * @param {(name: string) => string} take what a symbol is in MathML
 */
export function withNames(mathml, take) {
  return NAMES.reduce((text, name) => {
    const plain = take(name);
    const tag = /^<\w+/.exec(plain)?.[0] ?? '';
    return text.replaceAll(plain, `${tag} data-symbol="${name}"${plain.slice(tag.length)}`);
  }, joined(mathml));
}

/** @param {string} html */
export const withNamedWords = (html) =>
  html.replace(WORD, (_, kind, name) => `<b class="${kind}" data-symbol="${name}">${name}</b>`);

/** Names that are written in prose must be known. @param {string} html @param {string} where */
export function checkNames(html, where) {
  for (const [, name] of html.matchAll(/data-symbol="([^"]*)"/g)) {
    if (!NAMES.includes(name)) throw new Error(`${where}: no figure has a mark for "${name}"`);
  }
}
