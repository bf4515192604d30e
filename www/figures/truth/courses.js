/** Critics of one pair of minibatches, one for each constraint: how far each is, beside the truth. Nothing of it is seen. */

import { Rows } from '../../ui/plots/history.js';
import { critics } from '../../run/calculator.js';
import { CONSTRAINTS, NAMES } from './constraints.js';

/** @typedef {import('./constraints.js').ConstraintName} ConstraintName */
/** @typedef {import('../worker/truth-answers.js').TruthOpened} TruthOpened */
/** @typedef {import('../worker/truth-answers.js').TruthTrained} TruthTrained */
/** @typedef {import('../kit/first-digits.js').FirstDigits} FirstDigits */
/** @typedef {{ count: number, seed: number, shown: number }} Wanted */
/** @typedef {'gap' | 'gapSeen' | 'criticDistance' | 'cosine'} Column */
/** @typedef {'early' | 'right' | 'large' | 'small' | 'away'} Size what a gap is beside the truth */
/** @typedef {'right' | 'partly' | 'hardly'} Way where arrows point */
/**
 * How far a critic is.
 * @typedef {object} Course
 * @property {Rows<Column>} rows
 * @property {number} steps
 * @property {number} goal steps until it rests
 * @property {TruthTrained | null} latest
 * @property {boolean} isOver its numbers are no longer finite
 */

/** Steps of each critic until it rests; each further run is as long. */
export const STEPS = 300;
/** Digits that the others are moved to. */
export const CENTRES = 4;
/** It is scored every so many steps, whatever the machine, so that a seed has one curve. */
const EVERY = 5;
/** A larger gap leaves the chart. */
export const MOST_SEEN = 2;

/** It is too early to tell before so many steps. */
const EARLY = 40;
const CLOSE = 1.25;
const AWAY = 10;
const RIGHT = 0.8;
const HARDLY = 0.35;

/** @returns {Course} */
const newCourse = () => ({
  rows: new Rows(['iteration', 'gap', 'gapSeen', 'criticDistance', 'cosine']),
  steps: 0,
  goal: STEPS,
  latest: null,
  isOver: false,
});

export class Courses {
  /** @type {Record<ConstraintName, Course>} */
  by = /** @type {any} */ (Object.fromEntries(NAMES.map((name) => [name, newCourse()])));

  /**
   * @param {Wanted} wanted
   * @param {TruthOpened} opened
   */
  constructor(wanted, opened) {
    /** @private */
    this.wanted = wanted;
    this.opened = opened;
  }

  /**
   * Draws the pair.
   * @param {FirstDigits} first
   * @param {Wanted} wanted
   */
  static async open(first, wanted) {
    const asked = { ...wanted, centres: CENTRES };
    return new Courses(wanted, await critics.ask('truthOpen', first, asked));
  }

  close() {
    critics.release('truthClose', this.opened.id);
  }

  /** Nothing is left to do. @param {ConstraintName} name */
  isDone(name) {
    const { steps, goal, isOver } = this.by[name];
    return isOver || steps >= goal;
  }

  /** Takes a few steps, after a look at the critic as it begins. @param {ConstraintName} name */
  async train(name) {
    const course = this.by[name];
    const steps = course.latest ? Math.min(EVERY, course.goal - course.steps) : 0;
    try {
      /** @type {TruthTrained} */
      const latest = await critics.ask(
        'truthTrain',
        this.opened.id,
        name,
        this.configOf(name),
        steps,
      );
      const { gap, criticDistance, cosine } = latest;
      course.steps += steps;
      course.latest = latest;
      const gapSeen = gap <= MOST_SEEN ? gap : NaN;
      course.rows.put({ iteration: course.steps, gap, gapSeen, criticDistance, cosine });
    } catch (error) {
      if (/** @type {Error} */ (error)?.name !== 'NotFiniteError') throw error;
      course.isOver = true;
    }
  }

  /** @param {ConstraintName} name @param {number} step @returns {number | undefined} its gap ÷ truth then */
  gapAt(name, step) {
    const { rows } = this.by[name];
    const at = rows.column('iteration').lastIndexOf(step);
    return at < 0 ? undefined : rows.column('gap')[at];
  }

  /**
   * @private
   * @param {ConstraintName} name
   * @returns {import('../../protocol.js').Patch<import('../../protocol.js').Config>}
   */
  configOf(name) {
    const { count, seed } = this.wanted;
    return {
      seed,
      batch: count,
      architecture: { kind: 'mlp', criticHidden: [256, 128] },
      criticAdam: { rate: 1e-3, beta1: 0.5, beta2: 0.9 },
      constraint: CONSTRAINTS[name],
    };
  }
}

/** What becomes of a gap. @param {Course} course @returns {Size} */
export function sizeOf({ steps, latest, isOver }) {
  const gap = latest?.gap ?? 0;
  if (isOver || gap >= AWAY) return 'away';
  if (steps < EARLY) return 'early';
  if (gap > CLOSE) return 'large';
  return gap < 1 / CLOSE ? 'small' : 'right';
}

/** Where arrows point. @param {number} cosine @returns {Way} */
export function wayOf(cosine) {
  if (cosine >= RIGHT) return 'right';
  return cosine < HARDLY ? 'hardly' : 'partly';
}
