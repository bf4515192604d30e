/**
 * The custom element: what an author and a script see. It is opened when it comes into the document, and closed
 * when it has left; a move within the document keeps the run.
 */

import { named } from '../load/errors.js';
import { addressSource, isPlace, KEYS, readSettings, writeAddress } from '../run/settings.js';
import { chooseLanguage } from '../strings/language.js';
import { Strings } from '../strings/strings.js';
import { LEAST, lacking } from '../support.js';
import { make } from '../ui/dom.js';
import { Lab } from './lab.js';
import { Presence } from '../ui/presence.js';
import { View } from './view.js';

// Imported, and not defined, so that the types of the package need none of the lab's.
/** @import { Config, DeviceName, Patch, RunState, TransportReport } from '../types.js' */
/** @import { Settings } from '../run/settings.js' */
/** @import { EventName } from './lab.js' */

const MOST_STEPS = 10_000;
const MOST_SAMPLES = 4_096;

/**
 * @param {string} call
 * @param {string} argument
 * @param {unknown} value
 * @param {number} most
 */
function checkCount(call, argument, value, most) {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most) return;
  throw named(
    'ArgumentError',
    `${call}: ${argument} is ${String(value)}, but must be a whole number from 1 to ${most}`,
  );
}

export class EarthMover extends HTMLElement {
  // Follows its attributes; `address` says that it follows the page's address too, which wins.
  static observedAttributes = ['address', ...Object.keys(KEYS)];

  /** @type {ShadowRoot} */
  #shadow = this.attachShadow({ mode: 'open' });
  /** @type {Lab | null} */
  #lab = null;
  /** @type {View | null} */
  #view = null;
  /** @type {Presence | null} */
  #presence = null;
  /** What of it is near the reader: itself, and what shows its run. @type {Set<Element>} */
  #near = new Set();
  /** What shows its run, and how that ends. @type {Set<{ element: Element, end: () => void }>} */
  #showings = new Set();
  #isPlanned = false;

  /** Iterations done. */
  get iteration() {
    return this.#lab?.run.iteration ?? 0;
  }

  /** What it is at. @returns {RunState} */
  get state() {
    return this.#lab?.run.state ?? 'idle';
  }

  /** The whole configuration, once there is a run. @returns {Config | null} */
  get config() {
    return structuredClone(this.#lab?.run.config ?? null);
  }

  /** Which device trains. @returns {DeviceName | null} */
  get device() {
    return this.#lab?.run.device ?? null;
  }

  /**
   * The distances that its run has measured: a column for each number of `measure`, and the newest whole.
   * @returns {{ columns: Record<string, Float64Array>, latest: TransportReport | null }}
   */
  get measured() {
    const measurements = this.#lab?.measurements;
    return {
      columns: measurements?.transport.copy() ?? {},
      latest: structuredClone(measurements?.last.transport ?? null),
    };
  }

  /** The language that it speaks. */
  get language() {
    return chooseLanguage(this.#readSettings().lang, this);
  }

  /**
   * Trains, or loads what it needs to.
   * @returns {Promise<RunState>} its state: another lab, or a reader who looks elsewhere, may keep it paused
   */
  async run() {
    const lab = this.#opened('run');
    lab.go();
    await lab.live();
    return lab.run.state;
  }

  /** It stands still until `run` is called or the reader presses Run. */
  async pause() {
    this.#opened('pause').run.pause('reader');
  }

  /**
   * Exactly so many iterations more, also of a run that trains; then it stands paused.
   * @param {number} [n] iterations
   * @returns {Promise<number>} iterations done in all
   */
  async step(n = 1) {
    checkCount('step', 'n', n, MOST_STEPS);
    const lab = this.#opened('step');
    await lab.live();
    return lab.run.step(n);
  }

  /** The same settings from iteration 0. */
  async reset() {
    const lab = this.#opened('reset');
    if (!lab.isIdle) lab.run.reset();
    await lab.live();
  }

  /**
   * Changes the run. What cannot change while it goes on is refused with an error that says so, unless the run
   * may begin again.
   * @param {Patch<Config>} patch
   * @param {{ restart?: boolean }} [options]
   * @returns {Promise<Config>} what it is now
   */
  async configure(patch, { restart = false } = {}) {
    if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) {
      throw named(
        'ArgumentError',
        `configure: patch is ${JSON.stringify(patch)}, but must be an object of configuration fields`,
      );
    }
    const lab = this.#opened('configure');
    const { seed, ...rest } = patch;
    const wanted = seed === undefined ? lab.settings.seed : this.#checkedSeed(seed);
    // Nothing is lost where nothing has begun.
    const mayRestart = restart || lab.isIdle;
    await lab.live();
    if (!mayRestart) return lab.run.configure(patch);
    await lab.run.restart(rest, wanted);
    await lab.live();
    return /** @type {Config} */ (lab.run.config);
  }

  /**
   * @param {number | Float32Array} latents one after another, or how many to draw from the run's seed
   * @returns {Promise<Uint8Array>} images, 784 bytes each, 0 black to 255 white
   */
  async sample(latents) {
    const isGiven = latents instanceof Float32Array;
    if (!isGiven) checkCount('sample', 'n', latents, MOST_SAMPLES);
    const lab = this.#opened('sample');
    await lab.live();
    const { seed } = lab.settings;
    return lab.run.ask('sample', {
      latents: isGiven ? latents : { count: /** @type {number} */ (latents), seed },
    });
  }

  /**
   * Something else shows this run: while that is near the reader the run trains on as if the lab were in sight,
   * and its distances are measured whatever instruments the lab has; also after the lab was taken out and put back.
   * @param {Element} element
   * @returns {() => void} it no longer does
   */
  shownIn(element) {
    const lab = this.#opened('shownIn');
    const showing = { element, end: () => {} };
    this.#showings.add(showing);
    this.#show(showing, lab);
    return () => {
      this.#showings.delete(showing);
      showing.end();
    };
  }

  /** @protected */
  connectedCallback() {
    if (this.#lab) return;
    const lacks = lacking();
    if (lacks.length > 0) return this.#sayLacking(lacks);
    this.#lab = new Lab(this.#readSettings(), (name, detail) => this.#emit(name, detail));
    this.#openView();
    this.#presence = new Presence(this, {
      hidden: (isHidden) => this.#hold('hidden', isHidden),
      changed: (isNear, isFirst) => this.#follow(isNear, isFirst),
    });
    for (const showing of this.#showings) this.#show(showing, this.#lab);
    if (this.#lab.settings.loading === 'eager') this.#lab.startByItself();
    addEventListener('hashchange', this.#followAddress);
  }

  /** @protected Whoever moves it takes it out and puts it in again, at once. */
  disconnectedCallback() {
    setTimeout(() => {
      if (this.isConnected) return;
      removeEventListener('hashchange', this.#followAddress);
      this.#presence?.dispose();
      for (const { end } of this.#showings) end();
      this.#near.clear();
      this.#view?.dispose();
      this.#lab?.close();
      this.#presence = this.#view = this.#lab = null;
      this.#shadow.replaceChildren();
    });
  }

  /**
   * Several attributes may change in one go.
   * @protected
   * @param {string} _name
   * @param {string | null} before
   * @param {string | null} now
   */
  attributeChangedCallback(_name, before, now) {
    if (!this.#lab || before === now || this.#isPlanned) return;
    this.#isPlanned = true;
    queueMicrotask(() => this.#obeyAttributes());
  }

  /** What was set just now is set before anything else is done. */
  #obeyAttributes() {
    if (!this.#isPlanned) return;
    this.#isPlanned = false;
    this.#adopt();
  }

  /** A reader who goes to another place of the page keeps the run. */
  #followAddress = () => {
    if (this.hasAttribute('address') && !isPlace(location.hash)) this.#adopt();
  };

  #adopt() {
    const lab = this.#lab;
    if (!lab) return;
    const now = this.#readSettings();
    // What the reader has chosen since stands, but for what is given anew.
    const changed = Object.entries(now).filter(
      ([name, value]) =>
        JSON.stringify(value) !== JSON.stringify(lab.given[/** @type {'seed'} */ (name)]),
    );
    const anew = /** @type {Partial<Settings>} */ (Object.fromEntries(changed));
    // Changes are made to a preset, and mean nothing to another.
    if (anew.preset) anew.config = now.config;
    lab.adopt({ ...lab.settings, ...anew });
    lab.follow(now);
    const names = changed.map(([name]) => name);
    if (names.includes('lang') || names.includes('controls')) this.#openView();
    else this.#view?.dress();
  }

  /** @returns {Settings} */
  #readSettings() {
    const address = this.hasAttribute('address') ? addressSource(location) : () => null;
    return readSettings((name) => address(name) ?? this.getAttribute(name));
  }

  #openView() {
    const lab = /** @type {Lab} */ (this.#lab);
    this.#view?.dispose();
    const strings = new Strings(chooseLanguage(lab.settings.lang, this));
    this.#view = new View(this.#shadow, lab, { strings, choose: (chosen) => this.#choose(chosen) });
  }

  /** @param {Partial<Settings>} chosen by the reader */
  #choose(chosen) {
    if (!this.hasAttribute('address')) return;
    const lab = this.#lab;
    lab?.follow({ ...lab.given, ...chosen });
    writeAddress(chosen);
  }

  /**
   * @param {boolean} isNear
   * @param {boolean} isFirst
   */
  #follow(isNear, isFirst) {
    const lab = /** @type {Lab} */ (this.#lab);
    this.#see(this, isNear);
    if (!isNear) return;
    // What is there when the page opens was not scrolled to.
    if (!isFirst) lab.claim();
    lab.startByItself();
  }

  /**
   * @param {{ element: Element, end: () => void }} showing
   * @param {Lab} lab of now
   */
  #show(showing, lab) {
    const { element } = showing;
    const release = lab.measurements.want('transport');
    const presence = new Presence(element, {
      hidden: () => {},
      changed: (isNear, isFirst) => {
        this.#see(element, isNear);
        if (isNear && !isFirst) lab.claim();
      },
    });
    showing.end = () => {
      release();
      presence.dispose();
      this.#see(element, false);
      showing.end = () => {};
    };
  }

  /** @param {Element} element @param {boolean} isNear */
  #see(element, isNear) {
    if (isNear) this.#near.add(element);
    else this.#near.delete(element);
    this.#hold('away', this.#near.size === 0);
  }

  /**
   * @param {'hidden' | 'away'} reason
   * @param {boolean} isHeld
   */
  #hold(reason, isHeld) {
    const run = this.#lab?.run;
    if (isHeld) run?.pause(reason);
    else run?.resume(reason);
  }

  /** @param {unknown} seed */
  #checkedSeed(seed) {
    const value = KEYS.seed.parse(String(seed));
    if (typeof seed === 'number' && value !== undefined) return value;
    throw named(
      'ArgumentError',
      `configure: seed is ${String(seed)}, but must be ${KEYS.seed.allowed}`,
    );
  }

  /** @param {string} call */
  #opened(call) {
    this.#obeyAttributes();
    if (this.#lab) return this.#lab;
    throw named('NotReadyError', `${call}: the element is not in a document`);
  }

  /**
   * @param {EventName} name
   * @param {object} told
   */
  #emit(name, told) {
    const { text, ...rest } = /** @type {{ text?: import('../strings/say.js').Text }} */ (told);
    // What went wrong, in the words that the reader sees.
    const message = text && new Strings(this.language).text(text);
    const detail = message ? { ...rest, message } : rest;
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  /**
   * In the page's own looks, since ours are among what may be missing; what stands in the element stays.
   * @param {import('../support.js').FeatureName[]} lacks
   */
  #sayLacking(lacks) {
    const { t } = new Strings(this.language);
    const text = make('p', { role: 'status' }, t('support.lacking', lacks, LEAST));
    const root = make('section', { class: 'lab', 'data-state': 'failed' }, text);
    this.#shadow.replaceChildren(root, make('slot'));
  }
}
