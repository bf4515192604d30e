/**
 * A figure's marks for symbols of the text (symbols/marks.js): words beside what they name, and what is drawn of it.
 * Pointed at, here or in the text, they are lit; in the text all that is called so is lit with them.
 */

import { make } from '../../ui/dom.js';
import { hearMarks, lightMarks, namesOf } from '../../ui/marked.js';

/** @typedef {import('../../ui/marked.js').Names} Names */
/**
 * Whoever lights the text with a figure (symbols/prose.js).
 * @typedef {object} Hearer
 * @property {(figure: Element, names: Names) => void} pointed
 * @property {(figure: Element, names: Names) => void} chosen to stay lit, or let go again
 * @property {(marks: SymbolMarks) => void} opened
 */

/** @type {Set<Hearer>} */
export const hearers = new Set();
/** @type {WeakMap<Element, SymbolMarks>} */
const known = new WeakMap();

/** Those of a figure that is open. @param {Element} figure */
export const marksOf = (figure) => known.get(figure);

/**
 * Words of a figure that name a symbol.
 * @param {string} names with spaces between them
 * @param {string} text
 * @param {Record<string, string>} [attributes]
 */
export const symbol = (names, text, attributes = {}) =>
  make('span', { 'data-symbol': names, ...attributes }, text);

export class SymbolMarks {
  /** @param {Element} figure @param {HTMLElement} root with all its parts in it */
  constructor(figure, root) {
    /** @private */
    this.figure = figure;
    /** What names symbols, in order. @type {HTMLElement[]} */
    this.words = [...root.querySelectorAll('[data-symbol]')].filter(
      (element) => element instanceof HTMLElement,
    );
    /** @private What is no words: controls, glyphs. @type {NodeListOf<Element>} */
    this.parts = root.querySelectorAll('[data-marks]');
    /** What is lit now. @type {Names} */
    this.lit = [];
    /** @private @type {import('./symbol-layer.js').SymbolLayer[]} */
    this.layers = [];
    known.set(figure, this);
    this.hear(root);
    for (const hearer of hearers) hearer.opened(this);
  }

  /** @param {import('./symbol-layer.js').SymbolLayer} layer over a canvas */
  add(layer) {
    this.layers.push(layer);
    layer.hear({
      pointed: (names) => this.point(names),
      chosen: (names) => this.choose(names),
    });
  }

  /** What of the canvases is lit has been drawn anew. */
  follow() {
    for (const layer of this.layers) layer.light(this.lit);
  }

  /** @param {Names} names */
  light(names) {
    this.lit = names;
    lightMarks([...this.words, ...this.parts], names);
    this.follow();
  }

  /** Which of them stay lit. @param {Names} names */
  keep(names) {
    for (const words of this.words) {
      const isKept = namesOf(words).some((name) => names.includes(name));
      words.setAttribute('aria-pressed', String(isKept));
    }
  }

  /** @private @param {Names} names */
  point(names) {
    if (hearers.size === 0) this.light(names);
    for (const hearer of hearers) hearer.pointed(this.figure, names);
  }

  /** @param {Names} names */
  choose(names) {
    for (const hearer of hearers) hearer.chosen(this.figure, names);
  }

  /** @private @param {HTMLElement} root */
  hear(root) {
    hearMarks(root, (names) => this.point(names));
    root.addEventListener('click', ({ target }) => {
      const words = target instanceof Element ? target.closest('[data-symbol]') : null;
      if (words) this.choose(namesOf(words));
    });
  }
}
