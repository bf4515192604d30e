/** What a safetensors file says of itself. */

/** @typedef {{ dtype: unknown, begin: number, end: number }} Tensor */

/** Bytes of the length that it begins with. */
const LENGTH = 8;

/**
 * What is no safetensors file is none of our concern: the module says what is wrong with it.
 * @param {Uint8Array} bytes
 * @returns {{ from: number, header: Record<string, any> }} where tensors begin, and what each is; nothing where it is none
 */
export function headerOf(bytes) {
  const nothing = { from: 0, header: {} };
  if (bytes.length < LENGTH) return nothing;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const from = LENGTH + Number(view.getBigUint64(0, true));
  if (from > bytes.length) return nothing;
  try {
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(LENGTH, from)));
    return typeof header === 'object' && header ? { from, header } : nothing;
  } catch {
    // No header that can be read.
    return nothing;
  }
}

/**
 * Which version wrote a checkpoint; null where it does not say.
 * @param {Uint8Array} bytes
 * @returns {string | null}
 */
export function versionOf(bytes) {
  const { __metadata__: metadata } = headerOf(bytes).header;
  return typeof metadata?.version === 'string' ? metadata.version : null;
}

/**
 * Where tensors lie after the header, by its word; null where it says nothing that could be so.
 * @param {Uint8Array} bytes
 * @returns {{ from: number, tensors: Tensor[] } | null}
 */
export function tensorsOf(bytes) {
  const { from, header } = headerOf(bytes);
  const { __metadata__, ...rest } = header;
  const tensors = Object.values(rest).map((tensor) => {
    const [begin, end] = Array.isArray(tensor?.data_offsets) ? tensor.data_offsets : [];
    return { dtype: tensor?.dtype, begin, end };
  });
  const isThere = (/** @type {Tensor} */ { begin, end }) =>
    Number.isSafeInteger(begin) && Number.isSafeInteger(end) && begin >= 0 && begin <= end;
  return tensors.every(isThere) ? { from, tensors } : null;
}
