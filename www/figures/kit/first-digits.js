/** The digits that figures are made of: those that every run begins with, downloaded once whatever asks for them. */

import { classesOf } from '../../load/manifest.js';
import { bytesOf, unpackShard } from '../../load/unpack.js';
import { manifest, packedShard } from '../../run/shared.js';

/** @typedef {import('../../load/manifest.js').Shard} Shard */
/** @typedef {import('../../run/shared.js').OnProgress} OnProgress */
/**
 * As a page posts them to a worker: a copy of a Blob copies no bytes.
 * @typedef {{ parts: { packed: Blob, shard: Shard }[], classes: number }} FirstDigits
 */

/**
 * The first shards that together have so many digits.
 * @param {Shard[]} shards
 * @param {number} count
 */
export function firstShards(shards, count) {
  let sum = 0;
  return shards.filter((shard) => {
    const isNeeded = sum < count;
    sum += shard.count;
    return isNeeded;
  });
}

/**
 * @param {string} data the name of their set
 * @param {number} count how many are needed
 * @param {OnProgress} onProgress in compressed bytes
 * @returns {Promise<FirstDigits>}
 */
export async function firstDigits(data, count, onProgress) {
  const { train, labels } = await manifest(data);
  const shards = firstShards(train, count);
  const total = shards.reduce((sum, shard) => sum + shard.bytes, 0);
  const loaded = shards.map(() => 0);
  const bring = async (/** @type {Shard} */ shard, /** @type {number} */ place) => {
    const packed = await packedShard(data, shard, (bytes) => {
      loaded[place] = bytes;
      onProgress(
        loaded.reduce((sum, one) => sum + one),
        total,
      );
    });
    return { packed, shard };
  };
  return { parts: await Promise.all(shards.map(bring)), classes: classesOf({ labels }) };
}

/**
 * In a worker.
 * @param {FirstDigits} digits
 * @returns {Promise<{ images: Uint8Array<ArrayBuffer>, labels: Uint8Array<ArrayBuffer> }>} images one after another
 */
export async function unpacked({ parts, classes }) {
  const opened = await Promise.all(
    parts.map(({ packed, shard }) => unpackShard(bytesOf(packed), shard, classes)),
  );
  return {
    images: await joined(opened.map(({ images }) => images)),
    labels: await joined(opened.map(({ labels }) => labels)),
  };
}

/** @param {Uint8Array<ArrayBuffer>[]} pieces */
const joined = async (pieces) => new Uint8Array(await new Blob(pieces).arrayBuffer());
