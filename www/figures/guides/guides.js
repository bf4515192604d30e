/**
 * Who guides the images: a generator that goes by the exact plan of each minibatch learns to blur, one that goes by a
 * critic learns to draw, and images without a generator, noise at first, become digits by a critic alone.
 */

import { chartStyles } from '../../ui/styles/charts.js';
import { DATA } from '../kit/data.js';
import { TrainedFigure } from '../kit/trained-figure.js';
import { startsByItself } from '../kit/training.js';
import { Courses, GUIDES, STEPS } from './courses.js';
import { guidesStyle } from './style.js';
import { COUNTS, GuidesView } from './view.js';
import { en } from './words/en.js';
import { zh } from './words/zh.js';

/** @typedef {import('../kit/first-digits.js').FirstDigits} FirstDigits */

/** @extends {TrainedFigure<Courses>} */
export default class Guides extends TrainedFigure {
  /** @override @type {typeof TrainedFigure.parameters} */
  static parameters = {
    count: { fallback: '64', choices: COUNTS },
    data: DATA,
    seed: { fallback: 7, least: 0, most: Number.MAX_SAFE_INTEGER, isWhole: true },
  };
  static words = { en, zh };

  /** @override @type {typeof TrainedFigure.styles} */
  static styles = [...chartStyles, guidesStyle];

  /** @private */
  view = /** @type {GuidesView} */ (/** @type {unknown} */ (null));

  /** @override @protected */
  build() {
    this.isWanted = startsByItself();
    this.view = new GuidesView(this.t, this.colours, this.root.lang, {
      run: () => this.toggle(),
      set: (patch) => this.set(patch),
    });
    this.picture = this.view.picture;
    this.view.runButton.after(this.resetButton());
    this.root.append(this.view.picture, this.view.bar, this.view.note);
    this.watchSight();
  }

  /** @override @protected */
  describe() {
    const { t, trained: courses } = this;
    if (!courses || GUIDES.some((name) => !courses.by[name].latest)) return t('guides.empty');
    const { opened, grey, steps, by } = courses;
    const parts = GUIDES.map((name) => {
      const { latest, grey } = by[name];
      return t('guides.says', t(`guides.${name}`), latest?.exactDistance ?? NaN, grey);
    });
    const real = t('guides.says', t('guides.real'), opened.floor, grey);
    return `${t('guides.described', steps, [real, ...parts])} ${this.sentence()}`;
  }

  /** @override @protected */
  dispose() {
    super.dispose();
    this.view.dispose();
  }

  /** @override @protected As many as the page loads for others, and a run of a lab begins with. */
  get needed() {
    return 2000;
  }

  /** @override @protected */
  get progress() {
    return this.view.loading;
  }

  /** @override @protected */
  opener() {
    const [count, seed] = [Number(this.value('count')), this.wholeSeed];
    return (/** @type {FirstDigits} */ first) => Courses.open(first, count, seed);
  }

  /** @override @protected @param {Courses} courses */
  begun(courses) {
    this.view.open(courses);
  }

  /** @override @protected */
  get isDone() {
    return this.trained !== null && !this.trained.next;
  }

  /** @override @protected @param {Courses} courses */
  extend(courses) {
    courses.goal += STEPS;
  }

  /** @override @protected */
  async train() {
    const name = this.trained?.next;
    if (name) await this.trained?.train(name);
  }

  /** @override @protected */
  draw() {
    const { isRunning, isDone, trained: courses } = this;
    const at = { count: String(this.value('count')), isRunning, isDone, sentence: this.sentence() };
    this.view.draw(courses, at);
    this.dataset.steps = String(courses?.steps ?? 0);
  }

  /** @private What is to be seen just now. */
  sentence() {
    const { t, trained: courses } = this;
    if (!courses) return t('guides.waiting');
    if (courses.isEarly) return t('guides.early');
    const isSo = courses.isNearer('plan') && courses.isBlurred('plan');
    const plan = isSo ? t('guides.blurred', courses.by.plan.grey, courses.grey) : t('guides.not');
    return courses.hasStrokes('critic') ? `${plan} ${t('guides.strokes')}` : plan;
  }
}
