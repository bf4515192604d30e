/**
 * What a file of an image says of itself before it is decoded: its kind, its size, and whether all of it is there. A
 * browser would decode a picture of any size first, and draw half of a file that was cut short.
 */

import { MOST_SIDE } from './limits.js';
import { Refused } from './refused.js';

/** @typedef {{ kind: 'png' | 'jpeg' | 'webp' | 'zip', width: number, height: number }} Format of a zip file 0 × 0 */

/** @param {Uint8Array} bytes @param {number} at @param {string} text */
const says = (bytes, at, text) =>
  [...text].every((sign, place) => bytes[at + place] === sign.charCodeAt(0));

/** @param {Uint8Array} bytes */
const viewOf = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** @returns {never} */
function cutShort() {
  throw new Refused('why.cut');
}

/** @param {Uint8Array} bytes @returns {Format} */
function png(bytes) {
  // Chunks of length, name, content and checksum, from the header to the end's.
  const view = viewOf(bytes);
  if (bytes.length < 33) cutShort();
  for (let at = 8; ; at += view.getUint32(at) + 12) {
    if (at + 12 > bytes.length) cutShort();
    if (says(bytes, at + 4, 'IEND')) break;
  }
  return { kind: 'png', width: view.getUint32(16), height: view.getUint32(20) };
}

/** Markers of frames: C0 to CF, but for tables (C4, CC) and what is kept (C8). @param {number} marker */
const isFrame = (marker) =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** @param {Uint8Array} bytes @returns {Format} */
function jpeg(bytes) {
  const view = viewOf(bytes);
  // Cameras leave more behind the end.
  let end = bytes.length - 2;
  while (end > 2 && !(bytes[end] === 0xff && bytes[end + 1] === 0xd9)) end -= 1;
  for (let at = 2; at + 9 < end; at += 2 + view.getUint16(at + 2)) {
    if (bytes[at] !== 0xff) break;
    // A marker may have any number of such bytes before it.
    while (bytes[at + 1] === 0xff && at + 9 < end) at += 1;
    if (!isFrame(bytes[at + 1])) continue;
    return { kind: 'jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
  }
  return cutShort();
}

/** @param {Uint8Array} bytes @returns {Format} */
function webp(bytes) {
  const view = viewOf(bytes);
  if (bytes.length < 30 || view.getUint32(4, true) + 8 > bytes.length) cutShort();
  const three = (/** @type {number} */ at) => view.getUint16(at, true) + (bytes[at + 2] << 16);
  if (says(bytes, 12, 'VP8X')) return { kind: 'webp', width: three(24) + 1, height: three(27) + 1 };
  if (says(bytes, 12, 'VP8L')) {
    const sizes = view.getUint32(21, true);
    return { kind: 'webp', width: (sizes & 0x3fff) + 1, height: ((sizes >> 14) & 0x3fff) + 1 };
  }
  const side = (/** @type {number} */ at) => view.getUint16(at, true) & 0x3fff;
  return { kind: 'webp', width: side(26), height: side(28) };
}

/**
 * @param {Uint8Array} bytes of a file
 * @returns {Format}
 * @throws Refused where it is none of these, is too large, or has been cut short
 */
export function formatOf(bytes) {
  if (says(bytes, 0, 'PK\x03\x04')) return { kind: 'zip', width: 0, height: 0 };
  const format = says(bytes, 0, '\x89PNG\r\n\x1a\n')
    ? png(bytes)
    : says(bytes, 0, '\xff\xd8\xff')
      ? jpeg(bytes)
      : says(bytes, 0, 'RIFF') && says(bytes, 8, 'WEBP')
        ? webp(bytes)
        : null;
  if (!format) throw new Refused('why.noImage');
  const { width, height } = format;
  if (Math.max(width, height) > MOST_SIDE) {
    throw new Refused('why.tooLarge', width, height, MOST_SIDE);
  }
  if (Math.min(width, height) === 0) cutShort();
  return format;
}
