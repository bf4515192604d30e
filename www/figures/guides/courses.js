/** The three ways that images are brought nearer to real digits, and how far each has come. Nothing of it is seen. */

import { Rows } from '../../ui/plots/history.js';
import { critics } from '../../run/calculator.js';

/** @typedef {import('../../protocol.js').Config} Config */
/** @typedef {import('../worker/guides-answers.js').GuidesOpened} GuidesOpened */
/** @typedef {import('../worker/guides-answers.js').GuidesTrained} GuidesTrained */
/** @typedef {import('../kit/first-digits.js').FirstDigits} FirstDigits */
/**
 * @template T
 * @typedef {import('../../protocol.js').Patch<T>} Patch
 */
/** @typedef {'plan' | 'critic' | 'alone'} GuideName a generator by the exact plan or by a critic; a critic without one */
/** @typedef {'distance'} Column */
/**
 * What the worker is to make.
 * @typedef {object} Wanted
 * @property {Patch<Config> & { seed: number }} generator of both generators
 * @property {Patch<Config>} ride of the images without one
 * @property {number} measured images of a measurement
 * @property {number} shown images of a picture
 */
/**
 * How far one is.
 * @typedef {object} Course
 * @property {Rows<Column>} rows
 * @property {number} steps
 * @property {GuidesTrained | null} latest
 * @property {number} grey of what is shown of it
 * @property {boolean} isOver its numbers are no longer finite
 */

export const GUIDES = /** @type {GuideName[]} */ (['plan', 'critic', 'alone']);
/** Steps of each until it rests; each further run is as long. */
export const STEPS = 500;
/** Images of a picture. */
export const SHOWN = 25;
/** Images of a measurement, and those that ride. */
export const MEASURED = 64;
/** Steps of the critic before images ride it. */
const CRITIC_STEPS = 2;
/** It is looked at every so many steps, whatever the machine, so that a seed has one curve. */
const EVERY = 5;
/** What is farther leaves the chart: noise begins at twice this. */
const MOST_SEEN = 10;

/** It is too early to tell before so many steps. */
const EARLY = 40;
/** What has more grey than this, by real digits, is blurred; what has less than the other has strokes. */
const [BLURRED, STROKES] = [1.5, 1.2];
/** A pixel with less has no ink; one between the other two is grey. */
const [INK, DARK, LIGHT] = [26, 64, 192];

/** @returns {Course} */
const newCourse = () => ({
  rows: new Rows(['iteration', 'distance']),
  steps: 0,
  latest: null,
  grey: NaN,
  isOver: false,
});

export class Courses {
  /** @type {Record<GuideName, Course>} */
  by = /** @type {any} */ (Object.fromEntries(GUIDES.map((name) => [name, newCourse()])));
  goal = STEPS;

  /** @param {GuidesOpened} opened */
  constructor(opened) {
    this.opened = opened;
    /** How grey real digits are. */
    this.grey = greyOf(opened.real);
  }

  /**
   * @param {FirstDigits} first
   * @param {number} count images of a generator's minibatch
   * @param {number} seed
   */
  static async open(first, count, seed) {
    /** @type {Wanted} */
    const wanted = {
      generator: { seed, batch: count },
      ride: { seed, batch: MEASURED, nCritic: CRITIC_STEPS },
      measured: MEASURED,
      shown: SHOWN,
    };
    return new Courses(await critics.ask('guidesOpen', first, wanted));
  }

  close() {
    critics.release('guidesClose', this.opened.id);
  }

  /** Steps that all have done. */
  get steps() {
    return Math.min(...GUIDES.map((name) => this.by[name].steps));
  }

  /** Who is behind goes first, so that all stay together. @returns {GuideName | undefined} none where all are done */
  get next() {
    const some = GUIDES.filter((name) => {
      const { latest, steps, isOver } = this.by[name];
      return !isOver && (!latest || steps < this.goal);
    });
    // One that has not been looked at yet is behind all others.
    const behind = (/** @type {GuideName} */ name) =>
      this.by[name].latest ? this.by[name].steps : -1;
    return some.sort((one, other) => behind(one) - behind(other))[0];
  }

  /** Takes a few steps, after a look at how it begins. @param {GuideName} name */
  async train(name) {
    const course = this.by[name];
    const steps = course.latest ? Math.min(EVERY, this.goal - course.steps) : 0;
    try {
      /** @type {GuidesTrained} */
      const latest = await critics.ask('guidesTrain', this.opened.id, name, steps);
      course.steps += steps;
      course.latest = latest;
      course.grey = greyOf(latest.images);
      const { exactDistance } = latest;
      const distance = exactDistance <= MOST_SEEN ? exactDistance : NaN;
      course.rows.put({ iteration: course.steps, distance });
    } catch (error) {
      if (/** @type {Error} */ (error)?.name !== 'NotFiniteError') throw error;
      course.isOver = true;
    }
  }

  /** Whether it is nearer to real digits than others of these are. @param {GuideName} name */
  isNearer(name) {
    return (this.by[name].latest?.exactDistance ?? Infinity) < this.opened.floor;
  }

  /** Whether it has far more grey than pens leave. @param {GuideName} name */
  isBlurred(name) {
    return this.by[name].grey > BLURRED * this.grey;
  }

  /** Whether it has hardly more. @param {GuideName} name */
  hasStrokes(name) {
    return this.by[name].grey < STROKES * this.grey;
  }

  get isEarly() {
    return this.steps < EARLY;
  }
}

/**
 * How blurred images are: what share of their ink is neither dark nor light.
 * @param {Uint8Array} images
 */
export function greyOf(images) {
  let [ink, grey] = [0, 0];
  for (const value of images) {
    ink += Number(value >= INK);
    grey += Number(value >= DARK && value < LIGHT);
  }
  return ink > 0 ? grey / ink : NaN;
}
