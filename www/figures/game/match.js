/**
 * The game as the page has it: played in the worker, for a cloud that may move meanwhile. Its calls are awaited one
 * after another.
 */

import { Rows } from '../../ui/plots/history.js';
import { critics } from '../../run/calculator.js';

/** @typedef {import('../worker/game-answers.js').Act} Act */
/** @typedef {import('../worker/game-answers.js').Cloud} Cloud */
/** @typedef {import('../worker/game-answers.js').GameConfig} GameConfig */
/** @typedef {import('../worker/game-answers.js').GameLook} GameLook */
/**
 * @template T
 * @typedef {import('../worker/game-answers.js').Patch<T>} Patch
 */
/** @typedef {'critic' | 'generator'} Half */

export const NUMBERS = /** @type {const} */ (['exact', 'critic', 'gap', 'jensenShannon']);
/** Cells of the map on each side. */
const SIDE = 40;
/** Fakes as they were, of which trails are drawn. */
const TRAIL = 14;

export class Match {
  /** @param {Patch<GameConfig>} config */
  constructor(config) {
    this.config = config;
    this.rows = new Rows(/** @type {const} */ (['iteration', ...NUMBERS]));
    /** @type {GameLook | null} */
    this.look = null;
    /** Where the fakes were after the last iterations. @type {Float32Array[]} */
    this.trail = [];
    /** The real points. @type {Float32Array} */
    this.points = new Float32Array();
    /** The exact distance at first. */
    this.begun = NaN;
    /** Critic steps of the iteration under way. */
    this.criticSteps = 0;
    /** Its numbers are no longer finite. */
    this.isOver = false;
    /** @private */
    this.isClosed = false;
    /** @private @type {number | null} */
    this.id = null;
    /** @private The cloud that it is played for, in words. */
    this.known = '';
  }

  /**
   * @param {Cloud} cloud
   * @param {Act} act
   * @param {number} times
   */
  async play(cloud, act, times) {
    if (this.isOver) return;
    const isElsewhere = await this.meet(cloud);
    // Another has taken its place meanwhile.
    if (this.isClosed) return this.close();
    if (act === 'look' && this.look && !isElsewhere) return;
    try {
      const look = await critics.ask('gamePlay', this.id, act, times, SIDE);
      this.put(look, act);
      if (act === 'critic') this.criticSteps += times;
      if (act === 'generator' || act === 'train') this.criticSteps = 0;
    } catch (error) {
      const name = /** @type {Error} */ (error)?.name;
      if (name !== 'NotFiniteError' && name !== 'DivergedError') throw error;
      this.isOver = true;
    }
  }

  close() {
    this.isClosed = true;
    if (this.id !== null) critics.release('gameClose', this.id);
    this.id = null;
  }

  /** @private @param {GameLook} look @param {Act} act */
  put(look, act) {
    if (!this.look) this.begun = look.exactDistance;
    if (this.look && look.iteration > this.look.iteration) {
      this.trail = [...this.trail, this.look.fakes].slice(-TRAIL);
    }
    this.look = look;
    const { iteration, exactDistance, criticDistance, gap, jensenShannon } = look;
    // In the middle of an iteration the fakes are where they were.
    if (act === 'critic' && this.rows.length > 0) return;
    this.rows.put({ iteration, exact: exactDistance, critic: criticDistance, gap, jensenShannon });
  }

  /** @private @param {Cloud} cloud @returns {Promise<boolean>} whether it lies elsewhere than it did */
  async meet(cloud) {
    const known = JSON.stringify(cloud);
    if (known === this.known) return false;
    if (this.id === null) {
      const { id, points } = await critics.ask('gameOpen', this.config, cloud);
      Object.assign(this, { id, points });
    } else this.points = await critics.ask('gameMove', this.id, cloud);
    this.known = known;
    return true;
  }
}
