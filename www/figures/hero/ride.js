/** The hero's game as the page has it: computed in the worker, its calls awaited one after another. */

import { figures } from '../../run/calculator.js';

/** @typedef {import('../worker/ride-answers.js').RideSight} RideSight */
/** @typedef {import('../worker/ride-answers.js').RideStart} RideStart */

/** Columns and rows of the critic's map. */
export const CELLS = /** @type {const} */ ([72, 40]);
/** The field is so much wider than high, and goes so far to both sides. */
export const BREADTH = CELLS[0] / CELLS[1];
const COUNT = 96;
/** P lies on the right, about this spine: a W. */
const SPINE = [0.1, 0.5, 0.38, -0.5, 0.75, 0.3, 1.12, -0.5, 1.4, 0.5];
const WIDTH = 0.045;
/** Where its handle is, while it lies where it does at first. */
export const MIDDLE = { x: 0.75, y: 0 };
/** Where fakes begin, one after another. */
const STARTS = [
  { x: -1.25, y: -0.35, spread: 0.17 },
  { x: -1.2, y: 0.45, spread: 0.14 },
  { x: -0.75, y: 0.1, spread: 0.24 },
];

/** @param {number} round @returns {RideStart} */
const startOf = (round) => ({ ...STARTS[round % STARTS.length], seed: round });

export class Ride {
  constructor() {
    /** What is to be seen. @type {RideSight | null} */
    this.look = null;
    /** The critic over the field, row 0 at the top. @type {Float32Array} */
    this.values = new Float32Array();
    /** How many starts there have been. */
    this.round = 0;
    /** @private */
    this.isOwed = false;
    /** @private */
    this.isClosed = false;
    /** @private @type {number | null} */
    this.id = null;
  }

  /** All fakes have come to P. */
  get isOver() {
    return this.look?.distance === 0;
  }

  /** Other fakes, at the next step. */
  begin() {
    this.round += 1;
    this.isOwed = true;
  }

  /**
   * @param {readonly number[]} at where P lies
   * @param {number} step how far each fake rides
   */
  async go(at, step) {
    this.id ??= await figures.ask('rideOpen', {
      spine: new Float64Array(SPINE),
      width: WIDTH,
      count: COUNT,
      start: startOf(this.round),
      cells: CELLS,
    });
    // Another has taken its place meanwhile.
    if (this.isClosed) return this.close();
    const start = this.isOwed ? startOf(this.round) : undefined;
    this.isOwed = false;
    /** @type {RideSight} */
    const look = await figures.ask('rideGo', this.id, { start, at, step });
    this.look = look;
    if (look.values) this.values = look.values;
  }

  close() {
    this.isClosed = true;
    if (this.id !== null) figures.release('rideClose', this.id);
    this.id = null;
  }
}
