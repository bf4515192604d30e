/** The digits' shards, from the network: what the manifest says of them, and one of them, seen to be whole. */

import { fetchWhole, withRetries } from './fetching.js';
import { unpackShard } from './unpack.js';
import { SaidError, textOf, TypedError } from './errors.js';
import { addressOf, MANIFEST } from './files.js';
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

/** @typedef {{ format: number, width: number, height: number, channels: number, train: Shard[], test: Shard[] }} Listed */

/** @typedef {Listed & { pixels: number }} Manifest what is listed, with the numbers of an image */

const LIST = 'manifest.json';

/** @param {string} file */
const addressIn = (file) => addressOf(`data/${file}`);

/** @param {Listed} listed @returns {Manifest} */
const sized = (listed) => ({
  ...listed,
  pixels: listed.width * listed.height * listed.channels,
});

/** @param {Uint8Array} bytes @returns {Listed} */
function parsed(bytes) {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new SaidError(say('load.broken', LIST));
  }
}

/** @returns {Promise<Manifest>} */
export async function fetchManifest() {
  if (MANIFEST) return sized(MANIFEST);
  try {
    return await withRetries(async (cache) => {
      const manifest = parsed(await fetchWhole(addressIn(LIST), cache));
      const { format } = manifest;
      if (format !== 2) throw new SaidError(say('data.format', String(format)));
      return sized(manifest);
    }, 'no-cache');
  } catch (error) {
    throw new TypedError('data', say('data.noManifest', textOf(error)));
  }
}

/**
 * A shard as it came over the network, seen to be whole.
 * @param {Shard} shard
 * @param {number} pixels
 * @param {(loaded: number) => void} onProgress in compressed bytes of this shard
 * @returns {Promise<Blob>}
 */
export async function fetchShard(shard, pixels, onProgress) {
  const packed = await withRetries(async (cache) => {
    let received = 0;
    const bytes = await fetchWhole(addressIn(shard.file), cache, (count) => {
      received += count;
      onProgress(Math.min(received, shard.bytes));
    });
    await unpackShard(bytes, shard, pixels);
    return new Blob([bytes]);
  });
  onProgress(shard.bytes);
  return packed;
}
