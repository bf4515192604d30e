/** Directions among images as images: a pixel is to become lighter, or darker. */

/** No change, in a palette from darker to lighter. */
export const STILL = 128;
const MOST = 127;

/**
 * How large a part of a direction is drawn as much as can be: the same for all directions of length 1, so that one
 * whose length goes into every pixel a little looks as faint as it is.
 * @param {Float32Array} best directions
 */
export const strengthOf = (best) =>
  best.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;

/**
 * @param {Float32Array} directions
 * @param {number} strength
 * @returns {Uint8Array} a byte for each pixel, `STILL` where it stays as it is
 */
export const signed = (directions, strength) =>
  Uint8Array.from(directions, (value) => {
    const share = Math.min(1, Math.max(-1, value / strength));
    return STILL + Math.round(MOST * share);
  });
