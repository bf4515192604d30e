/** Whether all numbers of a checkpoint are finite: one that is not spoils all that is trained from it. */

/** Bytes of the length that a safetensors file begins with. */
const LENGTH = 8;

/**
 * What is no safetensors file is none of our concern: the module says what is wrong with it.
 * @param {Uint8Array} bytes
 * @returns {{ from: number, tensors: [number, number][] }} where tensors begin, and the places of those of f32 after that
 */
function tensorsOf(bytes) {
  const nothing = { from: 0, tensors: [] };
  if (bytes.length < LENGTH) return nothing;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const from = LENGTH + Number(view.getBigUint64(0, true));
  if (from > bytes.length) return nothing;
  try {
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(LENGTH, from)));
    const tensors = Object.values(header).flatMap(({ dtype, data_offsets: offsets }) =>
      dtype === 'F32' && from + offsets[1] <= bytes.length ? [offsets] : [],
    );
    return { from, tensors };
  } catch {
    // No header that can be read.
    return nothing;
  }
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
