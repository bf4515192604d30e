/**
 * The dual in the plane: a small critic trained against two clouds while the reader looks, held as the reader
 * chooses, beside the exact potential. Where nothing holds it, its gap runs away.
 */

import { decimals } from '../../ui/format.js';
import { nextFrame } from '../../ui/frames.js';
import { chartStyles } from '../../ui/styles/charts.js';
import { savesData } from '../../run/saving.js';
import { compiledModule } from '../../run/shared.js';
import { figures } from '../../run/calculator.js';
import { courseStyle } from '../kit/course-style.js';
import { Figure } from '../kit/figure.js';
import { PlaneBoard } from './board.js';
import { HOLDS, PlaneCritic } from './critic.js';
import { planeStyle } from './style.js';
import { freeCells } from './free.js';
import { gradientsOf } from './view.js';
import { between, clamp, COUNT, middle, SCENE, shifted } from '../kit/scene.js';
import { Sight } from '../kit/sight.js';
import { startsByItself } from '../kit/training.js';
import { en } from './words/en.js';
import { zh } from './words/zh.js';

/** @typedef {import('./critic.js').Hold} Hold */
/** @typedef {import('../worker/plane-answers.js').Points} Points */
/** @typedef {import('../../../dist/pkg/figures/earthmover_web.js').Clouds} Clouds */
/** @typedef {import('../../../dist/pkg/figures/earthmover_web.js').PlanePotential} PlanePotential */
/** @typedef {import('./board.js').Drawn & { points: Points }} Scene */

/** Cells of the potential's map on each side. */
const SIDE = 48;
/** Milliseconds a step, whatever a frame takes: slow enough to be watched, the gap is at the distance after a hundred. */
const STEP_MS = 10;
/** No frame waits for more steps. */
const MOST_STEPS = 8;
/** Steps until it rests; a press has it go on for as many. */
const STEPS = 4000;
/** Below this many it is too early to tell. */
const EARLY = 100;
/** Clouds that are nearer than this are the same. */
const SAME = 1e-3;
const NEAR = 1.5;
const AWAY = 10;

const PARAMETERS = {
  ...SCENE,
  constraint: { fallback: 'adversarial', choices: Object.keys(HOLDS) },
  run: { fallback: true },
};

/** Where nothing holds f between P and Q, a gap near the distance is on its way past it. @type {readonly Hold[]} */
const LETS_GO = ['none', 'realReal'];

/** @typedef {'same' | 'untrained' | 'early' | 'holds' | 'passing' | 'flat' | 'loose' | 'away'} Verdict */

export default class Plane extends Figure {
  static parameters = PARAMETERS;
  static passing = ['run'];
  static words = { en, zh };
  static styles = [...chartStyles, courseStyle, planeStyle];

  /** @private @type {Scene | null} */
  scene = null;
  /** @private Which clouds the scene is of. */
  key = '';
  /** @private */
  critic = new PlaneCritic('adversarial');
  /** @private Steps at which it rests. */
  goal = STEPS;
  /** @private Whether the reader wants one step. */
  isOwed = false;
  /** @private When it last made steps. */
  steppedAt = 0;
  /** @private */
  stop = () => {};

  /** Who asked for less motion, or less data, starts it by hand. */
  get parameters() {
    return { ...PARAMETERS, run: { fallback: startsByItself() } };
  }

  /** @protected */
  build() {
    this.begin();
    /** @private */
    this.board = new PlaneBoard(
      {
        t: this.t,
        theme: this.colours,
        language: this.root.lang,
        critic: () => this.critic,
        distance: () => this.scene?.potential.distance,
      },
      {
        hold: (constraint) => this.set({ constraint }),
        toggle: () => this.toggle(),
        step: () => this.stepOnce(),
        move: (name, x, y) => this.shift(name, x, y),
        resized: () => this.redraw(),
      },
      this.resetButton(),
    );
    /** @private */
    this.sight = new Sight(this, () => this.redraw());
    this.picture = this.board.picture;
    this.root.append(...this.board.nodes);
    this.root.classList.add('plane');
  }

  // ---- what the reader does -------------------------------------------------------------------

  /** As in every figure; who chooses a constraint wants to see what it does. @param {Record<string, unknown>} patch */
  set(patch) {
    const isOther = 'constraint' in patch && !('run' in patch);
    super.set(isOther ? { run: this.value('run') || startsByItself(), ...patch } : patch);
  }

  reset() {
    this.begin();
    super.reset();
  }

  /** @private */
  toggle() {
    const run = !this.value('run');
    if (run && this.critic.steps >= this.goal) this.goal = this.critic.steps + STEPS;
    if (run && this.critic.isOver) this.begin();
    this.set({ run });
  }

  /** @private */
  stepOnce() {
    this.isOwed = true;
    this.set({ run: false });
  }

  /** @private @param {'p' | 'q'} name @param {number} x @param {number} y */
  shift(name, x, y) {
    const points = this.value(name);
    const from = between(points, 1);
    this.set({ [name]: shifted(points, x - from.x, y - from.y) });
  }

  /** @private A critic that knows nothing yet. */
  begin() {
    this.critic.close();
    this.critic = new PlaneCritic(this.value('constraint') ?? 'adversarial');
    this.goal = STEPS;
    this.board?.begin();
  }

  // ---- what follows ---------------------------------------------------------------------------

  /** @private */
  get isTraining() {
    return Boolean(this.sight?.isSeen) && this.value('run') && !this.critic.isOver;
  }

  /** @protected One frame: where the clouds have moved, a potential; while it trains, some steps. */
  async update() {
    const scene = await this.compute();
    if (!this.isConnected) return;
    if (this.critic.hold !== this.value('constraint')) this.begin();
    const { critic } = this;
    const isRunning = this.isTraining;
    // The module is dear: who saves data has it when they ask for it.
    const isNear = Boolean(this.sight?.isSeen) && !savesData();
    if (isRunning || this.isOwed || isNear) await this.train(scene, isRunning);
    if (!this.isConnected || critic !== this.critic) return;
    this.draw(scene);
    if (!isRunning) return;
    if (critic.isOver || critic.steps >= this.goal) this.set({ run: false });
    else {
      // A hand may have had it drawn between two frames.
      this.stop();
      this.stop = nextFrame(() => this.redraw());
    }
  }

  /** @private @param {Scene} scene @param {boolean} isRunning */
  async train({ points }, isRunning) {
    const now = performance.now();
    const due = clamp(Math.round((now - this.steppedAt) / STEP_MS), 1, MOST_STEPS);
    const steps = this.isOwed ? 1 : isRunning ? due : 0;
    this.steppedAt = now;
    this.isOwed = false;
    const { critic } = this;
    const { loading } = /** @type {PlaneBoard} */ (this.board);
    try {
      await compiledModule('cpu', loading.part('module')).finally(() => loading.hide());
      await critic.train(points, steps);
    } catch (error) {
      // Another try begins with another critic: the worker of this one may be gone.
      if (critic === this.critic) this.begin();
      throw error;
    }
  }

  /** @private @returns {Promise<Scene>} */
  async compute() {
    const [p, q, width] = ['p', 'q', 'width'].map((name) => this.value(name));
    const key = JSON.stringify([p, q, width]);
    if (this.scene && key === this.key) return this.scene;
    const place = /** @type {const} */ ([new Float64Array(p), new Float64Array(q), width, COUNT]);
    /** @type {[PlanePotential, Clouds]} */
    const [potential, clouds] = await Promise.all([
      figures.ask('planePotential', ...place, SIDE),
      figures.ask('clouds', ...place),
    ]);
    const scale = potential.values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const points = { p: new Float32Array(potential.p), q: new Float32Array(potential.q) };
    const { values } = potential;
    const map = { values, gradients: gradientsOf(values), middle: 0 };
    this.key = key;
    this.scene = { potential, map, scale, points, free: freeCells(clouds, SIDE) };
    return this.scene;
  }

  /** @private @param {Scene} scene */
  draw(scene) {
    const { distance } = scene.potential;
    const isRunning = this.value('run') && !this.critic.isOver;
    this.board?.draw(scene, { p: this.value('p'), q: this.value('q') }, this.isTraining);
    this.board?.write({
      distance,
      constraint: this.value('constraint'),
      isRunning,
      sentence: this.sentence(distance),
    });
    this.root.dataset.verdict = this.judge(distance);
    this.dataset.state = !isRunning ? 'paused' : this.sight?.isSeen ? 'running' : 'away';
  }

  /** @private @param {number} distance @returns {Verdict} */
  judge(distance) {
    const { look, steps, isOver, hold } = this.critic;
    if (isOver) return 'away';
    if (distance < SAME) return 'same';
    if (!look || steps === 0) return 'untrained';
    const ratio = look.gap / distance;
    if (ratio >= AWAY) return 'away';
    if (steps < EARLY) return 'early';
    if (ratio > NEAR) return 'loose';
    if (ratio < 1 / NEAR) return 'flat';
    return LETS_GO.includes(hold) ? 'passing' : 'holds';
  }

  /** @private @param {number} distance */
  sentence(distance) {
    const { look, hold } = this.critic;
    const ratio = (look?.gap ?? NaN) / distance;
    const times = decimals(ratio);
    const judged = this.judge(distance);
    const isTold = !['untrained', 'early', 'same'].includes(judged);
    // Clipping bounds f wherever its bound happens to; pairs of data hold it where they are.
    if (hold === 'clipping' && isTold) return this.t('plane.is.clipped', times);
    if (hold === 'realReal' && judged === 'away') return this.t('plane.is.letGo', times);
    return this.t(`plane.is.${judged}`, times, ratio > 1);
  }

  /** @private A constraint in plain words, with its term where it has one. @param {Hold} hold */
  wordsOf(hold) {
    const words = this.t(`plane.hold.${hold}`);
    const hasTerm = hold === 'adversarial' || hold === 'realReal';
    return hasTerm ? `${words} ${this.t(`plane.term.${hold}`)}` : words;
  }

  /** @protected */
  describe() {
    if (!this.scene) return '';
    const { look, steps } = this.critic;
    const { distance } = this.scene.potential;
    const place = (/** @type {'p' | 'q'} */ name) => {
      const { x, y } = middle(this.value(name));
      return `${decimals(x)}, ${decimals(y)}`;
    };
    return this.t('plane.describe', {
      p: place('p'),
      q: place('q'),
      hold: this.wordsOf(this.value('constraint')),
      steps,
      gap: look ? decimals(look.gap) : '–',
      distance: decimals(distance),
      verdict: this.sentence(distance),
    });
  }

  /** @protected */
  layers() {
    return this.board?.layers(() => this.scene?.points ?? null) ?? [];
  }

  /** @protected */
  dispose() {
    this.stop();
    this.sight?.dispose();
    this.board?.dispose();
    this.critic.close();
  }
}
