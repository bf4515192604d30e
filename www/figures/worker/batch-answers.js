/**
 * What figure 5 asks of the worker that trains: critics of images, each against the same two minibatches, digits
 * and their noisy copies.
 */

import { MOST_CLASSES, PIXELS } from '../../shape.js';
import { unpacked } from '../kit/first-digits.js';
import { meanOf, Sessions } from './sessions.js';

/** @typedef {import('../kit/first-digits.js').FirstDigits} FirstDigits */
/** @typedef {typeof import('../../../dist/pkg/cpu/earthmover_web.js')} Wasm */
/** @typedef {import('../../../dist/pkg/cpu/earthmover_web.js').BatchFit} BatchFit */
/** @typedef {import('../../../dist/pkg/cpu/earthmover_web.js').NoisyCopies} NoisyCopies */
/** @typedef {import('../../../dist/pkg/cpu/earthmover_web.js').Config} Config */
/**
 * @template T
 * @typedef {import('../../../dist/pkg/cpu/earthmover_web.js').Patch<T>} Patch
 */
/** @typedef {{ copies: NoisyCopies, fits: Map<string, BatchFit> }} Session */
/**
 * @typedef {object} Opened
 * @property {number} id
 * @property {number} exactDistance between the two minibatches
 * @property {Uint8Array} real the first digits, 784 bytes each
 * @property {Uint8Array} fake their copies, in the same order
 */
/** @typedef {{ gaps: Float32Array, slope: number | null }} Trained a gap of before each step; the mean slope at the digits after them */

/** One for each figure that trains. @type {Sessions<Session>} */
const sessions = new Sessions('pair of minibatches');

/** To be looked at. @param {Float32Array} images */
export const bytesOf = (images) => Uint8Array.from(images, (value) => Math.round(value * 255));

/**
 * The critic of that name, which begins when it is first asked for.
 * @param {Wasm} wasm
 * @param {Map<string, BatchFit>} fits those that have begun
 * @param {string} name
 * @param {Patch<Config>} config
 * @param {{ real: Float32Array, fake: Float32Array }} batches
 */
export async function fitOf(wasm, fits, name, config, batches) {
  const known = fits.get(name);
  if (known) return known;
  const fit = await wasm.BatchFit.create(config, 'cpu', batches.real, batches.fake);
  fits.set(name, fit);
  return fit;
}

export const batchAnswers = {
  /**
   * @param {Wasm} wasm
   * @param {FirstDigits} first
   * @param {{ count: number, seed: number, shown: number }} wanted digits of a minibatch, and how many to look at
   * @returns {Promise<Opened>}
   */
  async batchOpen(wasm, first, { count, seed, shown }) {
    const { images, labels } = await unpacked(first);
    const digits = new wasm.Digits(MOST_CLASSES);
    digits.add(images, labels, 0);
    const copies = digits.noisyCopies(count, seed);
    digits.close();
    const id = sessions.add({ copies, fits: new Map() });
    const { real, fake, exactDistance } = copies;
    // Copies come with the second half first.
    const half = Math.floor(count / 2) * PIXELS;
    return {
      id,
      exactDistance,
      real: bytesOf(real.subarray(0, shown * PIXELS)),
      fake: bytesOf(fake.subarray(fake.length - half, fake.length - half + shown * PIXELS)),
    };
  },

  /**
   * @param {Wasm} wasm
   * @param {number} id
   * @param {string} name of the critic
   * @param {Patch<Config>} config
   * @param {number} steps
   * @param {boolean} wantsSlope
   * @returns {Promise<Trained>}
   */
  async batchTrain(wasm, id, name, config, steps, wantsSlope) {
    const { copies, fits } = sessions.get(id);
    const fit = await fitOf(wasm, fits, name, config, copies);
    const reports = await fit.train(steps);
    const slope = wantsSlope ? meanOf(await fit.slopes()) : null;
    return { gaps: Float32Array.from(reports, ({ gap }) => gap), slope };
  },

  /** @param {Wasm} _wasm @param {number} id */
  batchClose(_wasm, id) {
    for (const fit of sessions.take(id)?.fits.values() ?? []) {
      fit.close();
      fit.free();
    }
  },
};
