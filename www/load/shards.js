/** A data set from the network: its manifest, and its shards, each seen to be whole. */

import { TypedError, textOf } from './errors.js';
import { fetchWhole, withRetries } from './fetching.js';
import { manifestOf } from './manifest.js';
import { unpackShard } from './unpack.js';
import { say } from '../strings/say.js';

/** @typedef {import('./manifest.js').Manifest} Manifest */
/** @typedef {import('./manifest.js').Shard} Shard */

/** @param {string} address @returns {Promise<Manifest>} */
export async function fetchManifest(address) {
  try {
    return await withRetries(
      async (cache) => manifestOf(await fetchWhole(address, cache)),
      'no-cache',
    );
  } catch (error) {
    throw new TypedError('data', say('data.noManifest', textOf(error)));
  }
}

/**
 * A shard as it came over the network, seen to be whole.
 * @param {string} address
 * @param {Shard} shard
 * @param {number} classes that its set has
 * @param {(loaded: number) => void} onProgress in compressed bytes of this shard
 * @returns {Promise<Blob>}
 */
export async function fetchShard(address, shard, classes, onProgress) {
  const packed = await withRetries(async (cache) => {
    let received = 0;
    const bytes = await fetchWhole(address, cache, (count) => {
      received += count;
      onProgress(Math.min(received, shard.bytes));
    });
    await unpackShard(bytes, shard, classes);
    return new Blob([bytes]);
  });
  onProgress(shard.bytes);
  return packed;
}
