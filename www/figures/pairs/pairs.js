/**
 * Which pairs hold the critic: one critic for each way to choose them, all trained on the same two minibatches of
 * digits, their gaps beside the exact distance. What becomes of the one without a penalty is guessed first.
 */

import { chartStyles } from '../../ui/styles/charts.js';
import { DATA } from '../kit/data.js';
import { ASK } from '../kit/guess.js';
import { guessStyle } from '../kit/guess-style.js';
import { GuessView } from '../kit/guess-view.js';
import { PAIR_KINDS } from './kinds.js';
import { check } from '../kit/parameters.js';
import { Race, STEPS } from './race.js';
import { pairsStyle } from './style.js';
import { LAMBDAS, PairsView, SHOWN } from './view.js';
import { TrainedFigure } from '../kit/trained-figure.js';
import { startsByItself } from '../kit/training.js';
import { en } from './words/en.js';
import { zh } from './words/zh.js';

const SHOW = { fallback: 'all', choices: ['all', ...PAIR_KINDS] };

/** @typedef {import('../kit/first-digits.js').FirstDigits} FirstDigits */

/** @extends {TrainedFigure<Race>} */
export default class Pairs extends TrainedFigure {
  /** @override @type {typeof TrainedFigure.parameters} */
  static parameters = {
    ...Object.fromEntries(PAIR_KINDS.map((kind) => [kind, { fallback: true }])),
    lambda: { fallback: '10', choices: LAMBDAS },
    count: { fallback: '64', choices: ['16', '32', '64', '128', '256'] },
    data: DATA,
    ask: ASK,
    seed: { fallback: 7, least: 0, most: Number.MAX_SAFE_INTEGER, isWhole: true },
  };
  static words = { en, zh };

  /** @override @type {typeof TrainedFigure.styles} */
  static styles = [...chartStyles, guessStyle, pairsStyle];

  /** @private */
  view = /** @type {PairsView} */ (/** @type {unknown} */ (null));
  /** @private */
  guess = /** @type {GuessView} */ (/** @type {unknown} */ (null));

  /** @override @protected */
  build() {
    this.isWanted = startsByItself();
    this.guess = new GuessView('no-constraint', this.t, () => this.changed());
    this.view = new PairsView(this.t, this.colours, this.root.lang, {
      run: () => this.toggle(),
      set: (patch) => this.set(patch),
    });
    this.picture = this.view.picture;
    this.view.bar.insertBefore(this.resetButton(), this.view.runButton.nextSibling);
    this.root.append(this.guess.element, this.view.picture, this.view.bar, this.view.note);
    this.watchSight();
  }

  /** @override @protected */
  describe() {
    const { t, trained: race } = this;
    if (!race) return t('pairs.empty');
    const { exactDistance } = race.opened;
    const told = this.kinds.filter((kind) => !this.isKept(kind));
    const parts = told.map((kind) => {
      const verdict = t(`pairs.${race.verdict(kind)}`);
      return t(
        'pairs.says',
        t(`pairs.${kind}`),
        verdict,
        race.ratio(kind),
        race.courses[kind].slope,
      );
    });
    return t('pairs.described', exactDistance, this.steps, parts);
  }

  /**
   * `show` names one kind of pairs, to be seen alone, or `all`.
   * @override
   * @param {Record<string, unknown>} patch
   */
  set({ show, ...rest }) {
    const shown = show === undefined ? undefined : check('show', show, SHOW);
    const kinds = PAIR_KINDS.map((kind) => [kind, shown === 'all' || shown === kind]);
    super.set(shown === undefined ? rest : { ...Object.fromEntries(kinds), ...rest });
  }

  /** @override @protected */
  dispose() {
    super.dispose();
    this.guess.dispose();
    this.view.dispose();
  }

  /** @override @protected */
  get others() {
    return [this.value('lambda')];
  }

  /** @private Those that are shown. */
  get kinds() {
    return PAIR_KINDS.filter((kind) => Boolean(this.value(kind)));
  }

  /** @private Steps that all that are shown have done. */
  get steps() {
    const { trained: race } = this;
    const steps = this.kinds.map((kind) => race?.courses[kind].steps ?? 0);
    return steps.length > 0 ? Math.min(...steps) : 0;
  }

  /** @private Whether the reader is to guess it first. @param {string} kind */
  isKept(kind) {
    return kind === 'none' && this.guess.isOpen;
  }

  /** @override @protected */
  get progress() {
    return this.view.loading;
  }

  /** @override @protected */
  opener() {
    const wanted = {
      count: Number(this.value('count')),
      seed: this.wholeSeed,
      lambda: Number(this.value('lambda')),
      shown: SHOWN,
    };
    return (/** @type {FirstDigits} */ first) => Race.open(first, wanted);
  }

  /** @override @protected @param {Race} race */
  begun(race) {
    this.view.open(race);
  }

  /** @override @protected */
  get isDone() {
    return this.trained !== null && !this.trained.next(this.kinds);
  }

  /** @override @protected @param {Race} race */
  extend(race) {
    race.goal += STEPS;
  }

  /** @override @protected The one whose turn it is. */
  async train() {
    const kind = this.trained?.next(this.kinds);
    if (kind) await this.trained?.train(kind);
  }

  /** @override @protected */
  draw() {
    const { isRunning, trained: race } = this;
    this.guess.ask(this.value('ask'));
    const end = race?.endOf('none') ?? null;
    if (end) this.guess.settle(end);
    else this.guess.unsettle();
    this.view.draw(race, this.values, {
      isRunning,
      isDone: this.isDone,
      steps: this.steps,
      isKept: (kind) => this.isKept(kind),
    });
    this.dataset.steps = String(this.steps);
  }
}
