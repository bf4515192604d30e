/**
 * A Wasserstein GAN in the plane: generator and critic learn while the reader looks, on points that can be seen. The
 * opponent may also be the original GAN's classifier, or the exact plan between the points.
 */

import { decimals } from '../../ui/format.js';
import { nextFrame } from '../../ui/frames.js';
import { chartStyles } from '../../ui/styles/charts.js';
import { compiledModule } from '../../run/shared.js';
import { savesData } from '../../run/saving.js';
import { courseStyle } from '../kit/course-style.js';
import { Figure } from '../kit/figure.js';
import { clamp } from '../kit/scene.js';
import { Sight } from '../kit/sight.js';
import { startsByItself } from '../kit/training.js';
import { GameBoard } from './board.js';
import { PARAMETERS, cloudOf, configOf } from './choices.js';
import { Match } from './match.js';
import { gameStyle } from './style.js';
import { en } from './words/en.js';
import { zh } from './words/zh.js';

/** @typedef {import('./match.js').Half} Half */
/** @typedef {import('./match.js').Act} Act */

/** Milliseconds an iteration, whatever a frame takes: slow enough to be watched. */
const ITERATION_MS = 40;
/** No frame waits for more. */
const MOST_ITERATIONS = 3;
/** Milliseconds of each half step in slow motion. */
const HALF_MS = 700;
/** Iterations until it rests; a press has it go on for as many. */
const ITERATIONS = 1500;
/** How far P may be moved. */
const REACH = 0.4;
/** Below this share of the distance at first the fakes lie on P. */
const NEAR = 0.35;
/** Below this the classifier's arrows move nothing. */
const SHORT = 0.2;

export default class Game extends Figure {
  static parameters = PARAMETERS;
  static passing = ['run'];
  static words = { en, zh };
  static styles = [...chartStyles, courseStyle, gameStyle];

  /** @private */
  match = new Match({});
  /** @private The game that is set, in words. */
  key = '';
  /** @private Iterations at which it rests. */
  goal = ITERATIONS;
  /** @private What the reader wants next. @type {Act | null} */
  owed = null;
  /** @private When it last went on. */
  playedAt = 0;
  /** @private What went on last, in slow motion or by hand. @type {Half | null} */
  half = null;
  /** @private */
  stop = () => {};

  /** Who asked for less motion, or less data, starts it by hand. */
  get parameters() {
    return { ...PARAMETERS, run: { fallback: startsByItself() } };
  }

  /** @protected */
  build() {
    /** @private */
    this.board = new GameBoard(
      {
        t: this.t,
        theme: this.colours,
        language: this.root.lang,
        match: () => this.match,
        values: () => this.values,
      },
      {
        choose: (patch) => this.set({ run: this.value('run') || startsByItself(), ...patch }),
        toggle: () => this.toggle(),
        step: (act) => this.stepOnce(act),
        move: (x, y) => this.set({ at: [clamp(x, -REACH, REACH), clamp(y, -REACH, REACH)] }),
        redraw: () => this.redraw(),
      },
      this.resetButton(),
    );
    /** @private */
    this.sight = new Sight(this, () => this.redraw());
    this.picture = this.board.picture;
    this.root.append(...this.board.nodes);
    this.root.classList.add('game');
  }

  reset() {
    this.key = '';
    super.reset();
  }

  /** @private */
  toggle() {
    const run = !this.value('run');
    const { iteration = 0 } = this.match.look ?? {};
    if (run && iteration >= this.goal) this.goal = iteration + ITERATIONS;
    if (run && this.match.isOver) this.key = '';
    this.set({ run });
  }

  /** @private @param {Act} act */
  stepOnce(act) {
    this.owed = act;
    this.set({ run: false });
  }

  /** @private */
  get isPlaying() {
    return Boolean(this.sight?.isSeen) && this.value('run') && !this.match.isOver;
  }

  /** @protected One frame: as much of the game as is due. */
  async update() {
    this.meet();
    const { match } = this;
    const isPlaying = this.isPlaying;
    const isNear = Boolean(this.sight?.isSeen) && !savesData();
    if (isPlaying || this.owed || isNear) await this.play(isPlaying);
    if (!this.isConnected || match !== this.match) return;
    this.draw();
    if (!this.isPlaying) return;
    if ((match.look?.iteration ?? 0) >= this.goal) this.set({ run: false });
    else {
      // A hand may have had it drawn between two frames.
      this.stop();
      this.stop = nextFrame(() => this.redraw());
    }
  }

  /** @private A game of its own for each thing that is set, but for where P lies. */
  meet() {
    const config = configOf(this.values);
    const key = JSON.stringify(config);
    if (key === this.key) return;
    this.key = key;
    this.match.close();
    this.match = new Match(config);
    this.goal = ITERATIONS;
    this.half = null;
    this.board?.begin();
  }

  /** @private @param {boolean} isPlaying */
  async play(isPlaying) {
    const { match } = this;
    const { loading } = /** @type {GameBoard} */ (this.board);
    const [act, times] = this.due(isPlaying);
    this.owed = null;
    try {
      await compiledModule('cpu', loading.part('module')).finally(() => loading.hide());
      await match.play(cloudOf(this.values), act, times);
    } catch (error) {
      // Another try begins another game: the worker of this one may be gone.
      if (match === this.match) this.key = '';
      throw error;
    }
    if (act === 'critic' || act === 'generator') this.half = act;
    else if (act === 'train') this.half = null;
  }

  /** @private What is due now, and how often. @param {boolean} isPlaying @returns {[Act, number]} */
  due(isPlaying) {
    if (this.owed) return [this.owed, 1];
    const now = performance.now();
    const passed = now - this.playedAt;
    if (!isPlaying || !this.match.look) return ['look', 0];
    if (!this.value('slow')) {
      this.playedAt = now;
      return ['train', clamp(Math.round(passed / ITERATION_MS), 1, MOST_ITERATIONS)];
    }
    if (passed < HALF_MS) return ['look', 0];
    this.playedAt = now;
    const isExact = this.value('objective') === 'exact';
    if (isExact || this.match.criticSteps >= Number(this.value('critic'))) return ['generator', 1];
    return ['critic', 1];
  }

  /** @private */
  draw() {
    const isRunning = this.value('run') && !this.match.isOver;
    this.board?.draw(this.isPlaying);
    this.root.toggleAttribute('data-draws', this.value('shape') === 'drawn');
    const sentence = this.sentence();
    this.board?.write({ sentence, now: this.now(), half: this.half, isRunning });
    this.dataset.state = !isRunning ? 'paused' : this.sight?.isSeen ? 'running' : 'away';
  }

  /** @private What goes on, or went on last. */
  now() {
    const { look, criticSteps } = this.match;
    const objective = this.value('objective');
    if (this.half === 'critic')
      return this.t('game.now.critic', criticSteps, this.value('critic'), objective);
    if (this.half === 'generator') return this.t('game.now.generator', objective);
    return this.t('game.now.iteration', look?.iteration ?? 0);
  }

  /** @private */
  sentence() {
    const { look, begun, isOver } = this.match;
    if (isOver) return this.t('game.is.over');
    if (!look || look.iteration === 0) return this.t('game.is.untrained');
    const [now, first] = [look.exactDistance, begun].map(decimals);
    const objective = this.value('objective');
    const isHandful = objective === 'exact' && this.value('batch') !== '0';
    const isNear = look.exactDistance < NEAR * begun && !isHandful;
    const course = this.t('game.is.course', now, first, isNear);
    if (objective === 'exact')
      return `${course} ${this.t('game.is.exact', Number(this.value('batch')))}`;
    if (objective === 'wasserstein') {
      return `${course} ${this.t('game.is.wasserstein', decimals(look.criticDistance))}`;
    }
    return `${course} ${this.t('game.is.original', decimals(look.meanArrow), look.meanArrow < SHORT)}`;
  }

  /** @protected */
  describe() {
    const { look } = this.match;
    const [shape, objective] = ['shape', 'objective'].map((name) =>
      this.t(/** @type {any} */ (`game.${name}.${this.value(name)}`)),
    );
    return this.t('game.describe', shape, objective, look?.iteration ?? 0, this.sentence());
  }

  /** @protected */
  layers() {
    return this.board?.layers() ?? [];
  }

  /** @protected */
  dispose() {
    this.stop();
    this.sight?.dispose();
    this.board?.dispose();
    this.match.close();
    this.key = '';
  }
}
