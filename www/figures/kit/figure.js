/**
 * What every figure is: an element with a state that a reader, an attribute or a link in the prose sets, and with
 * a picture, numbers and words that follow it. What stands in the element without scripts stays until it is open.
 */

import { button, make, write } from '../../ui/dom.js';
import { ignoreHeldKeys } from '../../ui/held-keys.js';
import { base } from '../../ui/styles/base.js';
import { tokens } from '../../ui/styles/tokens.js';
import { Theme } from '../../ui/theme.js';
import { textOf } from '../../load/errors.js';
import { check } from './parameters.js';
import { wordsFor } from './words.js';
import { figureStyle } from './style.js';

/** @typedef {import('./parameters.js').Parameter} Parameter */
/** @typedef {import('./parameters.js').Value} Value */
/** @typedef {Record<string, Value>} State */

/** Milliseconds of rest after which a change is told to those who do not see it. */
const REST = 700;

export class Figure extends HTMLElement {
  /** What may be set, and what it is at first. @type {Record<string, Parameter>} */
  static parameters = {};

  /** Of its own, beside those that all figures have. @type {import('./words.js').Tables} */
  static words = { en: {}, zh: {} };

  /** Of its own, beside those that all figures have. @type {CSSStyleSheet[]} */
  static styles = [];

  /** @private @type {State} */
  state = {};
  /** @private */
  isOpen = false;
  /** @private */
  isBusy = false;
  /** @private */
  isStale = false;
  /** @private Something was set that has not been told yet. */
  isUntold = false;
  /** @private @type {ReturnType<typeof setTimeout> | undefined} */
  timer = undefined;
  /** @private */
  shadow = this.attachShadow({ mode: 'open' });

  /** @protected */
  root = make('div', { class: 'lab figure', part: 'figure' });
  /** @protected Its words, in the language around it. */
  t = this.wordsAround().t;
  /** @protected What the words of `describe` stand for: the stage. @type {Element | null} */
  picture = null;
  /** @private */
  voice = make('p', { class: 'unseen', role: 'status' });
  /** @private */
  probe = make('i', { class: 'probe', 'aria-hidden': 'true' });
  /** @protected @type {Theme} */
  theme = /** @type {Theme} */ (/** @type {unknown} */ (null));

  constructor() {
    super();
    const { styles } = /** @type {typeof Figure} */ (this.constructor);
    this.shadow.adoptedStyleSheets = [tokens, base, figureStyle, ...styles];
    this.shadow.append(make('slot'));
    ignoreHeldKeys(this.root);
  }

  // ---- what a figure fills in -----------------------------------------------------------------

  /** Puts stage, controls and numbers into `this.root`, once. @protected */
  build() {}

  /** Computes what the state asks for, and draws it. It never runs twice at once. @protected @returns {Promise<void>} */
  async update() {}

  /** What can be seen, in a sentence or two, for those who do not see it. @protected @returns {string} */
  describe() {
    return '';
  }

  /** @protected */
  dispose() {}

  // ---- what a figure has ----------------------------------------------------------------------

  /** @protected @returns {Record<string, Parameter>} */
  get parameters() {
    return /** @type {typeof Figure} */ (this.constructor).parameters;
  }

  /** A copy of what is set. @returns {State} */
  get values() {
    return structuredClone(this.state);
  }

  /** @protected @param {string} name @returns {any} */
  value(name) {
    return this.state[name];
  }

  /**
   * Sets parameters by name, from numbers or words or their text. What is not allowed is left out with a warning.
   * @param {Record<string, unknown>} patch
   */
  set(patch) {
    for (const [name, given] of Object.entries(patch)) {
      const value = check(name, given, this.parameters[name]);
      if (value !== undefined) this.state[name] = value;
    }
    this.changed();
  }

  /** As it was at first. */
  reset() {
    this.state = this.first();
    this.changed();
  }

  /** The state is another: compute, draw and say it. @protected */
  changed() {
    if (!this.isOpen) return;
    this.dispatchEvent(new CustomEvent('statechange', { detail: this.values, bubbles: true }));
    this.isUntold = true;
    this.redraw();
  }

  /** Draws anew what nobody has set: in other colours, or as more of it is known. @protected */
  redraw() {
    this.isStale = true;
    if (!this.isBusy) this.follow();
  }

  /** @protected Once it has settled, the words of who set something are heard too. */
  tell() {
    const words = this.describe();
    this.picture?.setAttribute('aria-label', words);
    clearTimeout(this.timer);
    if (!this.isUntold) return;
    this.timer = setTimeout(() => {
      this.isUntold = false;
      write(this.voice, words);
    }, REST);
  }

  /** @protected A button for the figure's controls. */
  resetButton() {
    return button('reset', this.t('figure.reset'), () => this.reset());
  }

  // ---- its life -------------------------------------------------------------------------------

  /** @protected */
  connectedCallback() {
    if (this.isOpen) return;
    this.isOpen = true;
    this.state = this.first();
    const { t, language } = this.wordsAround();
    this.t = t;
    this.theme = new Theme(this.probe);
    this.root.lang = language;
    // The probe first, so that what is built can read colours.
    this.root.replaceChildren(this.probe);
    this.shadow.replaceChildren(this.root);
    this.build();
    this.root.append(this.voice);
    this.theme.onChange(() => this.redraw());
    this.changed();
    // Nobody has asked for what it is at first.
    this.isUntold = false;
  }

  /** @protected Whoever moves it takes it out and puts it in again, at once. */
  disconnectedCallback() {
    setTimeout(() => {
      if (this.isConnected) return;
      this.isOpen = false;
      clearTimeout(this.timer);
      this.theme.dispose();
      this.dispose();
      this.shadow.replaceChildren(make('slot'));
    });
  }

  /** @private */
  wordsAround() {
    return wordsFor(this, /** @type {typeof Figure} */ (this.constructor).words);
  }

  /** What attributes say, else what is usual. @private @returns {State} */
  first() {
    const entries = Object.entries(this.parameters).map(([name, parameter]) => {
      const given = this.getAttribute(name);
      const value = given === null ? undefined : check(name, given, parameter);
      return [name, structuredClone(value ?? parameter.fallback)];
    });
    return Object.fromEntries(entries);
  }

  /** @private One update after another, as long as something has changed meanwhile. */
  async follow() {
    this.isBusy = true;
    while (this.isStale && this.isOpen) {
      this.isStale = false;
      try {
        // Whoever changed the state goes on first: a figure may begin to move.
        await null;
        await this.update();
        this.root.querySelector('.failure')?.remove();
        if (this.isOpen) this.tell();
      } catch (error) {
        this.fail(error);
      }
    }
    this.isBusy = false;
  }

  /** @private @param {unknown} error */
  fail(error) {
    if (!this.isOpen) return;
    console.error(error);
    this.root.querySelector('.failure')?.remove();
    const again = make('button', { type: 'button' }, this.t('figure.again'));
    const text = make('p', {}, this.t('figure.failed', textOf(error)));
    const box = make('div', { class: 'failure', role: 'alert' }, text, again);
    again.addEventListener('click', () => {
      box.remove();
      this.changed();
    });
    this.root.append(box);
  }
}
