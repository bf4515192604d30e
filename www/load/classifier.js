/** The classifier's file, which nothing lists the checksum of: it says itself how long it is. */

import { say } from '../strings/say.js';
import { SaidError } from './errors.js';
import { addressOf } from './files.js';
import { fetchWhole, withRetries } from './fetching.js';

const FILE = 'classifier.safetensors';
/** Of the number that a safetensors file begins with: the length of its header. */
const LENGTH_BYTES = 8;

/**
 * Whether all is there that the header of a safetensors file speaks of.
 * @param {Uint8Array<ArrayBuffer>} bytes
 */
export function isWhole(bytes) {
  if (bytes.length < LENGTH_BYTES) return false;
  const begin = LENGTH_BYTES + Number(new DataView(bytes.buffer).getBigUint64(0, true));
  if (bytes.length < begin) return false;
  try {
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(LENGTH_BYTES, begin)));
    const { __metadata__, ...tensors } = header;
    const ends = Object.values(tensors).map((tensor) => tensor.data_offsets[1]);
    return bytes.length === begin + Math.max(0, ...ends);
  } catch {
    // No header that can be read.
    return false;
  }
}

/** @returns {Promise<Blob>} */
export const fetchClassifier = () =>
  withRetries(async (cache) => {
    const bytes = await fetchWhole(addressOf(`data/${FILE}`), cache);
    if (!isWhole(bytes)) throw new SaidError(say('load.broken', FILE));
    return new Blob([bytes]);
  });
