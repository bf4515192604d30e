/** The digits' shards: what the manifest says, and one shard from the network to checked bytes. */

import { fetchWhole, withRetries } from './fetching.js';
import { SaidError, textOf, TypedError } from './errors.js';
import { say } from '../strings/say.js';

/**
 * @typedef {object} Shard
 * @property {string} file
 * @property {number} first
 * @property {number} count
 * @property {number} bytes compressed
 * @property {string} sha256 of the decompressed shard
 * @property {number} fromIteration
 */

/** @typedef {{ format: number, pixels: number, train: Shard[], test: Shard[] }} Manifest */

const MANIFEST = 'manifest.json';

/** @param {Uint8Array} bytes @returns {Manifest} */
function parsed(bytes) {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new SaidError(say('load.broken', MANIFEST));
  }
}

/** @param {string} folder */
export async function fetchManifest(folder) {
  try {
    return await withRetries(async (cache) => {
      const manifest = parsed(await fetchWhole(folder + MANIFEST, cache));
      const { format } = manifest;
      if (format !== 1) throw new SaidError(say('data.format', String(format)));
      return manifest;
    }, 'no-cache');
  } catch (error) {
    throw new TypedError('data', say('data.noManifest', textOf(error)));
  }
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
async function gunzip(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** What cannot be unpacked is cut short or spoilt, whatever a browser calls it. @param {string} file @returns {never} */
function broken(file) {
  throw new SaidError(say('load.broken', file));
}

/** Some hosts send .gz files as `Content-Encoding: gzip`, and the browser has then unpacked them already. */
const isGzip = (/** @type {Uint8Array} */ bytes) => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** @param {Uint8Array<ArrayBuffer>} bytes */
async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Without a secure context there is no `crypto.subtle`; gzip's own CRC and the length must do.
 * @param {Uint8Array<ArrayBuffer>} raw
 * @param {Shard} shard
 * @param {number} pixels
 */
async function check(raw, shard, pixels) {
  const expected = shard.count * (pixels + 1);
  if (raw.length !== expected) throw new SaidError(say('load.length', raw.length, expected));
  if (globalThis.crypto?.subtle && (await sha256(raw)) !== shard.sha256) {
    throw new SaidError(say('load.checksum'));
  }
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes as they came over the network
 * @param {Shard} shard
 * @param {number} pixels
 */
export async function unpackShard(bytes, shard, pixels) {
  const raw = isGzip(bytes) ? await gunzip(bytes).catch(() => broken(shard.file)) : bytes;
  await check(raw, shard, pixels);
  const split = shard.count * pixels;
  return { images: raw.subarray(0, split), labels: raw.subarray(split) };
}

/**
 * A shard as it came over the network, seen to be whole.
 * @param {string} folder
 * @param {Shard} shard
 * @param {number} pixels
 * @param {(loaded: number) => void} onProgress in compressed bytes of this shard
 * @returns {Promise<Blob>}
 */
export async function fetchShard(folder, shard, pixels, onProgress) {
  const packed = await withRetries(async (cache) => {
    let received = 0;
    const bytes = await fetchWhole(folder + shard.file, cache, (count) => {
      received += count;
      onProgress(Math.min(received, shard.bytes));
    });
    await unpackShard(bytes, shard, pixels);
    return new Blob([bytes]);
  });
  onProgress(shard.bytes);
  return packed;
}
