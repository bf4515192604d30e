/**
 * Symbols of the text and what they stand for in the figure nearby: whichever is pointed at, by mouse, keyboard or a tap,
 * all that is called so is lit, there and here. The symbols of a section are one stop of the tab order.
 */

import { hearers, marksOf } from '../kit/symbols.js';
import { wordsFor } from '../kit/words.js';
import { make, write } from '../../ui/dom.js';
import { namesOf } from '../../ui/marked.js';
import { MARKS } from './marks.js';
import { rove } from './roving.js';
import { en } from './words/en.js';
import { zh } from './words/zh.js';

/** @typedef {import('./roving.js').Place} Place */
/** @typedef {{ figure: Element, names: readonly string[] }} Point */

/** @typedef {import('../../lab/element.js').EarthMover} EarthMover */
/** @typedef {import('../../types.js').EarthMoverEventMap} EarthMoverEventMap */

const FIGURES = Object.keys(MARKS).join();
const LAB = 'earth-mover';

/** @param {Element} figure */
const namesIn = (figure) =>
  Object.entries(MARKS).find(([selector]) => figure.matches(selector))?.[1] ?? [];

/** @param {Element} figure @returns {figure is EarthMover} */
const isLab = (figure) => figure.localName === LAB;

/** Where its scripts are there already. @param {Element} figure @param {readonly string[]} names */
function light(figure, names) {
  if (!isLab(figure)) marksOf(figure)?.light(names);
  else if (customElements.get(LAB)) figure.light(names);
}

/** Which part of its section an element is in. @param {Element} element @param {Element} section */
const placeIn = (element, section) =>
  [...section.children].findIndex((part) => part.contains(element));

/**
 * The figure that a symbol's marks are in: the nearest of its section, and of two as near the one after it; else the last
 * before the section.
 * @param {Element} symbol
 * @param {string} name
 * @param {readonly Element[]} figures in order
 */
function figureOf(symbol, name, figures) {
  const section = /** @type {Element} */ (symbol.closest('section'));
  const having = figures.filter((figure) => namesIn(figure).includes(name));
  const isAfter = (/** @type {Element} */ figure) =>
    Boolean(symbol.compareDocumentPosition(figure) & Node.DOCUMENT_POSITION_FOLLOWING);
  const own = having.filter((figure) => section.contains(figure));
  const place = placeIn(symbol, section);
  const farness = (/** @type {Element} */ figure) =>
    Math.abs(placeIn(figure, section) - place) - (isAfter(figure) ? 0.5 : 0);
  own.sort((one, other) => farness(one) - farness(other));
  if (own.length > 0) return own[0];
  const before = figures.filter((figure) => !isAfter(figure)).pop();
  return before && having.includes(before) ? before : null;
}

class Lights {
  /** @param {readonly Place[]} symbols that stand for something in a figure @param {Map<Place, Point>} points */
  constructor(symbols, points) {
    /** @private */
    this.symbols = symbols;
    /** @private */
    this.points = points;
    /** @private @type {Point | null} */
    this.pointed = null;
    /** @private What stays lit while nothing is pointed at. @type {Point | null} */
    this.chosen = null;
    /** @private @type {Point | null} */
    this.shown = null;
  }

  /** @param {Point | null} point */
  point(point) {
    this.pointed = point;
    this.show();
  }

  /** Once more lets go. @param {Point | null} point */
  choose(point) {
    const isSame = point && this.chosen && isEqual(point, this.chosen);
    if (this.chosen) marksOf(this.chosen.figure)?.keep([]);
    this.chosen = isSame ? null : point;
    if (this.chosen) marksOf(this.chosen.figure)?.keep(this.chosen.names);
    for (const symbol of this.symbols) this.tellPressed(symbol);
    this.show();
  }

  /** Of the one in the tab order, which is a button. @param {Place} symbol */
  tellPressed(symbol) {
    if (symbol.getAttribute('role') !== 'button') return;
    const isChosen = this.chosen !== null && this.isOf(symbol, this.chosen);
    symbol.setAttribute('aria-pressed', String(isChosen));
  }

  /** @private @param {Place} symbol @param {Point} point */
  isOf(symbol, { figure, names }) {
    const own = /** @type {Point} */ (this.points.get(symbol));
    return own.figure === figure && own.names.some((name) => names.includes(name));
  }

  /** @private */
  show() {
    const now = this.pointed ?? this.chosen;
    if (now === this.shown || (now && this.shown && isEqual(now, this.shown))) return;
    if (this.shown) light(this.shown.figure, []);
    this.shown = now;
    if (now) light(now.figure, now.names);
    for (const symbol of this.symbols) {
      symbol.toggleAttribute('data-lit', now !== null && this.isOf(symbol, now));
    }
  }
}

/** @param {Point} one @param {Point} other */
const isEqual = (one, other) =>
  one.figure === other.figure && one.names.join() === other.names.join();

/** The words of a figure are buttons, and one stop of the tab order. @param {import('../kit/symbols.js').SymbolMarks} marks */
function openWords(marks) {
  if (marks.words.length === 0) return;
  for (const words of marks.words) {
    words.setAttribute('role', 'button');
    words.setAttribute('aria-pressed', 'false');
  }
  rove(marks.words, { pressed: (words) => marks.choose(namesOf(words)) });
}

/**
 * @param {Document} document
 * @param {Event} first what the reader did, by which this was asked for
 */
export function lightSymbols(document, first) {
  const figures = [...document.querySelectorAll(FIGURES)];
  /** @type {Map<Place, Point>} */
  const points = new Map();
  for (const symbol of /** @type {NodeListOf<Place>} */ (
    document.querySelectorAll('main [data-symbol]')
  )) {
    const name = symbol.dataset.symbol ?? '';
    const figure = figureOf(symbol, name, figures);
    if (!figure) continue;
    points.set(symbol, { figure, names: [name] });
    symbol.setAttribute('data-lights', figure.id);
  }
  const symbols = [...points.keys()];
  const lights = new Lights(symbols, points);
  hearers.add({
    pointed: (figure, names) => lights.point(names.length > 0 ? { figure, names } : null),
    chosen: (figure, names) => lights.choose({ figure, names }),
    opened: openWords,
  });
  for (const figure of figures) {
    const marks = marksOf(figure);
    if (marks) openWords(marks);
    if (isLab(figure)) hearLab(figure, lights);
  }
  hearPointers(document, points, lights);
  const say = voiceOf(document);
  for (const section of document.querySelectorAll('main section')) {
    const own = symbols.filter((symbol) => symbol.closest('section') === section);
    if (own.length > 0) walk(own, points, lights, say);
  }
  const at = pointOf(points, first);
  if (first.type === 'click') lights.choose(at);
  else if (first.type === 'pointermove') lights.point(at);
}

/** What in it stands for a symbol keeps its own meaning when it is pressed. @param {EarthMover} lab @param {Lights} lights */
function hearLab(lab, lights) {
  lab.addEventListener('point', (/** @type {EarthMoverEventMap['point']} */ { detail }) =>
    lights.point(detail.names.length > 0 ? { figure: lab, names: detail.names } : null),
  );
}

/** What a symbol stands for that something happens at. @param {Map<Place, Point>} points @param {Event} event */
function pointOf(points, { target }) {
  const found = target instanceof Element ? target.closest('[data-lights]') : null;
  return (found && points.get(/** @type {Place} */ (found))) ?? null;
}

/** Says what a symbol is. @param {Document} document @returns {(symbol: Place, isShort?: boolean) => string} */
function voiceOf(document) {
  const { t } = wordsFor(document.body, { en, zh });
  const voice = make('p', { class: 'unseen', role: 'status' });
  document.body.append(voice);
  return (symbol, isShort = false) => {
    const what = t(
      /** @type {import('../kit/words.js').Key} */ (`symbol.${symbol.dataset.symbol}`),
    );
    if (!isShort) write(voice, t('symbol.isLit', what));
    return what;
  };
}

/**
 * The keyboard's way through the symbols of a section.
 * @param {readonly Place[]} symbols
 * @param {Map<Place, Point>} points
 * @param {Lights} lights
 * @param {ReturnType<typeof voiceOf>} say
 */
function walk(symbols, points, lights, say) {
  rove(symbols, {
    arrived: (symbol) => {
      symbol.toggleAttribute('data-active', true);
      lights.point(points.get(symbol) ?? null);
      say(symbol);
    },
    left: (symbol) => {
      symbol.removeAttribute('data-active');
      lights.point(null);
    },
    pressed: (symbol) => lights.choose(points.get(symbol) ?? null),
    changed: (stop, isCurrent) => {
      // A formula stays one. A word is a button while it can be tabbed to: a hundred would be heard in every sentence.
      if (!points.has(stop) || stop.localName === 'math') return;
      if (!isCurrent) {
        for (const name of ['role', 'aria-label', 'aria-pressed']) stop.removeAttribute(name);
        return;
      }
      stop.setAttribute('role', 'button');
      stop.setAttribute('aria-label', say(stop, true));
      lights.tellPressed(stop);
    },
  });
}

/** @param {Document} document @param {Map<Place, Point>} points @param {Lights} lights */
function hearPointers(document, points, lights) {
  document.addEventListener('pointerover', (event) => {
    const point = pointOf(points, event);
    if (point && event.pointerType !== 'touch') lights.point(point);
  });
  document.addEventListener('pointerout', (event) => {
    if (pointOf(points, event) && event.pointerType !== 'touch') lights.point(null);
  });
  document.addEventListener('click', (event) => {
    const point = pointOf(points, event);
    // Figures say what of theirs was chosen; anywhere else is beside it.
    const isInFigure = event.target instanceof Element && event.target.matches(FIGURES);
    if (point || !isInFigure) lights.choose(point);
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') lights.choose(null);
  });
}
