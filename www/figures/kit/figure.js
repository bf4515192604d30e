/**
 * What every figure is: an element with a state that a reader, an attribute or a link in the prose sets, and with
 * a picture, numbers and words that follow it. What stands in the element without scripts stays until it is open.
 */

import { suggestBase } from '../../load/base.js';
import { LEAST, lacking } from '../../support.js';
import { BaseElement } from '../../ui/base-element.js';
import { adopt, measureUnit } from '../../ui/css.js';
import { button, make, write } from '../../ui/dom.js';
import { keepKeys } from '../../ui/keys.js';
import { Presence } from '../../ui/presence.js';
import { upgrade } from '../../ui/reflect.js';
import { base } from '../../ui/styles/base.js';
import { forced } from '../../ui/styles/forced.js';
import { tokens } from '../../ui/styles/tokens.js';
import { Theme } from '../../ui/theme.js';
import { textOf } from '../../load/errors.js';
import { embedLine } from './embed-line.js';
import { check, checked } from './parameters.js';
import { Patience } from './patience.js';
import { SymbolMarks } from './symbols.js';
import { wordsFor } from './words.js';
import { figureStyle } from './style.js';

/** @typedef {import('./parameters.js').Parameter} Parameter */
/** @typedef {import('./parameters.js').Value} Value */
/** @typedef {Record<string, Value>} State */

/** Milliseconds of rest after which a change is told to those who do not see it. */
const REST = 700;
/** A screen ahead, so that a figure is there when it comes into view. */
const NEAR = '100% 0px';
/** Attributes that every figure has beside its parameters: how it looks, where its files lie, when it opens. */
const COMMON = ['theme', 'lang', 'base', 'loading'];
/** What it is built anew for. */
const REBUILT = ['lang', 'lab'];

export class Figure extends BaseElement {
  static get observedAttributes() {
    // HTML knows no capitals: `realReal` is written `realreal`.
    const names = [...Object.keys(this.parameters), ...Object.keys(this.attributes), ...COMMON];
    return names.map((name) => name.toLowerCase());
  }

  /** What may be set, and what it is at first. @type {Record<string, Parameter>} */
  static parameters = {};

  /** Parameters that change by themselves, and are nothing that a reader has set. @type {readonly string[]} */
  static passing = [];

  /** It shows the run of a lab of the page. */
  static needsLab = false;

  /** An author may put it into another page, for which it has a line under it. */
  static isEmbeddable = true;

  /** Attributes of its own that are no parameters. @type {Record<string, import('../../ui/reflect.js').Reflected>} */
  static attributes = {};

  /** Of its own, beside those that all figures have. @type {import('./words.js').Tables} */
  static words = { en: {}, zh: {} };

  /** Of its own, beside those that all figures have. @type {CSSStyleSheet[]} */
  static styles = [];

  /** @private @type {State} */
  state = {};
  /** @private What was set while it was in no document, or is on its way to another. @type {State | null} */
  kept = null;
  isOpen = false;
  /** @private */
  isBusy = false;
  /** @private */
  isStale = false;
  /** @protected Something was set that has not been told yet. */
  isUntold = false;
  /** @private @type {ReturnType<typeof setTimeout> | undefined} */
  timer = undefined;
  /** @private @type {Presence | undefined} */
  presence = undefined;
  /** @private */
  shadow = this.attachShadow({ mode: 'open' });

  /** @protected */
  root = make('div', { class: 'lab figure', part: 'figure' });
  /** Its words, in the language around it. */
  t = this.wordsAround().t;
  /** @protected What the words of `describe` stand for: the stage. @type {Element | null} */
  picture = null;
  /** @protected @type {SymbolMarks | undefined} */
  symbols = undefined;
  /** @private */
  voice = make('p', { class: 'unseen', role: 'status' });
  /** @private Says what it has waited for. */
  patience = new Patience(() => this.t('figure.still'));
  /** @private */
  probe = make('i', { class: 'probe', 'aria-hidden': 'true' });
  /** @protected @type {Theme} */
  colours = /** @type {Theme} */ (/** @type {unknown} */ (null));

  constructor() {
    super();
    this.shadow.append(make('slot'));
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

  /** What symbols of the text stand for on its canvases. @protected @returns {import('./symbol-layer.js').SymbolLayer[]} */
  layers() {
    return [];
  }

  /** @protected */
  dispose() {}

  // ---- what a figure has ----------------------------------------------------------------------

  /** What all of its kind have. */
  get kind() {
    return /** @type {typeof Figure} */ (this.constructor);
  }

  /** @returns {Record<string, Parameter>} */
  get parameters() {
    return this.kind.parameters;
  }

  /** A copy of what is set. @returns {State} */
  get values() {
    return structuredClone(this.isOpen ? this.state : { ...this.first(), ...this.kept });
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
    this.appear();
    const found = checked(patch, this.parameters);
    if (this.isOpen) Object.assign(this.state, found);
    else this.kept = { ...this.kept, ...found };
    this.changed();
  }

  /** As it was at first. */
  reset() {
    this.appear();
    this.kept = null;
    this.state = this.first();
    this.changed();
  }

  /** The state is another: compute, draw and say it. @protected */
  changed() {
    if (!this.isOpen) return;
    this.dispatchEvent(new CustomEvent('statechange', { detail: this.values }));
    this.isUntold = true;
    this.redraw();
  }

  /** Draws anew what nobody has set: in other colours, or as more of it is known. @protected */
  redraw() {
    this.isStale = true;
    if (!this.isBusy) void this.follow();
  }

  /** Something has come of what it waits for. @protected */
  goesOn() {
    if (this.isBusy) this.patience.begin();
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
    upgrade(this, [...Object.keys(this.parameters), ...COMMON]);
    this.presence?.dispose();
    if (this.isOpen) return;
    const from = this.getAttribute('base');
    if (from) suggestBase(from);
    if (this.getAttribute('loading') === 'eager') return this.appear();
    const changed = (/** @type {boolean} */ isNear) => isNear && this.appear();
    this.presence = new Presence(this, { changed, hidden: () => {} }, NEAR);
  }

  /** Computes and draws from now on: the reader is near, or something sets it. */
  appear() {
    if (this.isOpen || !this.isConnected) return;
    this.presence?.dispose();
    const lacks = lacking();
    if (lacks.length > 0) return this.sayLacking(lacks);
    this.isOpen = true;
    this.state = { ...this.first(), ...this.kept };
    this.kept = null;
    const { t, language } = this.wordsAround();
    this.t = t;
    this.probe = make('i', { class: 'probe', 'aria-hidden': 'true' });
    this.colours = new Theme(this.probe);
    this.root.lang = language;
    this.dress();
    // The probe first, so that what is built can read colours.
    this.root.replaceChildren(this.probe);
    this.shadow.replaceChildren(this.root, make('slot', { name: 'caption' }));
    measureUnit(this.root);
    this.build();
    this.symbols = new SymbolMarks(this, this.root);
    for (const layer of this.layers()) this.symbols.add(layer);
    keepKeys(this.root);
    this.root.append(this.voice, this.patience.element);
    if (this.kind.isEmbeddable) this.root.append(embedLine(this));
    this.colours.onChange(() => this.redraw());
    this.changed();
    // Nobody has asked for what it is at first.
    this.isUntold = false;
  }

  /** @protected Whoever moves it takes it out and puts it in again, at once. */
  disconnectedCallback() {
    setTimeout(() => {
      if (this.isConnected) return;
      this.presence?.dispose();
      this.disappear();
      this.kept = null;
    });
  }

  /** Another document has other style sheets, another window, and perhaps another language: it is built anew. @protected */
  adoptedCallback() {
    if (!this.isOpen) return;
    this.kept = this.state;
    this.disappear();
    this.appear();
  }

  /** @private */
  disappear() {
    if (!this.isOpen) return;
    this.isOpen = false;
    clearTimeout(this.timer);
    this.patience.end();
    this.colours.dispose();
    this.dispose();
    this.root = make('div', { class: 'lab figure', part: 'figure' });
    this.shadow.replaceChildren(make('slot'));
  }

  /**
   * @protected
   * @param {string} name
   * @param {string | null} before
   * @param {string | null} now
   */
  attributeChangedCallback(name, before, now) {
    if (before === now) return;
    const parameter = Object.keys(this.parameters).find((one) => one.toLowerCase() === name);
    if (!this.isOpen) {
      // The newer counts.
      if (parameter) delete this.kept?.[parameter];
      return;
    }
    if (parameter) this.set({ [parameter]: now ?? this.parameters[parameter].fallback });
    else if (name === 'theme') this.dress();
    else if (REBUILT.includes(name)) this.adoptedCallback();
  }

  /** @private */
  dress() {
    const { styles } = this.kind;
    adopt(this.shadow, [tokens, base, figureStyle, ...styles, forced]);
    this.root.dataset.theme = this.getAttribute('theme') ?? 'auto';
  }

  /** @private @param {import('../../support.js').FeatureName[]} lacks */
  sayLacking(lacks) {
    const text = this.wordsAround().t('support.lacking', lacks, LEAST);
    // What stands in it stays, also what it would have taken into a place of its own.
    const names = new Set([...Array.from(this.children, ({ slot }) => slot), '']);
    const slots = [...names].map((name) => make('slot', { name }));
    this.shadow.replaceChildren(...slots, make('p', { role: 'status' }, text));
  }

  /** @private */
  wordsAround() {
    return wordsFor(this, this.kind.words);
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
      this.patience.begin();
      try {
        // Whoever changed the state goes on first: a figure may begin to move.
        await Promise.resolve();
        await this.update();
        this.symbols?.follow();
        this.root.querySelector('.failure')?.remove();
        if (this.isOpen) this.tell();
      } catch (error) {
        this.fail(error);
      }
    }
    this.isBusy = false;
    this.patience.end();
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
