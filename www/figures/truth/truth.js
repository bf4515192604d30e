/**
 * Beside the truth: digits and the same moved along rays, whose distance and best critic are known in closed form, and
 * a critic of the two under a constraint that the reader chooses, scored by both while it trains.
 */

import { chartStyles } from '../../ui/styles/charts.js';
import { DATA } from '../kit/data.js';
import { TrainedFigure } from '../kit/trained-figure.js';
import { startsByItself } from '../kit/training.js';
import { NAMES } from './constraints.js';
import { CENTRES, Courses, sizeOf, STEPS, wayOf } from './courses.js';
import { truthStyle } from './style.js';
import { SHOWN, TruthView } from './view.js';
import { en } from './words/en.js';
import { zh } from './words/zh.js';

/** @typedef {import('./constraints.js').ConstraintName} ConstraintName */
/** @typedef {import('../kit/first-digits.js').FirstDigits} FirstDigits */

/** @extends {TrainedFigure<Courses>} */
export default class Truth extends TrainedFigure {
  /** @override @type {typeof TrainedFigure.parameters} */
  static parameters = {
    constraint: { fallback: NAMES[0], choices: NAMES },
    count: { fallback: '64', choices: ['16', '32', '64', '128', '256'] },
    data: DATA,
    seed: { fallback: 7, least: 0, most: Number.MAX_SAFE_INTEGER, isWhole: true },
  };
  static words = { en, zh };

  /** @override @type {typeof TrainedFigure.styles} */
  static styles = [...chartStyles, truthStyle];

  /** @private The constraint that is seen, and the one before it. @type {{ now: ConstraintName, before: ConstraintName | null }} */
  seen = { now: NAMES[0], before: null };
  /** @private */
  view = /** @type {TruthView} */ (/** @type {unknown} */ (null));

  /** @override @protected */
  build() {
    this.isWanted = startsByItself();
    this.seen = { now: this.chosen, before: null };
    this.view = new TruthView(this.t, this.colours, this.root.lang, {
      run: () => this.toggle(),
      choose: (constraint) => this.set({ constraint }),
    });
    this.picture = this.view.picture;
    this.view.runButton.after(this.resetButton());
    this.root.append(this.view.picture, this.view.bar, this.view.note);
    this.watchSight();
  }

  /** @override @protected */
  describe() {
    const { t, trained: courses, chosen: constraint } = this;
    const latest = courses?.by[constraint].latest;
    if (!courses || !latest) return t('truth.empty', t(`truth.${constraint}`));
    const { gap, criticDistance, cosine } = latest;
    const { exactDistance } = courses.opened;
    const { steps } = courses.by[constraint];
    const name = t(`truth.${constraint}`);
    const scores = t('truth.described', exactDistance, name, steps, gap, criticDistance, cosine);
    return `${scores} ${this.sentence()}`;
  }

  /** @override @protected */
  dispose() {
    super.dispose();
    this.view.dispose();
  }

  /** @private @returns {ConstraintName} */
  get chosen() {
    return this.value('constraint');
  }

  /** @override @protected Some stay where they are, and are what others are moved towards. */
  get needed() {
    return super.needed + CENTRES;
  }

  /** @override @protected */
  get progress() {
    return this.view.loading;
  }

  /** @override @protected */
  opener() {
    const wanted = { count: Number(this.value('count')), seed: this.wholeSeed, shown: SHOWN };
    return (/** @type {FirstDigits} */ first) => Courses.open(first, wanted);
  }

  /** @override @protected @param {Courses} courses */
  begun(courses) {
    this.seen = { now: this.chosen, before: null };
    this.view.open(courses);
  }

  /** @override @protected */
  get isDone() {
    return this.trained?.isDone(this.chosen) ?? false;
  }

  /** @override @protected @param {Courses} courses */
  extend(courses) {
    courses.by[this.chosen].goal += STEPS;
  }

  /** @override @protected */
  async train() {
    await this.trained?.train(this.chosen);
  }

  /** @override @protected */
  draw() {
    const { trained: courses, chosen: constraint, seen, isRunning } = this;
    if (seen.now !== constraint) {
      // One that has not begun has nothing to be compared with.
      const before = courses?.by[seen.now].latest ? seen.now : seen.before;
      this.seen = { now: constraint, before: before === constraint ? null : before };
    }
    this.view.draw(courses, constraint, {
      before: this.seen.before,
      isRunning,
      isDone: this.isDone,
      sentence: this.sentence(),
    });
    this.dataset.steps = String(courses?.by[constraint].steps ?? 0);
  }

  /** @private What is to be seen just now. */
  sentence() {
    const { t, trained: courses, chosen: constraint } = this;
    const course = courses?.by[constraint];
    if (!course?.latest) return t('truth.waiting');
    const size = sizeOf(course);
    if (size === 'early') return t('truth.early');
    const way = wayOf(course.latest.cosine);
    return t('truth.sentence', t(`truth.size.${size}`), t(`truth.way.${way}`));
  }
}
