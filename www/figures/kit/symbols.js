/**
 * A figure's marks for symbols of the text (symbols/marks.js): words beside what they name, and what is drawn of it.
 * Pointed at, here or in the text, they are lit; in the text all that is called so is lit with them.
 */

import { make } from '../../ui/dom.js';

/** @typedef {readonly string[]} Names none where nothing is pointed at */
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

/** Also within drawings. @param {EventTarget | null} target */
const markAt = (target) =>
  target instanceof Element ? target.closest('[data-symbol], [data-marks]') : null;

/** @param {Element} mark */
export const namesOf = (mark) =>
  (mark.getAttribute('data-symbol') ?? mark.getAttribute('data-marks') ?? '').split(' ');

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
    for (const words of [...this.words, ...this.parts]) {
      words.toggleAttribute(
        'data-lit',
        namesOf(words).some((name) => names.includes(name)),
      );
    }
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
    const point = (/** @type {Event} */ { target }) => {
      const mark = markAt(target);
      if (mark) this.point(namesOf(mark));
    };
    const leave = (/** @type {Event} */ { target }) => {
      if (markAt(target)) this.point([]);
    };
    root.addEventListener('focusin', point);
    root.addEventListener('focusout', leave);
    // A finger that rests nowhere has pointed at nothing: it taps.
    root.addEventListener('pointerover', (event) => event.pointerType !== 'touch' && point(event));
    root.addEventListener('pointerout', (event) => event.pointerType !== 'touch' && leave(event));
    root.addEventListener('click', ({ target }) => {
      const words = target instanceof Element ? target.closest('[data-symbol]') : null;
      if (words) this.choose(namesOf(words));
    });
  }
}
