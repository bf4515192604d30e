/** Critics side by side on the same two minibatches: how far each is, and whose turn it is. Nothing of it is seen. */

import { Rows } from '../../ui/plots/history.js';
import { critics } from '../../run/calculator.js';
import { constraintOf, PAIR_KINDS } from './kinds.js';

/** @typedef {import('./kinds.js').PairKind} PairKind */
/** @typedef {import('../worker/batch-answers.js').Opened} Opened */
/** @typedef {import('../worker/batch-answers.js').Trained} Trained */
/** @typedef {import('../kit/first-digits.js').FirstDigits} FirstDigits */
/** @typedef {{ count: number, seed: number, lambda: number, shown: number }} Wanted */
/** @typedef {'early' | 'letsGo' | 'loose' | 'holds'} Verdict */
/**
 * How far a critic is.
 * @typedef {object} Course
 * @property {Rows<'gap'>} rows
 * @property {number} steps
 * @property {number} gap the last
 * @property {number | null} slope mean, at the digits
 * @property {number} slopeAt when it was measured
 * @property {boolean} isOver its numbers are no longer finite
 */

/** Steps of each critic until it rests; each further run is as long. */
export const STEPS = 300;
/** So many milliseconds a call, so that a pause is obeyed at once and the curves grow together. */
const CALL_MS = 80;
const MOST_STEPS = 10;
const FIRST_PACE = 20;
const SLOPE_EVERY_MS = 1500;
/** A smaller gap has no place on a logarithmic axis that begins here. */
const LEAST_GAP = 1;

/** It is too early to tell before so many steps. */
const EARLY = 40;
const HOLDS = 1.25;
const LETS_GO = 10;

/** @returns {Course} */
const newCourse = () => ({
  rows: new Rows(['iteration', 'gap']),
  steps: 0,
  gap: NaN,
  slope: null,
  slopeAt: -Infinity,
  isOver: false,
});

export class Race {
  /** @type {Record<PairKind, Course>} */
  courses = /** @type {any} */ (Object.fromEntries(PAIR_KINDS.map((kind) => [kind, newCourse()])));
  goal = STEPS;
  /** @private Milliseconds a step. */
  pace = FIRST_PACE;

  /**
   * @param {Wanted} wanted
   * @param {Opened} opened
   */
  constructor(wanted, opened) {
    /** @private */
    this.wanted = wanted;
    this.opened = opened;
  }

  /**
   * Draws the two minibatches.
   * @param {FirstDigits} first
   * @param {Wanted} wanted
   */
  static async open(first, wanted) {
    return new Race(wanted, await critics.ask('batchOpen', first, wanted));
  }

  close() {
    critics.release('batchClose', this.opened.id);
  }

  /**
   * Who is behind goes first, so that all stay together, and one that was left out catches up.
   * @param {PairKind[]} kinds
   * @returns {PairKind | undefined} none where all have done their steps
   */
  next(kinds) {
    const some = kinds.filter((kind) => {
      const { steps, isOver } = this.courses[kind];
      return !isOver && steps < this.goal;
    });
    return some.sort((one, other) => this.courses[one].steps - this.courses[other].steps)[0];
  }

  /** @param {PairKind} kind takes a few steps */
  async train(kind) {
    const course = this.courses[kind];
    const begun = performance.now();
    const most = Math.min(MOST_STEPS, this.goal - course.steps);
    const steps = Math.min(Math.max(1, Math.round(CALL_MS / this.pace)), most);
    const isLast = course.steps + steps >= this.goal;
    const wantsSlope = isLast || begun - course.slopeAt > SLOPE_EVERY_MS;
    const { id } = this.opened;
    const config = this.configOf(kind);
    try {
      /** @type {Trained} */
      const { gaps, slope } = await critics.ask('batchTrain', id, kind, config, steps, wantsSlope);
      gaps.forEach((gap, at) => {
        course.rows.put({ iteration: course.steps + at, gap: gap > LEAST_GAP ? gap : NaN });
      });
      course.gap = gaps[gaps.length - 1];
      course.steps += gaps.length;
      if (slope !== null) Object.assign(course, { slope, slopeAt: begun });
    } catch (error) {
      if (/** @type {Error} */ (error)?.name !== 'NotFiniteError') throw error;
      course.isOver = true;
    }
    this.pace = 0.7 * this.pace + (0.3 * (performance.now() - begun)) / steps;
  }

  /** @param {PairKind} kind */
  ratio(kind) {
    return this.courses[kind].gap / this.opened.exactDistance;
  }

  /** @param {PairKind} kind @returns {Verdict} */
  verdict(kind) {
    const ratio = this.ratio(kind);
    const { steps, isOver } = this.courses[kind];
    if (isOver || ratio >= LETS_GO) return 'letsGo';
    if (steps < EARLY) return 'early';
    return ratio <= HOLDS ? 'holds' : 'loose';
  }

  /**
   * Where its gap has gone, against the exact distance; null before it can be told.
   * @param {PairKind} kind
   */
  endOf(kind) {
    const verdict = this.verdict(kind);
    if (verdict === 'early') return null;
    if (verdict !== 'holds') return 'beyond';
    return this.ratio(kind) < 1 / HOLDS ? 'below' : 'meets';
  }

  /**
   * @private
   * @param {PairKind} kind
   * @returns {import('../../protocol.js').Patch<import('../../protocol.js').Config>}
   */
  configOf(kind) {
    const { count, seed, lambda } = this.wanted;
    return {
      seed,
      batch: count,
      architecture: { kind: 'mlp', criticHidden: [256, 128] },
      criticAdam: { rate: 1e-3, beta1: 0.5, beta2: 0.9 },
      constraint: constraintOf(kind, lambda),
    };
  }
}
