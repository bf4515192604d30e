/** Whether all numbers of a checkpoint are finite: one that is not spoils all that is trained from it. */

import { tensorsOf } from './safetensors.js';

/**
 * What is no checkpoint has no numbers: the module says what is wrong with it.
 * @param {Uint8Array} bytes
 */
export function isFiniteCheckpoint(bytes) {
  const { from, tensors } = tensorsOf(bytes) ?? { from: 0, tensors: [] };
  return tensors.every(({ dtype, begin, end }) => {
    if (dtype !== 'F32' || from + end > bytes.length) return true;
    // A copy, so that it is aligned.
    const { buffer } = bytes.slice(from + begin, from + end);
    return new Float32Array(buffer, 0, Math.floor((end - begin) / 4)).every(Number.isFinite);
  });
}
