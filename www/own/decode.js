/** Files of images as grey pictures, by the browser's own decoders. */

import { within } from '../load/deadline.js';
import { formatOf } from './formats.js';
import { greyOf } from './grey.js';
import { MOST_IMAGE_BYTES } from './limits.js';
import { Refused } from './refused.js';

/** A large photograph takes a phone a second or two. */
const DECODE_MS = 10_000;

/** @param {Uint8Array<ArrayBuffer>} bytes @param {string} type */
async function bitmapOf(bytes, type) {
  try {
    const decoded = createImageBitmap(new Blob([bytes], { type }), {
      colorSpaceConversion: 'none',
      premultiplyAlpha: 'none',
    });
    return await within(DECODE_MS, decoded, 'picture');
  } catch {
    throw new Refused('why.broken');
  }
}

/** @param {ImageBitmap} bitmap */
function pixelsOf(bitmap) {
  const { width, height } = bitmap;
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Refused('why.broken');
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, width, height);
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes of a file that is no zip
 * @returns {Promise<import('./grey.js').Grey>}
 * @throws Refused where they cannot be one
 */
export async function decoded(bytes) {
  if (bytes.length > MOST_IMAGE_BYTES) throw new Refused('why.heavy', MOST_IMAGE_BYTES / 1e6);
  const { kind } = formatOf(bytes);
  if (kind === 'zip') throw new Refused('why.zipInZip');
  const bitmap = await bitmapOf(bytes, `image/${kind}`);
  try {
    const { data, width, height } = pixelsOf(bitmap);
    return greyOf(data, width, height);
  } finally {
    bitmap.close();
  }
}
