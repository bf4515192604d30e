/**
 * A paradox: to a minibatch of real digits, copies of the mean image and k-means centres are nearer than another
 * minibatch of real digits is. The reader guesses first; nothing is compared before.
 */

import { savesData } from '../../run/saving.js';
import { compiledModule } from '../../run/shared.js';
import { figures } from '../../run/calculator.js';
import { DATA } from '../kit/data.js';
import { Figure } from '../kit/figure.js';
import { firstDigits } from '../kit/first-digits.js';
import { ASK } from '../kit/guess.js';
import { guessStyle } from '../kit/guess-style.js';
import { GuessView } from '../kit/guess-view.js';
import { paradoxStyle } from './style.js';
import { COUNTS, DRAWS, ParadoxView, RIVALS } from './view.js';
import { Sight } from '../kit/sight.js';
import { en } from './words/en.js';
import { zh } from './words/zh.js';

/** @typedef {import('../worker/paradox-answers.js').Advanced} Advanced */
/** @typedef {import('../worker/paradox-answers.js').ParadoxReport} ParadoxReport */

/** Centres are made of half of them: of fewer digits they lie farther off. */
const DIGITS = 2000;

export default class Paradox extends Figure {
  /** @override @type {typeof Figure.parameters} */
  static parameters = {
    count: { fallback: '64', choices: COUNTS },
    data: DATA,
    ask: ASK,
    seed: { fallback: 0, least: 0, most: Number.MAX_SAFE_INTEGER, isWhole: true },
  };
  static words = { en, zh };

  /** @override @type {typeof Figure.styles} */
  static styles = [guessStyle, paradoxStyle];

  /** @private The reader has asked for the digits, or need not. */
  isWanted = false;
  /** @private @type {{ key: string, id: number } | null} */
  session = null;
  /** @private @type {ParadoxReport | null} */
  report = null;
  /** @private */
  view = /** @type {ParadoxView} */ (/** @type {unknown} */ (null));
  /** @private */
  guess = /** @type {GuessView} */ (/** @type {unknown} */ (null));
  /** @private */
  sight = /** @type {Sight} */ (/** @type {unknown} */ (null));

  /** @override @protected */
  build() {
    this.isWanted = !savesData();
    this.guess = new GuessView('nearest', this.t, () => this.answered());
    this.view = new ParadoxView(this.t, this.colours, {
      begin: () => this.want(),
      set: (patch) => this.set(patch),
      another: () => this.set({ seed: this.wholeSeed + 1 }),
    });
    this.view.ask(this.guess);
    this.picture = this.view.picture;
    this.view.another.after(this.resetButton());
    this.root.append(this.guess.element, this.view.picture, this.view.note, this.view.bar);
    this.sight = new Sight(this, () => this.redraw());
  }

  /** @override @protected */
  async update() {
    this.guess.ask(this.value('ask'));
    if (this.session?.key !== this.key) this.report = null;
    this.draw();
    if (!this.isWanted || !this.sight.isSeen) return;
    try {
      if (this.session?.key !== this.key) await this.open();
      while (this.mayGoOn()) {
        await this.advance();
        this.draw();
      }
    } catch (error) {
      // Another try begins anew.
      this.session = null;
      throw error;
    }
  }

  /** @override @protected */
  describe() {
    const { t, answer: report } = this;
    const count = Number(this.value('count'));
    if (this.guess.isOpen) return t('paradox.asked', count);
    if (!report || report.real.mean === null) return t('paradox.empty', count);
    const parts = RIVALS.flatMap((rival) => {
      const { mean, deviation } = report[rival];
      return mean === null
        ? []
        : [t('paradox.says', t(`paradox.${rival}`, count), mean, deviation)];
    });
    return t('paradox.described', count, report.real.values.length, parts);
  }

  /** @override @protected */
  dispose() {
    this.sight.dispose();
    this.guess.dispose();
    this.close();
  }

  /** @private */
  get key() {
    return JSON.stringify([this.value('data'), this.value('count'), this.wholeSeed]);
  }

  /** @private */
  get wholeSeed() {
    return Math.floor(this.value('seed'));
  }

  /** @private What may be seen of the report. */
  get answer() {
    return this.guess.isOpen ? null : this.report;
  }

  /** @private */
  want() {
    this.isWanted = true;
    this.changed();
  }

  /** @private Who has guessed, or will not, wants to see it. */
  answered() {
    if (!this.guess.isOpen) this.isWanted = true;
    this.redraw();
  }

  /** @private */
  mayGoOn() {
    const isOurs = this.session?.key === this.key && this.isConnected;
    return isOurs && !this.guess.isOpen && this.sight.isSeen && (this.report?.progress ?? 0) < 1;
  }

  /** @private */
  async open() {
    this.close();
    const { key, view } = this;
    // What is set while they are on their way is another key's.
    const wanted = { count: Number(this.value('count')), draws: DRAWS, seed: this.wholeSeed };
    const id = await this.load(wanted).finally(() => view.loading.hide());
    this.report = null;
    this.session = { key, id };
    view.show(await figures.ask('paradoxPictures', id));
    // Nobody would close it.
    if (!this.isConnected) this.close();
  }

  /** @private @param {{ count: number, draws: number, seed: number }} wanted @returns {Promise<number>} its id */
  async load(wanted) {
    const { loading } = this.view;
    const [first] = await Promise.all([
      firstDigits(String(this.value('data')), DIGITS, loading.part('digits')),
      compiledModule('figures', loading.part('module')),
    ]);
    return figures.ask('paradoxOpen', first, wanted);
  }

  /** @private */
  close() {
    if (this.session) figures.release('paradoxClose', this.session.id);
    this.session = null;
  }

  /** @private */
  async advance() {
    const session = this.session;
    if (!session) return;
    /** @type {Advanced} */
    const { report, pictures } = await figures.ask('paradoxAdvance', session.id);
    if (session.key !== this.key) return;
    this.report = report;
    if (pictures) this.view.show(pictures);
  }

  /** @private */
  draw() {
    const { answer: report, isWanted, guess } = this;
    const count = Number(this.value('count'));
    if (report?.progress === 1) guess.settle(nearestOf(report));
    else guess.unsettle();
    this.view.draw(report, {
      count,
      seed: this.wholeSeed,
      isWanted: isWanted || guess.isOpen,
      guess: guess.guess,
    });
    this.dataset.progress = String(report?.progress ?? 0);
    this.picture?.setAttribute('aria-label', this.describe());
  }
}

/** @param {ParadoxReport} report of all draws */
const nearestOf = (report) =>
  RIVALS.reduce((least, rival) =>
    (report[rival].mean ?? Infinity) < (report[least].mean ?? Infinity) ? rival : least,
  );
