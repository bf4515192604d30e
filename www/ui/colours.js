/** Colours of the theme as bytes, and pictures made of numbers by them. */

import { make } from './dom.js';

/** @typedef {[number, number, number]} Bytes red, green, blue */

/** Made when it is first needed: a server that imports this has none. @type {CanvasRenderingContext2D | null} */
let pixel = null;
/** @type {Map<string, Bytes>} */
const known = new Map();

/**
 * However a browser writes it.
 * @param {string} colour
 * @returns {Bytes}
 */
export function bytesOf(colour) {
  const found = known.get(colour);
  if (found) return found;
  pixel ??= make('canvas', { width: 1, height: 1 }).getContext('2d', { willReadFrequently: true });
  if (!pixel) return [0, 0, 0];
  pixel.fillStyle = colour;
  pixel.fillRect(0, 0, 1, 1);
  const [red, green, blue] = pixel.getImageData(0, 0, 1, 1).data;
  known.set(colour, [red, green, blue]);
  return [red, green, blue];
}

/**
 * A picture of width × height cells, to be drawn larger: smooth, since browsers blend between pixels.
 * @param {number} width
 * @param {number} height
 */
export function pictureOf(width, height) {
  const canvas = make('canvas', { width, height });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  const image = context.createImageData(width, height);
  return {
    canvas,
    data: image.data,
    /** What `data` holds by now. */
    put() {
      context.putImageData(image, 0, 0);
    },
  };
}
