/**
 * What TensorFlow.js's wasm backend lacks for training, or does in plain loops, made of what it does fast: products
 * and convolutions by XNNPACK, and moving data about.
 */

/** @typedef {typeof import('@tensorflow/tfjs-core')} Tf */
/** @typedef {import('@tensorflow/tfjs-core').KernelFunc} Kernel */
/** @typedef {import('@tensorflow/tfjs-core').Tensor2D} Tensor2D */
/** @typedef {import('@tensorflow/tfjs-core').Tensor4D} Tensor4D */
/** @typedef {[number, number, number, number]} Shape4D */
/** @typedef {[[number, number], [number, number], [number, number], [number, number]]} Padding */

/**
 * The gradient of a convolution's filter, which has no kernel: a convolution of the input with the output's
 * gradient, batch and channels exchanged in both, dilated by the stride.
 * @param {Tf} tf
 * @param {Tensor4D} x
 * @param {Tensor4D} dy
 * @param {number} kernel
 * @param {number} stride
 * @param {number} padding
 */
function filterGradient(tf, x, dy, kernel, stride, padding) {
  // The padding behind is what makes the result as large as the kernel.
  const behind = (/** @type {1 | 2} */ axis) =>
    kernel - 1 + stride * (dy.shape[axis] - 1) + 1 - padding - x.shape[axis];
  /** @type {Padding} */
  const pads = [
    [0, 0],
    [padding, behind(1)],
    [padding, behind(2)],
    [0, 0],
  ];
  const image = /** @type {Tensor4D} */ (tf.transpose(x, [3, 1, 2, 0]));
  const filter = /** @type {Tensor4D} */ (tf.transpose(dy, [1, 2, 0, 3]));
  const product = tf.conv2d(image, filter, 1, pads, 'NHWC', stride);
  return tf.transpose(product, [1, 2, 0, 3]);
}

/**
 * The gradient of a convolution's input, which is a transposed convolution too: for each of the stride × stride
 * places of a pixel in its cell an ordinary convolution with those weights that reach it.
 * @param {Tf} tf
 * @param {Tensor4D} dy
 * @param {Tensor4D} filter [kernel, kernel, in, out], the kernel twice as large as the stride.
 * @param {Shape4D} shape Of the result.
 * @param {number} stride
 * @param {number} padding
 */
function inputGradient(tf, dy, filter, shape, stride, padding) {
  const [kernel, , inputs, outputs] = filter.shape;
  // Weight r of the turned filter is at tap ⌊r / stride⌋ of place r mod stride.
  const turned = tf.reverse(tf.transpose(filter, [0, 1, 3, 2]), [0, 1]);
  const size = outputs * inputs;
  // Of four dimensions: slices of more go through JavaScript.
  const cells = tf.reshape(turned, [2, stride, 2, stride * size]);
  /** The first tap's distance from the pixel's cell, of the pixels at a place. @param {number} place */
  const first = (place) => Math.ceil((place + padding - kernel + 1) / stride);
  const places = Array.from({ length: stride }, (_, place) => {
    // Taps that reach pixels at `place` are those at this place of the turned filter.
    const at = (((kernel - 1 - place - padding) % stride) + stride) % stride;
    const before = -first(place);
    return { at, pad: /** @type {[number, number]} */ ([before, 1 - before]) };
  });
  const [rows, height, width] = [shape[0], dy.shape[1], dy.shape[2]];
  const lines = places.map((row) => {
    const pixels = places.map((column) => {
      const weights = tf.slice(cells, [0, row.at, 0, column.at * size], [2, 1, 2, size]);
      const reached = /** @type {Tensor4D} */ (tf.reshape(weights, [2, 2, outputs, inputs]));
      return tf.conv2d(dy, reached, 1, [[0, 0], row.pad, column.pad, [0, 0]]);
    });
    return tf.reshape(tf.concat(pixels, 3), [rows * height, width * stride * inputs]);
  });
  return tf.reshape(tf.concat(lines, 1), shape);
}

/**
 * Registers what is lacking. Once the core has its gradients, and before the backend is begun.
 * @param {Tf} tf
 */
export function registerLackingKernel(tf) {
  tf.registerKernel({
    kernelName: 'Conv2DBackpropFilter',
    backendName: 'wasm',
    kernelFunc({ inputs, attrs }) {
      const { x, dy } = /** @type {Record<string, Tensor4D>} */ (inputs);
      const { strides, pad, filterShape } = /** @type {any} */ (attrs);
      return tf.tidy(() => filterGradient(tf, x, dy, filterShape[0], strides, pad));
    },
  });
}

/**
 * Puts another function in a kernel's place.
 * @param {Tf} tf
 * @param {string} name
 * @param {(given: Parameters<Kernel>[0], kernel: Kernel) => ReturnType<Kernel>} replacement
 */
function replaceKernel(tf, name, replacement) {
  const kernel = tf.getKernel(name, 'wasm');
  const { kernelFunc } = kernel;
  tf.unregisterKernel(name, 'wasm');
  tf.registerKernel({ ...kernel, kernelFunc: (given) => replacement(given, kernelFunc) });
}

/**
 * Replaces what goes through plain loops; likewise before the backend is begun.
 * @param {Tf} tf
 */
export function replaceSlowKernels(tf) {
  replaceKernel(tf, 'Conv2DBackpropInput', ({ inputs, attrs }) => {
    const { dy, filter } = /** @type {Record<string, Tensor4D>} */ (inputs);
    const { strides, pad, inputShape } = /** @type {any} */ (attrs);
    return tf.tidy(() => inputGradient(tf, dy, filter, inputShape, strides, pad));
  });
  // Of products only those with a transposed factor do: it is transposed first.
  replaceKernel(tf, 'BatchMatMul', (given, kernel) => {
    const { a, b } = /** @type {Record<string, Tensor2D>} */ (given.inputs);
    const { transposeA, transposeB } = given.attrs ?? {};
    if (a.rank > 2 || b.rank > 2 || !(transposeA || transposeB)) return kernel(given);
    return tf.tidy(() =>
      tf.matMul(transposeA ? tf.transpose(a) : a, transposeB ? tf.transpose(b) : b),
    );
  });
}
