/**
 * What the figure of the truth asks of the worker that trains: critics of images, each against the same digits and the
 * same moved along rays, scored by what is known of the two.
 */

import { MOST_CLASSES, PIXELS } from '../../shape.js';
import { unpacked } from '../kit/first-digits.js';
import { bytesOf, fitOf } from './batch-answers.js';
import { Sessions } from './sessions.js';

/** @typedef {import('../kit/first-digits.js').FirstDigits} FirstDigits */
/** @typedef {import('./batch-answers.js').Wasm} Wasm */
/** @typedef {import('../../../dist/pkg/cpu/earthmover_web.js').BatchFit} BatchFit */
/** @typedef {import('../../../dist/pkg/cpu/earthmover_web.js').BesideTruth} BesideTruth */
/** @typedef {import('../../../dist/pkg/cpu/earthmover_web.js').MovedDigits} MovedDigits */
/** @typedef {import('../../../dist/pkg/cpu/earthmover_web.js').Config} Config */
/**
 * @template T
 * @typedef {import('../../../dist/pkg/cpu/earthmover_web.js').Patch<T>} Patch
 */
/** @typedef {{ pair: MovedDigits, shown: number, fits: Map<string, BatchFit> }} Session */
/**
 * @typedef {object} TruthOpened
 * @property {number} id
 * @property {number} exactDistance between the two minibatches, in closed form
 * @property {Uint8Array} real the first digits, 784 bytes each
 * @property {Uint8Array} fake the same, moved
 * @property {Float32Array} best which way the best critic points at these
 */
/** @typedef {BesideTruth} TruthTrained a critic after its steps; directions are those at the first fakes */

/** One for each figure that trains. @type {Sessions<Session>} */
const sessions = new Sessions('pair along rays');

export const truthAnswers = {
  /**
   * @param {Wasm} wasm
   * @param {FirstDigits} first
   * @param {{ count: number, centres: number, seed: number, shown: number }} wanted digits of a minibatch, those that
   *   they are moved to, and how many to look at
   * @returns {Promise<TruthOpened>}
   */
  async truthOpen(wasm, first, { count, centres, seed, shown }) {
    const { images, labels } = await unpacked(first);
    const digits = new wasm.Digits(MOST_CLASSES);
    digits.add(images, labels, 0);
    const pair = digits.movedAlongRays(count, centres, seed);
    digits.close();
    const id = sessions.add({ pair, shown: shown * PIXELS, fits: new Map() });
    const seen = (/** @type {Float32Array} */ numbers) => numbers.subarray(0, shown * PIXELS);
    return {
      id,
      exactDistance: pair.exactDistance,
      real: bytesOf(seen(pair.real)),
      fake: bytesOf(seen(pair.fake)),
      best: seen(pair.gradients).slice(),
    };
  },

  /**
   * @param {Wasm} wasm
   * @param {number} id
   * @param {string} name of the critic
   * @param {Patch<Config>} config
   * @param {number} steps none, to look at it as it is
   * @returns {Promise<TruthTrained>}
   */
  async truthTrain(wasm, id, name, config, steps) {
    const { pair, shown, fits } = sessions.get(id);
    const fit = await fitOf(wasm, fits, name, config, pair);
    if (steps > 0) await fit.train(steps);
    const scores = await fit.besideTruth(pair);
    return { ...scores, directions: scores.directions.slice(0, shown) };
  },

  /** @param {Wasm} _wasm @param {number} id */
  truthClose(_wasm, id) {
    const session = sessions.take(id);
    session?.pair.free();
    for (const fit of session?.fits.values() ?? []) {
      fit.close();
      fit.free();
    }
  },
};
