/** Pictures of any kind as grey bytes from 0, empty, to 255, ink. */

import { SIDE } from '../shape.js';
import { Refused } from './refused.js';

/**
 * @typedef {object} Grey
 * @property {Uint8Array} bytes
 * @property {number} width
 * @property {number} height
 * @property {boolean} isColoured whether it was
 */

/** Channels as far apart as this are a colour. */
const COLOUR = 24;
/** The part of the way from ground to ink that still is ground: paper is never even. */
const FAINT = 0.12;

/** @param {Uint8ClampedArray} rgba @param {number} at */
const brightness = (rgba, at) => 0.299 * rgba[at] + 0.587 * rgba[at + 1] + 0.114 * rgba[at + 2];

/** What lies under a picture that is clear in parts: what its own colours stand out from. @param {Uint8ClampedArray} rgba */
function underOf(rgba) {
  let [sum, weight] = [0, 0];
  for (let at = 0; at < rgba.length; at += 4) {
    sum += brightness(rgba, at) * rgba[at + 3];
    weight += rgba[at + 3];
  }
  return sum > 127.5 * weight ? 0 : 255;
}

/**
 * @param {Uint8ClampedArray} rgba
 * @param {number} width
 * @param {number} height
 * @returns {Grey}
 */
export function greyOf(rgba, width, height) {
  const bytes = new Uint8Array(width * height);
  let isColoured = false;
  /** @type {number | null} */
  let under = null;
  for (let at = 0, to = 0; at < rgba.length; at += 4, to++) {
    const [red, green, blue, alpha] = [rgba[at], rgba[at + 1], rgba[at + 2], rgba[at + 3]];
    if (Math.max(red, green, blue) - Math.min(red, green, blue) > COLOUR && alpha > COLOUR) {
      isColoured = true;
    }
    let grey = brightness(rgba, at);
    if (alpha < 255) {
      under ??= underOf(rgba);
      grey = under + ((grey - under) * alpha) / 255;
    }
    bytes[to] = Math.round(grey);
  }
  return { bytes, width, height, isColoured };
}

/** The grey that half of the border is darker than. @param {Grey} grey */
function borderOf({ bytes, width, height }) {
  const counts = new Uint32Array(256);
  for (let x = 0; x < width; x++) {
    counts[bytes[x]] += 1;
    counts[bytes[(height - 1) * width + x]] += 1;
  }
  for (let y = 0; y < height; y++) {
    counts[bytes[y * width]] += 1;
    counts[bytes[y * width + width - 1]] += 1;
  }
  let left = width + height;
  return counts.findIndex((count) => (left -= count) < 0);
}

/**
 * Ink on an empty ground. The border is taken for ground: where it is light, ink is what is dark.
 * @param {Grey} grey
 * @returns {Uint8Array}
 * @throws Refused where all of it is of one grey
 */
export function inkOf(grey) {
  const { bytes, width, height } = grey;
  const border = borderOf(grey);
  const isLight = border > 127;
  const away = (/** @type {number} */ byte) => (isLight ? border - byte : byte - border);
  let most = 0;
  for (const byte of bytes) most = Math.max(most, away(byte));
  if (most < 8) throw new Refused('why.plain');
  // One of ours, or of MNIST's, is what it should be.
  if (width === SIDE && height === SIDE && border === 0) return bytes;
  const faint = FAINT * most;
  return bytes.map((byte) => Math.round((255 * Math.max(0, away(byte) - faint)) / (most - faint)));
}

/** The same with ground and ink exchanged. @param {Uint8Array} ink */
export const exchanged = (ink) => ink.map((byte) => 255 - byte);
