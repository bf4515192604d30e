/** Weights for those whose images are height × width × channels. */

import { KERNEL, numbers } from './loop.js';

/** @typedef {import('./loop.js').Layer} Layer */
/** @typedef {import('./draws.js').Values} Values */

/**
 * `values`, an array of these dimensions, with its axes in another order.
 * @param {import('./draws.js').Floats} values
 * @param {number[]} dimensions
 * @param {number[]} order
 */
function transposed(values, dimensions, order) {
  const strides = dimensions.map((_, axis) =>
    dimensions.slice(axis + 1).reduce((product, size) => product * size, 1),
  );
  const result = new Float32Array(values.length);
  let at = 0;
  const walk = (/** @type {number} */ depth, /** @type {number} */ from) => {
    if (depth === order.length) {
      result[at++] = values[from];
      return;
    }
    const axis = order[depth];
    for (let i = 0; i < dimensions[axis]; i++) walk(depth + 1, from + i * strides[axis]);
  };
  walk(0, 0);
  return result;
}

/**
 * The same map for images whose channels come last. The shape of a convolution's weight is [kernel, kernel, in,
 * out], of a transposed one's [kernel, kernel, out, in].
 * @param {Layer} layer
 * @param {Values} values
 * @returns {Values & { shape: number[] }}
 */
export function channelsLast({ kind, inputs, outputs }, { weight, bias }) {
  if (kind === 'linear') {
    const last = transposed(weight, [...inputs, ...outputs], [1, 2, 0, 4, 5, 3]);
    // Biases begin at zero, in whatever order.
    return { weight: last, bias, shape: [numbers(inputs), numbers(outputs)] };
  }
  const ends = kind === 'convolution' ? [outputs[0], inputs[0]] : [inputs[0], outputs[0]];
  return {
    weight: transposed(weight, [...ends, KERNEL, KERNEL], [2, 3, 1, 0]),
    bias,
    shape: [KERNEL, KERNEL, ends[1], ends[0]],
  };
}
