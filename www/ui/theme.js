/** The colours and the face of a lab, for what is drawn on a canvas. */

import { make } from './dom.js';

/** Of which one tells that the theme, or an author's style, has changed. */
const WATCHED = ['--em-ink', '--em-paper', '--em-real', '--em-fake', '--em-critic'];

export class Theme {
  /** @param {HTMLElement} probe an element of the lab that nobody sees */
  constructor(probe) {
    /** @private */
    this.probe = probe;
    /** @private Asked for at every drawing, so read once per theme. @type {Map<string, string>} */
    this.known = new Map();
    /** @private @type {Set<() => void>} */
    this.listeners = new Set();
    /** @private Several colours change at once. */
    this.isPlanned = false;
    probe.append(...WATCHED.map(watch));
    // Whatever changes a colour, a switch of the page or of the system, begins a transition of it.
    probe.addEventListener('transitionrun', () => this.plan());
    /** @private The colours of the last look. */
    this.seen = '';
    /** @private What is not shown has no transitions: it is looked at when it is shown again. */
    this.sizes = new ResizeObserver(() => this.look());
    this.sizes.observe(probe);
  }

  /**
   * As the browser computes it, whatever the author has written.
   * @param {string} name a custom property, with its dashes
   * @returns {string}
   */
  colour(name) {
    const known = this.known.get(name);
    if (known) return known;
    const color = this.read(name);
    if (color) this.known.set(name, color);
    return color;
  }

  /**
   * Words on a canvas have the face of those around it.
   * @param {number} size in CSS pixels
   * @param {string} [style] before the size: a weight, or italics
   */
  font(size, style = '') {
    const family = this.known.get('font') ?? getComputedStyle(this.probe).fontFamily;
    // An element that is not shown yet may not know.
    if (family) this.known.set('font', family);
    return `${style} ${size}px ${family || 'sans-serif'}`.trim();
  }

  /** @private @param {string} name */
  read(name) {
    this.probe.style.color = `var(${name})`;
    return getComputedStyle(this.probe).color;
  }

  /** @param {() => void} changed */
  onChange(changed) {
    this.listeners.add(changed);
  }

  /** Something else has changed than the colours of the page. */
  renew() {
    this.known.clear();
    for (const listener of this.listeners) listener();
  }

  dispose() {
    this.listeners.clear();
    this.sizes.disconnect();
  }

  /** @private */
  look() {
    // Not of what is watched, which may still be on its way.
    const now = WATCHED.map((name) => this.read(name)).join();
    const { seen } = this;
    this.seen = now;
    if (seen && seen !== now) this.renew();
  }

  /** @private Once the transition, which is as short as can be, is over. */
  plan() {
    if (this.isPlanned) return;
    this.isPlanned = true;
    setTimeout(() => {
      this.isPlanned = false;
      this.look();
    }, 20);
  }
}

/** @param {string} name */
function watch(name) {
  const made = make('i');
  made.style.color = `var(${name})`;
  made.style.transition = 'color 1ms';
  return made;
}
