/** Whether all numbers of a checkpoint are finite: one that is not spoils all that is trained from it. */

import { headerOf } from './safetensors.js';

/**
 * @param {Uint8Array} bytes
 * @returns {{ from: number, tensors: [number, number][] }} where tensors begin, and the places of those of f32 after that
 */
function tensorsOf(bytes) {
  const { from, header } = headerOf(bytes);
  const tensors = Object.values(header).flatMap(({ dtype, data_offsets: offsets }) =>
    dtype === 'F32' && from + offsets?.[1] <= bytes.length ? [offsets] : [],
  );
  return { from, tensors };
}

/** @param {Uint8Array} bytes of a checkpoint */
export function isFiniteCheckpoint(bytes) {
  const { from, tensors } = tensorsOf(bytes);
  return tensors.every(([begin, end]) => {
    // A copy, so that it is aligned.
    const { buffer } = bytes.slice(from + begin, from + end);
    return new Float32Array(buffer, 0, Math.floor((end - begin) / 4)).every(Number.isFinite);
  });
}
