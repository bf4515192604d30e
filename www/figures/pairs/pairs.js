/**
 * Which pairs hold the critic: one critic for each way to choose them, all trained on the same two minibatches of
 * digits, their gaps beside the exact distance. What becomes of the one without a penalty is guessed first.
 */

import { chartStyles } from '../../ui/styles/charts.js';
import { compiledModule } from '../../run/shared.js';
import { DATA } from '../kit/data.js';
import { Figure } from '../kit/figure.js';
import { firstDigits } from '../kit/first-digits.js';
import { ASK } from '../kit/guess.js';
import { guessStyle } from '../kit/guess-style.js';
import { GuessView } from '../kit/guess-view.js';
import { PAIR_KINDS } from './kinds.js';
import { check } from '../kit/parameters.js';
import { Race, STEPS } from './race.js';
import { pairsStyle } from './style.js';
import { LAMBDAS, PairsView, SHOWN } from './view.js';
import { Sight } from '../kit/sight.js';
import { startsByItself } from '../kit/training.js';
import { en } from './words/en.js';
import { zh } from './words/zh.js';

const DRAW_EVERY_MS = 250;
const SHOW = { fallback: 'all', choices: ['all', ...PAIR_KINDS] };

export default class Pairs extends Figure {
  /** @override @type {typeof Figure.parameters} */
  static parameters = {
    ...Object.fromEntries(PAIR_KINDS.map((kind) => [kind, { fallback: true }])),
    lambda: { fallback: '10', choices: LAMBDAS },
    count: { fallback: '64', choices: ['16', '32', '64', '128', '256'] },
    data: DATA,
    ask: ASK,
    seed: { fallback: 7, least: 0, most: Number.MAX_SAFE_INTEGER },
  };
  static words = { en, zh };

  /** @override @type {typeof Figure.styles} */
  static styles = [...chartStyles, guessStyle, pairsStyle];

  /** @private Whether the critics are to train. */
  isWanted = false;
  /** @private Raised by a reset. */
  era = 0;
  /** @private @type {Race | null} */
  race = null;
  /** @private What the race is made of. */
  raceKey = '';
  /** @private */
  drawnAt = -Infinity;
  /** @private */
  view = /** @type {PairsView} */ (/** @type {unknown} */ (null));
  /** @private */
  guess = /** @type {GuessView} */ (/** @type {unknown} */ (null));
  /** @private */
  sight = /** @type {Sight} */ (/** @type {unknown} */ (null));

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
    this.sight = new Sight(this, () => this.redraw());
  }

  /** @override @protected */
  async update() {
    try {
      if (this.raceKey !== this.key) await this.begin();
      this.draw();
      for (let kind = this.next(); kind; kind = this.next()) {
        await this.race?.train(kind);
        if (performance.now() - this.drawnAt > DRAW_EVERY_MS) this.draw();
      }
      this.draw();
    } catch (error) {
      // Another try begins with other minibatches.
      this.end();
      throw error;
    }
  }

  /** @override @protected A press is answered at once, while critics train. */
  changed() {
    super.changed();
    if (this.isConnected) this.draw();
  }

  /** @override @protected */
  describe() {
    const { t, race } = this;
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

  /** @override */
  reset() {
    this.era += 1;
    this.isWanted = startsByItself();
    super.reset();
  }

  /** @override @protected */
  dispose() {
    this.sight.dispose();
    this.guess.dispose();
    this.view.dispose();
    this.end();
  }

  /** @private */
  get wholeSeed() {
    return Math.floor(this.value('seed'));
  }

  /** @private */
  get key() {
    return JSON.stringify([this.value('count'), this.wholeSeed, this.value('lambda'), this.era]);
  }

  /** @private Those that are shown. */
  get kinds() {
    return PAIR_KINDS.filter((kind) => Boolean(this.value(kind)));
  }

  /** @private Steps that all that are shown have done. */
  get steps() {
    const { race } = this;
    const steps = this.kinds.map((kind) => race?.courses[kind].steps ?? 0);
    return steps.length > 0 ? Math.min(...steps) : 0;
  }

  /** @private Whether the reader is to guess it first. @param {string} kind */
  isKept(kind) {
    return kind === 'none' && this.guess.isOpen;
  }

  /** @private Nothing is left to do. */
  get isDone() {
    return this.race !== null && !this.race.next(this.kinds);
  }

  /** @private */
  toggle() {
    const isAtRest = !this.isWanted || this.isDone;
    if (this.race && this.isDone) this.race.goal += STEPS;
    this.isWanted = isAtRest;
    this.changed();
  }

  /** @private Whose turn it is. */
  next() {
    const isOurs = this.raceKey === this.key && this.isConnected;
    return isOurs && this.isWanted && this.sight.isSeen ? this.race?.next(this.kinds) : undefined;
  }

  /** @private Other minibatches, and critics that know nothing yet. */
  async begin() {
    const isLoaded = this.race !== null;
    if (!isLoaded && !(this.isWanted && this.sight.isSeen)) return;
    this.end();
    const { key, view } = this;
    // What is set while they are on their way is another key's.
    const wanted = {
      count: Number(this.value('count')),
      seed: this.wholeSeed,
      lambda: Number(this.value('lambda')),
      shown: SHOWN,
    };
    const race = await this.load(wanted).finally(() => view.loading.hide());
    // Nobody would close it.
    if (view !== this.view || !this.isConnected) return race.close();
    this.race = race;
    this.raceKey = key;
    view.open(race);
  }

  /** @private @param {import('./race.js').Wanted} wanted */
  async load(wanted) {
    const { loading } = this.view;
    const [first] = await Promise.all([
      firstDigits(String(this.value('data')), wanted.count, loading.part('digits')),
      compiledModule('cpu', loading.part('module')),
    ]);
    return Race.open(first, wanted);
  }

  /** @private */
  end() {
    this.race?.close();
    this.race = null;
    this.raceKey = '';
  }

  /** @private */
  draw() {
    this.drawnAt = performance.now();
    const isRunning = this.isWanted && !this.isDone;
    this.guess.ask(this.value('ask'));
    const end = this.race?.endOf('none') ?? null;
    if (end) this.guess.settle(end);
    else this.guess.unsettle();
    this.view.draw(this.race, this.values, {
      isRunning,
      isDone: this.isDone,
      steps: this.steps,
      isKept: (kind) => this.isKept(kind),
    });
    this.dataset.steps = String(this.steps);
    this.dataset.state = isRunning ? 'running' : 'paused';
    this.picture?.setAttribute('aria-label', this.describe());
  }
}
