/** A shard of digits, from packed bytes to checked ones. */

import { within } from './deadline.js';
import { SaidError } from './errors.js';
import { PIXELS } from '../shape.js';
import { say } from '../strings/say.js';

/** @typedef {import('./manifest.js').Shard} Shard */

/** Seven thousand digits take a phone a second. */
const UNPACKING_MS = 20_000;

/** Ends a stream where it is more than was said: a small file may unpack to any size. @param {number} most bytes */
function atMost(most) {
  let count = 0;
  /** @type {TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>} */
  const stream = new TransformStream({
    transform(chunk, controller) {
      count += chunk.length;
      if (count > most) throw new RangeError('it unpacks to more than it should');
      controller.enqueue(chunk);
    },
  });
  return stream;
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {number} most bytes that they may be
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
async function gunzip(bytes, most) {
  const unzipped = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(unzipped.pipeThrough(atMost(most))).arrayBuffer());
}

/**
 * What cannot be unpacked is cut short or spoilt, whatever a browser calls it; but for what is said in words of ours.
 * @param {unknown} error
 * @param {string} file
 * @returns {never}
 */
function broken(error, file) {
  throw error instanceof SaidError ? error : new SaidError(say('load.broken', file));
}

/**
 * Some hosts send .gz files as `Content-Encoding: gzip`, and the browser has then unpacked them already. Images may begin
 * as packed files do: what has the length of the images is they.
 * @param {Uint8Array} bytes
 * @param {number} expected how many they are unpacked
 */
const isGzip = (bytes, expected) =>
  bytes[0] === 0x1f && bytes[1] === 0x8b && bytes.length !== expected;

/** @param {Shard} shard */
const lengthOf = ({ count }) => count * (PIXELS + 1);

/** A blob's bytes, within the time of `unpackShard`. @param {Blob} blob */
export const bytesOf = async (blob) => new Uint8Array(await blob.arrayBuffer());

/** @param {Uint8Array<ArrayBuffer>} bytes */
export async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Without a secure context there is no `crypto.subtle`; gzip's own CRC and the length must do.
 * @param {Uint8Array<ArrayBuffer>} raw
 * @param {Shard} shard
 */
async function check(raw, shard) {
  const expected = lengthOf(shard);
  if (raw.length !== expected) throw new SaidError(say('load.length', raw.length, expected));
  if (shard.sha256 && globalThis.crypto?.subtle && (await sha256(raw)) !== shard.sha256) {
    throw new SaidError(say('load.checksum'));
  }
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {Shard} shard
 */
async function checked(bytes, shard) {
  const expected = lengthOf(shard);
  const raw = isGzip(bytes, expected) ? await gunzip(bytes, expected) : bytes;
  await check(raw, shard);
  return raw;
}

/**
 * @param {Uint8Array<ArrayBuffer> | Promise<Uint8Array<ArrayBuffer>>} bytes as they came over the network
 * @param {Shard} shard
 * @param {number} classes of images that its set has
 */
export async function unpackShard(bytes, shard, classes) {
  const unpacked = Promise.resolve(bytes).then((come) => checked(come, shard));
  const raw = await within(UNPACKING_MS, unpacked, 'unpacking').catch((error) =>
    broken(error, shard.file),
  );
  const split = shard.count * PIXELS;
  const [images, labels] = [raw.subarray(0, split), raw.subarray(split)];
  const stray = labels.find((label) => label >= classes);
  if (stray !== undefined) throw new SaidError(say('load.label', shard.file, stray, classes));
  return { images, labels };
}
