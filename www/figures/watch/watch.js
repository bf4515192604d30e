/**
 * The lab's own run, watched: the exact distance and what its critic makes of it, over iterations, and the learned
 * critic against the best one, digit by digit. What the exact distance does is guessed first.
 */

import { chartStyles } from '../../ui/styles/charts.js';
import { Figure } from '../kit/figure.js';
import { ASK } from '../kit/guess.js';
import { guessStyle } from '../kit/guess-style.js';
import { GuessView } from '../kit/guess-view.js';
import { courseOf } from '../lab-truths.js';
import { reveal, setLab } from '../links.js';
import { watchStyle } from './style.js';
import { WatchView } from './view.js';
import { en } from './words/en.js';
import { zh } from './words/zh.js';

/** @typedef {import('../../lab/element.js').EarthMover} EarthMover */
/** @typedef {import('../../protocol.js').TransportReport} TransportReport */

const EVENTS = ['ready', 'statechange', 'step', 'measure'];
const BOUNDED = 'bounded';
/** What the prose is about: the default, on a processor and on a GPU. */
const USUAL = ['article', 'wide'];

export default class Watch extends Figure {
  /** @override @type {typeof Figure.parameters} */
  static parameters = { bounded: { fallback: false }, ask: ASK };
  /** @override The id of the lab. */
  static attributes = { lab: { fallback: 'lab', parse: (/** @type {string} */ text) => text } };
  static needsLab = true;
  static words = { en, zh };

  /** @override @type {typeof Figure.styles} */
  static styles = [...chartStyles, guessStyle, watchStyle];

  /** @private @type {EarthMover | null} */
  watched = null;
  /** @private Hears the lab no longer. @type {() => void} */
  leave = () => {};
  /** @private Undoes the switch to the bounded critic. @type {(() => void) | null} */
  goBack = null;
  /** @private The switch has been made, and the run has followed. */
  hasFollowed = false;
  /** @private What was known of the lab when it was last drawn. */
  known = '';
  /** @private @type {TransportReport | null} */
  latest = null;
  /** @private @type {import('../../strings/strings.js').Strings | null} */
  labWords = null;
  /** @private */
  view = /** @type {WatchView} */ (/** @type {unknown} */ (null));
  /** @private */
  guess = /** @type {GuessView} */ (/** @type {unknown} */ (null));

  /** @override @protected */
  build() {
    this.guess = new GuessView('exact-course', this.t, () => this.redraw());
    this.view = new WatchView(this.t, this.colours, this.root.lang, {
      start: () => this.start(),
      go: () => this.go(),
      bound: (bounded) => this.set({ bounded }),
      usual: () => this.goUsual(),
      resized: () => this.redraw(),
    });
    this.picture = this.view.picture;
    this.view.bar.append(this.resetButton());
    this.root.append(this.guess.element, this.view.picture, this.view.bar);
  }

  /** @override @protected */
  async update() {
    const lab = this.watched ?? (await this.find());
    if (!this.isConnected) return;
    await this.obey(lab);
    this.draw(lab);
  }

  /** @override @protected */
  describe() {
    const { t, latest } = this;
    if (!latest) return t(this.isIdle ? 'watch.idle' : 'watch.waiting');
    const { iteration, exactDistance, criticDistance, nearestDistance, floor } = latest;
    if (this.guess.isOpen) return `${t('watch.asked', iteration, criticDistance)} ${this.named()}`;
    const ratio = criticDistance / exactDistance;
    const words = t('watch.described', iteration, exactDistance, criticDistance, ratio, floor);
    const nothing = t('watch.untaught', nearestDistance, nearestDistance / exactDistance);
    return `${words} ${nothing} ${this.sentence()} ${this.named()}`;
  }

  /** @override @protected */
  dispose() {
    this.leave();
    this.guess.dispose();
    this.view.dispose();
    this.watched = null;
  }

  /** @private */
  get isIdle() {
    return !this.watched || this.watched.state === 'idle';
  }

  /** @private Whether the run that is there has the bounded critic. */
  get isBounded() {
    return this.watched?.currentConfig?.constraint.kind === BOUNDED;
  }

  /** @private @returns {Promise<EarthMover>} */
  async find() {
    const id = this.getAttribute('lab') ?? 'lab';
    // Both may be in a shadow root of somebody's.
    const root = /** @type {Document | ShadowRoot} */ (this.getRootNode());
    const element = root.getElementById?.(id) ?? this.ownerDocument.getElementById(id);
    if (element?.localName !== 'earth-mover') {
      throw new Error(`lab is ${id}, but there is no <earth-mover id="${id}">`);
    }
    await customElements.whenDefined('earth-mover');
    // The lab's own words for its presets, which are there by now.
    const { Strings } = await import('../../strings/strings.js');
    this.labWords = new Strings(/** @type {'en'} */ (this.root.lang));
    const lab = /** @type {EarthMover} */ (element);
    if (!this.isConnected) return lab;
    const hear = () => this.hear();
    for (const name of EVENTS) lab.addEventListener(name, hear);
    const release = lab.shownIn(this);
    this.leave = () => {
      for (const name of EVENTS) lab.removeEventListener(name, hear);
      release();
    };
    this.watched = lab;
    return lab;
  }

  /** @private Steps come often, and most change nothing here. */
  hear() {
    if (this.known !== this.facts()) this.redraw();
  }

  /** @private What a drawing depends on, of the lab. */
  facts() {
    const { watched: lab } = this;
    const { columns, latest } = lab?.measured ?? { columns: {}, latest: null };
    const count = columns.iteration?.length ?? 0;
    return `${count} ${latest?.iteration} ${lab?.state === 'idle'} ${this.isBounded} ${this.preset}`;
  }

  /** @private What the lab trains, whoever has chosen it. */
  get preset() {
    const shown = /** @type {HTMLElement | null | undefined} */ (
      this.watched?.shadowRoot?.querySelector('.lab')
    );
    return shown?.dataset.ofPreset ?? USUAL[0];
  }

  /** @private Another preset than the prose is about, and not by this figure's switch. */
  get isOther() {
    return !this.isIdle && !this.value(BOUNDED) && !USUAL.includes(this.preset);
  }

  /**
   * Has the lab follow the switch, and the switch the lab, where a reader has changed the critic there.
   * @private
   * @param {EarthMover} lab
   */
  async obey(lab) {
    const isWanted = Boolean(this.value(BOUNDED));
    const isOn = this.goBack !== null;
    if (isWanted && !isOn) {
      this.hasFollowed = false;
      this.goBack = setLab(lab, { preset: BOUNDED });
    } else if (!isWanted && isOn) {
      this.goBack?.();
      this.goBack = null;
    } else if (isOn && this.isBounded) this.hasFollowed = true;
    else if (isOn && this.hasFollowed && lab.currentConfig) {
      this.goBack = null;
      this.set({ bounded: false });
    }
  }

  /** @private @param {EarthMover} lab */
  draw(lab) {
    const { columns, latest } = lab.measured;
    this.known = this.facts();
    this.latest = latest;
    this.settle(columns);
    this.view.draw(columns, latest, {
      isKept: this.guess.isOpen,
      isIdle: this.isIdle,
      isBounded: Boolean(this.value(BOUNDED)),
      isOther: this.isOther,
      named: this.named(),
      sentence: this.sentence(),
    });
    this.dataset.bounded = String(this.isBounded);
  }

  /** What has become of the exact distance, in a run of which the prose speaks. @private @param {Record<string, Float64Array>} columns */
  settle({ iteration, exactDistance }) {
    this.guess.ask(this.value('ask'));
    const isOurs = !this.isIdle && !this.isBounded && USUAL.includes(this.preset);
    const course = isOurs && iteration ? courseOf(iteration, exactDistance) : null;
    if (course) this.guess.settle(course);
    else this.guess.unsettle();
  }

  /** @private Which run is to be seen. */
  named() {
    if (this.isIdle || !this.labWords) return '';
    const name = this.labWords.t(/** @type {'preset.article'} */ (`preset.${this.preset}`));
    return this.t(this.isOther ? 'watch.other' : 'watch.run', name);
  }

  /** @private What is to be seen in it just now. */
  sentence() {
    const { t, latest } = this;
    if (this.isIdle) return '';
    if (!latest) return t('watch.waiting');
    if (this.isBounded) return t('watch.total', latest.gap);
    if (this.guess.isOpen) return t('watch.kept');
    const { exactDistance, criticDistance, floor } = latest;
    const ratio = criticDistance / exactDistance;
    return t(exactDistance < floor ? 'watch.underFloor' : 'watch.below', ratio);
  }

  /** @private The run that the prose is about. */
  goUsual() {
    if (this.watched) setLab(this.watched, { preset: USUAL[0] });
  }

  /** @private */
  start() {
    this.watched?.run().catch(console.error);
    this.go();
  }

  /** @private */
  go() {
    const { watched: lab } = this;
    if (!lab) return;
    reveal(lab);
    // For who goes by keys: from there on.
    if (!lab.hasAttribute('tabindex')) lab.tabIndex = -1;
    lab.focus({ preventScroll: true });
  }
}
