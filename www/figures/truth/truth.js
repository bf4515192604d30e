/**
 * Beside the truth: digits and the same moved along rays, whose distance and best critic are known in closed form, and
 * a critic of the two under a constraint that the reader chooses, scored by both while it trains.
 */

import { compiledModule } from '../../run/shared.js';
import { chartStyles } from '../../ui/styles/charts.js';
import { DATA } from '../kit/data.js';
import { Figure } from '../kit/figure.js';
import { firstDigits } from '../kit/first-digits.js';
import { Sight } from '../kit/sight.js';
import { startsByItself } from '../kit/training.js';
import { NAMES } from './constraints.js';
import { CENTRES, Courses, sizeOf, STEPS, wayOf } from './courses.js';
import { truthStyle } from './style.js';
import { SHOWN, TruthView } from './view.js';
import { en } from './words/en.js';
import { zh } from './words/zh.js';

/** @typedef {import('./constraints.js').ConstraintName} ConstraintName */

const DRAW_EVERY_MS = 250;

export default class Truth extends Figure {
  /** @override @type {typeof Figure.parameters} */
  static parameters = {
    constraint: { fallback: NAMES[0], choices: NAMES },
    count: { fallback: '64', choices: ['16', '32', '64', '128', '256'] },
    data: DATA,
    seed: { fallback: 7, least: 0, most: Number.MAX_SAFE_INTEGER },
  };
  static words = { en, zh };

  /** @override @type {typeof Figure.styles} */
  static styles = [...chartStyles, truthStyle];

  /** @private Whether the critic is to train. */
  isWanted = false;
  /** @private Raised by a reset. */
  era = 0;
  /** @private @type {Courses | null} */
  courses = null;
  /** @private What the courses are of. */
  coursesKey = '';
  /** @private The constraint that is seen, and the one before it. @type {{ now: ConstraintName, before: ConstraintName | null }} */
  seen = { now: NAMES[0], before: null };
  /** @private */
  drawnAt = -Infinity;
  /** @private */
  view = /** @type {TruthView} */ (/** @type {unknown} */ (null));
  /** @private */
  sight = /** @type {Sight} */ (/** @type {unknown} */ (null));

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
    this.sight = new Sight(this, () => this.redraw());
  }

  /** @override @protected */
  async update() {
    try {
      if (this.coursesKey !== this.key) await this.begin();
      this.draw();
      while (this.mayGoOn()) {
        await this.courses?.train(this.chosen);
        if (performance.now() - this.drawnAt > DRAW_EVERY_MS) this.draw();
      }
      this.draw();
    } catch (error) {
      // Another try begins with another pair.
      this.end();
      throw error;
    }
  }

  /** @override @protected A press is answered at once, while a critic trains. */
  changed() {
    super.changed();
    if (this.isConnected) this.draw();
  }

  /** @override @protected */
  describe() {
    const { t, courses, chosen: constraint } = this;
    const latest = courses?.by[constraint].latest;
    if (!courses || !latest) return t('truth.empty', t(`truth.${constraint}`));
    const { gap, criticDistance, cosine } = latest;
    const { exactDistance } = courses.opened;
    const { steps } = courses.by[constraint];
    const name = t(`truth.${constraint}`);
    const scores = t('truth.described', exactDistance, name, steps, gap, criticDistance, cosine);
    return `${scores} ${this.sentence()}`;
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
    this.view.dispose();
    this.end();
  }

  /** @private @returns {ConstraintName} */
  get chosen() {
    return this.value('constraint');
  }

  /** @private */
  get wholeSeed() {
    return Math.floor(this.value('seed'));
  }

  /** @private */
  get key() {
    return JSON.stringify([this.value('count'), this.wholeSeed, this.era]);
  }

  /** @private Nothing is left to do. */
  get isDone() {
    return this.courses?.isDone(this.chosen) ?? false;
  }

  /** @private */
  toggle() {
    const isAtRest = !this.isWanted || this.isDone;
    if (this.courses && this.isDone) this.courses.by[this.chosen].goal += STEPS;
    this.isWanted = isAtRest;
    this.changed();
  }

  /** @private */
  mayGoOn() {
    const isOurs = this.coursesKey === this.key && this.isConnected;
    return isOurs && this.isWanted && this.sight.isSeen && !this.isDone;
  }

  /** @private Another pair, and critics that know nothing yet. */
  async begin() {
    const isLoaded = this.courses !== null;
    if (!isLoaded && !(this.isWanted && this.sight.isSeen)) return;
    this.end();
    const { key, view } = this;
    // What is set while they are on their way is another key's.
    const wanted = { count: Number(this.value('count')), seed: this.wholeSeed, shown: SHOWN };
    const courses = await this.load(wanted).finally(() => view.loading.hide());
    // Nobody would close it.
    if (view !== this.view || !this.isConnected) return courses.close();
    this.courses = courses;
    this.coursesKey = key;
    this.seen = { now: this.chosen, before: null };
    view.open(courses);
  }

  /** @private @param {import('./courses.js').Wanted} wanted */
  async load(wanted) {
    const { loading } = this.view;
    const [first] = await Promise.all([
      firstDigits(String(this.value('data')), wanted.count + CENTRES, loading.part('digits')),
      compiledModule('cpu', loading.part('module')),
    ]);
    return Courses.open(first, wanted);
  }

  /** @private */
  end() {
    this.courses?.close();
    this.courses = null;
    this.coursesKey = '';
  }

  /** @private */
  draw() {
    this.drawnAt = performance.now();
    const { courses, chosen: constraint, seen } = this;
    if (seen.now !== constraint) {
      // One that has not begun has nothing to be compared with.
      const before = courses?.by[seen.now].latest ? seen.now : seen.before;
      this.seen = { now: constraint, before: before === constraint ? null : before };
    }
    const isRunning = this.isWanted && !this.isDone;
    this.view.draw(courses, constraint, {
      before: this.seen.before,
      isRunning,
      isDone: this.isDone,
      sentence: this.sentence(),
    });
    this.dataset.steps = String(courses?.by[constraint].steps ?? 0);
    this.dataset.state = isRunning ? 'running' : 'paused';
    this.picture?.setAttribute('aria-label', this.describe());
  }

  /** @private What is to be seen just now. */
  sentence() {
    const { t, courses, chosen: constraint } = this;
    const course = courses?.by[constraint];
    if (!course?.latest) return t('truth.waiting');
    const size = sizeOf(course);
    if (size === 'early') return t('truth.early');
    const way = wayOf(course.latest.cosine);
    return t('truth.sentence', t(`truth.size.${size}`), t(`truth.way.${way}`));
  }
}
