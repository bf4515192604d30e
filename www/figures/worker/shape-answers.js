/** What the reader's own images ask of the worker, beside what its module answers by itself. */

import { PIXELS } from '../../shape.js';

/** @typedef {typeof import('../../../dist/pkg/figures/earthmover_web.js')} Figures */
/** @typedef {{ shift: number, turn: number, stretch: number }} Strengths in pixels, degrees, and as a share */

export const shapeAnswers = {
  /**
   * `count` images of the endless row that begins with the originals.
   * @param {Figures} wasm
   * @param {Uint8Array} images
   * @param {Strengths} strengths
   * @param {number} seed
   * @param {number} first
   * @param {number} count
   */
  shapesVaried: (wasm, images, { shift, turn, stretch }, seed, first, count) =>
    wasm.varied(images, shift, turn, stretch, seed, first, count),

  /**
   * Those of the row in these places.
   * @param {Figures} wasm
   * @param {Uint8Array} images
   * @param {Strengths} strengths
   * @param {number} seed
   * @param {readonly number[]} places
   */
  shapesAt(wasm, images, { shift, turn, stretch }, seed, places) {
    const found = new Uint8Array(places.length * PIXELS);
    places.forEach((place, at) => {
      found.set(wasm.varied(images, shift, turn, stretch, seed, place, 1), at * PIXELS);
    });
    return found;
  },
};
