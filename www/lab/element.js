/**
 * The custom element: what an author and a script see. It is opened when it comes into the document, and closed
 * when it has left; a move within the document keeps the run.
 */

import { suggestBase } from '../load/base.js';
import { named } from '../load/errors.js';
import { MNIST, OWN as OWN_IMAGES } from '../load/sets.js';
import { flag, text } from '../run/keys.js';
import { addressSource, isPlace, KEYS, readSettings, writeAddress } from '../run/settings.js';
import { chooseLanguage } from '../strings/language.js';
import { Strings } from '../strings/strings.js';
import { LEAST, lacking } from '../support.js';
import { BaseElement } from '../ui/base-element.js';
import { make } from '../ui/dom.js';
import { Attention } from './attention.js';
import { Lab } from './lab.js';
import { reflect, upgrade } from '../ui/reflect.js';
import { View } from './view.js';

// Imported, and not defined, so that the types of the package need none of the lab's.
/** @import { Config, DeviceName, Patch, RunState, TransportReport, WeightReport } from '../types.js' */
/** @import { Settings } from '../run/settings.js' */
/** @import { EventName } from './lab.js' */

const MOST_STEPS = 10_000;
const MOST_SAMPLES = 4_096;
const MOST_BINS = 1_024;

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

/**
 * Of an element alone, and no setting of a run: `address` says that it follows the page's address too, which wins;
 * `base` where the files lie.
 */
const OWN = { address: flag('address'), base: text() };
/** What a view is made of: another of these is another view. */
const VIEWED = ['lang', 'controls', 'grid', 'together', 'data'];
const NAMES = [...Object.keys(OWN), ...Object.keys(KEYS)];

export class EarthMover extends BaseElement {
  static observedAttributes = NAMES;

  /** @type {ShadowRoot} */
  #shadow = this.attachShadow({ mode: 'open' });
  /** @type {Lab | null} */
  #lab = null;
  /** @type {View | null} */
  #view = null;
  #attention = new Attention(this);
  #isPlanned = false;

  /** Iterations done. */
  get iteration() {
    return this.#lab?.run.iteration ?? 0;
  }

  /** What it is at. @returns {RunState} */
  get state() {
    return this.#lab?.run.state ?? 'idle';
  }

  /** The whole configuration of the run, once there is one. @returns {Config | null} */
  get currentConfig() {
    return structuredClone(this.#lab?.run.config ?? null);
  }

  /** Which device trains. @returns {DeviceName | null} */
  get currentDevice() {
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
  get currentLanguage() {
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
    return lab.step(n);
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
   * How the critic's weights are spread, of a run that is there.
   * @param {number} [bins]
   * @returns {Promise<WeightReport>}
   */
  async weights(bins = 61) {
    checkCount('weights', 'bins', bins, MOST_BINS);
    const lab = this.#opened('weights');
    await lab.live();
    return lab.run.ask('weights', { bins });
  }

  /**
   * Something else shows this run: while that is near the reader the run trains on as if the lab were in sight,
   * and its distances are measured whatever instruments the lab has; also after the lab was taken out and put back.
   * @param {Element} element
   * @param {(images: Uint8Array, iteration: number) => void} [drawn] what shows the digits of its grid instead of its
   *   distances: called with them, 784 bytes each, now and whenever they are others
   * @returns {() => void} it no longer does
   */
  shownIn(element, drawn) {
    this.#opened('shownIn');
    return this.#attention.add(element, drawn ?? null);
  }

  /**
   * Lights what symbols of the text around it stand for: `f`, `g`, `z`, `P`, `Q`, `gap`, `W1`, `K`, `λ`.
   * @param {readonly string[]} names none lets go
   */
  light(names) {
    this.#opened('light').store.set({ lit: names });
  }

  /** @protected */
  connectedCallback() {
    upgrade(this, NAMES);
    if (this.#lab) return;
    const base = this.getAttribute('base');
    if (base) suggestBase(base);
    const lacks = lacking();
    if (lacks.length > 0) return this.#sayLacking(lacks);
    this.#lab = new Lab(this.#readSettings(), (name, detail) => this.#emit(name, detail));
    this.#lab.images.learnt = () => this.#lab && this.#openView();
    this.#openView();
    this.#attention.begin(this.#lab);
    if (this.#lab.settings.loading === 'eager') this.#lab.startByItself();
    addEventListener('hashchange', this.#followAddress);
  }

  /**
   * Another document has other style sheets, another window to be seen in, and perhaps another language.
   * @protected
   */
  adoptedCallback() {
    if (!this.#lab) return;
    this.#openView();
    this.#attention.attend();
  }

  /** @protected Whoever moves it takes it out and puts it in again, at once. */
  disconnectedCallback() {
    setTimeout(() => {
      if (this.isConnected) return;
      removeEventListener('hashchange', this.#followAddress);
      this.#attention.end();
      this.#view?.dispose();
      this.#lab?.close();
      this.#view = this.#lab = null;
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
    if (this.address && !isPlace(location.hash)) this.#adopt();
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
    if (names.some((name) => VIEWED.includes(name))) this.#openView();
    else this.#view?.dress();
    if (names.includes('background')) this.#attention.hold();
  }

  /** @returns {Settings} */
  #readSettings() {
    const address = this.address ? addressSource(location) : () => null;
    return readSettings((name) => address(name) ?? this.getAttribute(name));
  }

  #openView() {
    const lab = /** @type {Lab} */ (this.#lab);
    this.#view?.dispose();
    const { lang, data } = lab.settings;
    const strings = new Strings(chooseLanguage(lang, this), { areDigits: data === MNIST });
    this.#view = new View(this.#shadow, lab, { strings, choose: (chosen) => this.#choose(chosen) });
  }

  /** @param {Partial<Settings>} chosen by the reader */
  #choose(chosen) {
    const lab = this.#lab;
    if ('background' in chosen) {
      lab?.run.set(chosen);
      this.#attention.hold();
    }
    if (chosen.data) return this.#takeData(chosen.data);
    if (!this.address) return;
    lab?.follow({ ...lab.given, ...chosen });
    writeAddress(chosen);
  }

  /** Other images are another view; the reader's own are in no address. @param {string} data */
  #takeData(data) {
    const lab = this.#lab;
    if (!lab) return;
    const taken = lab.images.take(data).then(() => {
      if (lab !== this.#lab || !this.address || data === OWN_IMAGES) return;
      lab.follow({ ...lab.given, data });
      writeAddress({ data });
    });
    lab.attempt(taken);
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
    const message = text && new Strings(this.currentLanguage).text(text);
    const detail = message ? { ...rest, message } : rest;
    // It tells those who listen to it: further up the same names are other things, `error` above all.
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  /**
   * In the page's own looks, since ours are among what may be missing; what stands in the element stays.
   * @param {import('../support.js').FeatureName[]} lacks
   */
  #sayLacking(lacks) {
    const { t } = new Strings(this.currentLanguage);
    const text = make('p', { role: 'status' }, t('support.lacking', lacks, LEAST));
    const root = make('section', { class: 'lab', 'data-state': 'failed' }, text);
    this.#shadow.replaceChildren(root, make('slot'));
  }
}

reflect(EarthMover, { ...OWN, ...KEYS });
