/** The digits' shards: what the manifest says, and one shard from the network to checked bytes. */

import { fetchCounting, withRetries } from './fetching.js';
import { messageOf, TypedError } from './errors.js';
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

/** @param {string} folder */
export async function fetchManifest(folder) {
  try {
    return await withRetries(async (cache) => {
      const { body } = await fetchCounting(`${folder}manifest.json`, cache, () => {});
      const manifest = /** @type {Manifest} */ (await new Response(body).json());
      if (manifest.format !== 1) throw new Error(`format ${manifest.format} is not known here`);
      return manifest;
    }, 'no-cache');
  } catch (error) {
    throw new TypedError('data', say('data.noManifest', messageOf(error)));
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
  if (raw.length !== expected) throw new Error(`it has ${raw.length} bytes instead of ${expected}`);
  if (globalThis.crypto?.subtle && (await sha256(raw)) !== shard.sha256) {
    throw new Error('its checksum is wrong');
  }
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes as they came over the network
 * @param {Shard} shard
 * @param {number} pixels
 */
export async function unpackShard(bytes, shard, pixels) {
  const raw = isGzip(bytes) ? await gunzip(bytes) : bytes;
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
    const { body } = await fetchCounting(folder + shard.file, cache, (bytes) => {
      received += bytes;
      onProgress(Math.min(received, shard.bytes));
    });
    const bytes = new Uint8Array(await new Response(body).arrayBuffer());
    await unpackShard(bytes, shard, pixels);
    return new Blob([bytes]);
  });
  onProgress(shard.bytes);
  return packed;
}
