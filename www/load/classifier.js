/** The classifier's file, which nothing lists the checksum of: it says itself how long it is. */

import { say } from '../strings/say.js';
import { SaidError } from './errors.js';
import { fetchWhole, withRetries } from './fetching.js';
import { tensorsOf } from './safetensors.js';

const FILE = 'classifier.safetensors';
/**
 * Whether all is there that the header of a safetensors file speaks of.
 * @param {Uint8Array<ArrayBuffer>} bytes
 */
export function isWhole(bytes) {
  const { from, tensors } = tensorsOf(bytes) ?? { from: 0, tensors: [] };
  return (
    from > 0 && bytes.length === tensors.reduce((last, { end }) => Math.max(last, from + end), from)
  );
}

/** @param {string} address @returns {Promise<Blob>} */
export const fetchClassifier = (address) =>
  withRetries(async (cache) => {
    const bytes = await fetchWhole(address, cache);
    if (!isWhole(bytes)) throw new SaidError(say('load.broken', FILE));
    return new Blob([bytes]);
  });
