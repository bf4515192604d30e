/**
 * The critic of figure 3 as the page has it: trained in the worker, a few steps a frame, against the clouds as they
 * are at the moment. Its calls are awaited one after another.
 */

import { Rows } from '../../ui/plots/history.js';
import { critics } from '../../run/calculator.js';

/** @typedef {import('../worker/plane-answers.js').Look} Look */
/** @typedef {import('../worker/plane-answers.js').Points} Points */
/** @typedef {import('../../../dist/pkg/cpu/earthmover_web.js').Constraint} Constraint */
/** @typedef {import('../../protocol.js').Patch<Constraint>} ConstraintPatch */
/** @typedef {'adversarial' | 'realReal' | 'none' | 'clipping' | 'gradientPenalty' | 'orthonormal'} Hold */

/** How the critic is held. What is not said is as the science has it for the plane. @type {Record<Hold, ConstraintPatch>} */
export const HOLDS = {
  adversarial: { kind: 'slopePenalty', pairs: 'adversarial' },
  realReal: { kind: 'slopePenalty', pairs: 'realReal', form: 'difference' },
  none: { kind: 'none' },
  clipping: { kind: 'weightClipping', bound: 0.1 },
  gradientPenalty: { kind: 'gradientPenalty' },
  orthonormal: { kind: 'orthonormal' },
};

/** Cells of the map on each side. */
const SIDE = 48;

export class PlaneCritic {
  /** @param {Hold} hold */
  constructor(hold) {
    this.hold = hold;
    this.steps = 0;
    /** @type {Look | null} */
    this.look = null;
    /** Its numbers are no longer finite. */
    this.isOver = false;
    this.rows = new Rows(/** @type {const} */ (['iteration', 'gap']));
    /** @private */
    this.isClosed = false;
    /** @private @type {number | null} */
    this.id = null;
    /** @private @type {Points | null} */
    this.points = null;
  }

  /**
   * Some steps against these clouds; none, to look at it as it is.
   * @param {Points} points
   * @param {number} steps
   */
  async train(points, steps) {
    if (steps === 0 && this.look && points === this.points) return;
    await this.meet(points);
    // Another critic has taken its place meanwhile.
    if (this.isClosed) this.close();
    if (this.isClosed || this.isOver) return;
    try {
      /** @type {Look} */
      const look = await critics.ask('planeTrain', this.id, steps, SIDE);
      look.gaps.forEach((gap, at) => this.rows.put({ iteration: this.steps + at, gap }));
      this.steps += look.gaps.length;
      this.rows.put({ iteration: this.steps, gap: look.gap });
      this.look = look;
      this.isOver = !Number.isFinite(look.gap);
    } catch (error) {
      if (/** @type {Error} */ (error)?.name !== 'NotFiniteError') throw error;
      this.isOver = true;
    }
  }

  close() {
    this.isClosed = true;
    if (this.id !== null) critics.release('planeClose', this.id);
    this.id = null;
  }

  /** @private @param {Points} points */
  async meet(points) {
    if (this.id === null) {
      const config = { constraint: HOLDS[this.hold] };
      this.id = /** @type {number} */ (await critics.ask('planeOpen', config, points));
    } else if (points !== this.points) await critics.ask('planeMove', this.id, points);
    this.points = points;
  }
}
