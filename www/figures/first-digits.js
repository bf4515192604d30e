/** The digits that figures are made of: those that every run begins with, downloaded once whatever asks for them. */

import { unpackShard } from '../load/shards.js';
import { manifest, packedShard } from '../run/shared.js';

/** @typedef {import('../run/shared.js').OnProgress} OnProgress */
/**
 * As a page posts them to a worker: a copy of a Blob copies no bytes.
 * @typedef {{ packed: Blob, shard: import('../load/shards.js').Shard, pixels: number }} FirstDigits
 */

/**
 * @param {OnProgress} onProgress in compressed bytes
 * @returns {Promise<FirstDigits>}
 */
export async function firstDigits(onProgress) {
  const { train, pixels } = await manifest();
  const [shard] = train;
  const packed = await packedShard(shard, pixels, (loaded) => onProgress(loaded, shard.bytes));
  return { packed, shard, pixels };
}

/**
 * In a worker.
 * @param {FirstDigits} digits
 * @returns {Promise<{ images: Uint8Array, labels: Uint8Array }>} images are 784 bytes each
 */
export const unpacked = async ({ packed, shard, pixels }) =>
  unpackShard(new Uint8Array(await packed.arrayBuffer()), shard, pixels);
