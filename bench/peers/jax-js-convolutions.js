/**
 * Convolutions for jax-js, as matrix products of patches: its own are loops over indices, tens of times slower. Their
 * kernel is twice as wide as their stride and the padding half of that, so that images fall into cells of
 * stride × stride pixels; images are [rows, height, width, channels].
 */

import { numpy as np } from '@jax-js/jax';
import { KERNEL, PADDING, STRIDE } from './loop.js';

/** @typedef {import('@jax-js/jax').Array} Tensor */

/** Cells that a kernel reaches in each direction. */
const REACH = KERNEL / STRIDE;
const CELLS = Array.from({ length: REACH }, (_, place) => place);

/** @type {[number, number][]} */
const AROUND = [
  [0, 0],
  [PADDING, PADDING],
  [PADDING, PADDING],
  [0, 0],
];

/**
 * For each place of `height` × `width` the cells from there on that a kernel reaches, side by side as a row.
 * @param {Tensor} cells
 * @param {number} top
 * @param {number} left
 * @param {number} height
 * @param {number} width
 */
function patches(cells, top, left, height, width) {
  const [rows, , , numbers] = cells.shape;
  const parts = CELLS.flatMap((i) =>
    CELLS.map((j) =>
      cells.ref.slice([], [top + i, top + i + height], [left + j, left + j + width], []),
    ),
  );
  cells.dispose();
  return np.concatenate(parts, 3).reshape([rows * height * width, REACH * REACH * numbers]);
}

/**
 * Weights with the kernel's two axes cut into cells and pixels of a cell.
 * @param {Tensor} weight [kernel, kernel, from, to].
 * @param {number[]} order Of cell and pixel across, cell and pixel along, from, to.
 */
function ordered(weight, order) {
  const [, , from, to] = weight.shape;
  return np.transpose(weight.reshape([REACH, STRIDE, REACH, STRIDE, from, to]), order);
}

/**
 * @param {Tensor} x
 * @param {Tensor} weight [kernel, kernel, in, out].
 */
export function convolution(x, weight) {
  const [rows, height, width, channels] = x.shape;
  const outputs = weight.shape[3];
  const [down, right] = [height / STRIDE + 1, width / STRIDE + 1];
  const pixels = np.pad(x, AROUND).reshape([rows, down, STRIDE, right, STRIDE, channels]);
  const cells = np
    .transpose(pixels, [0, 1, 3, 2, 4, 5])
    .reshape([rows, down, right, STRIDE * STRIDE * channels]);
  const matrix = ordered(weight, [0, 2, 1, 3, 4, 5]).reshape([KERNEL * KERNEL * channels, outputs]);
  const product = np.matmul(patches(cells, 0, 0, down - 1, right - 1), matrix);
  return product.reshape([rows, down - 1, right - 1, outputs]);
}

/**
 * A transposed convolution whose gradients are fast too: for each pixel of a cell an ordinary convolution.
 * @param {Tensor} x
 * @param {Tensor} weight [kernel, kernel, out, in].
 */
export function transposed(x, weight) {
  const [rows, height, width, inputs] = x.shape;
  const outputs = weight.shape[2];
  const padded = np.pad(x, AROUND);
  const turned = ordered(np.flip(weight, [0, 1]), [1, 3, 0, 2, 5, 4]);
  const shape = [STRIDE, STRIDE, REACH * REACH * inputs, outputs];
  const matrices = np.split(turned.reshape([STRIDE * STRIDE, ...shape.slice(2)]), STRIDE * STRIDE);
  const places = Array.from({ length: STRIDE }, (_, place) => place);
  const lines = places.map((row) => {
    const pixels = places.map((column) => {
      const matrix = matrices[row * STRIDE + column].reshape(shape.slice(2));
      const product = np.matmul(patches(padded.ref, row, column, height, width), matrix);
      return product.reshape([rows * height, 1, width, 1, outputs]);
    });
    return np.concatenate(pixels, 3);
  });
  padded.dispose();
  return np.concatenate(lines, 1).reshape([rows, height * STRIDE, width * STRIDE, outputs]);
}

/**
 * The same, faster where no gradient is asked for: each pixel's share in the cells it reaches, added up.
 * @param {Tensor} x
 * @param {Tensor} weight [kernel, kernel, out, in].
 */
export function transposedAlone(x, weight) {
  const [rows, height, width, inputs] = x.shape;
  const outputs = weight.shape[2];
  const matrix = ordered(weight, [5, 0, 2, 1, 3, 4]).reshape([inputs, KERNEL * KERNEL * outputs]);
  const shares = np.matmul(x.reshape([rows * height * width, inputs]), matrix);
  const parts = np.split(
    shares.reshape([rows, height, width, KERNEL * KERNEL * outputs]),
    REACH * REACH,
    3,
  );
  const cells = parts
    .map((part, place) => {
      const [i, j] = [Math.floor(place / REACH), place % REACH];
      return np.pad(part, [
        [0, 0],
        [i, REACH - 1 - i],
        [j, REACH - 1 - j],
        [0, 0],
      ]);
    })
    .reduce((sum, part) => sum.add(part));
  const pixels = np.transpose(
    cells.reshape([rows, height + 1, width + 1, STRIDE, STRIDE, outputs]),
    [0, 1, 3, 2, 4, 5],
  );
  const image = pixels.reshape([rows, (height + 1) * STRIDE, (width + 1) * STRIDE, outputs]);
  const [down, right] = [height * STRIDE, width * STRIDE];
  return image.slice([], [PADDING, PADDING + down], [PADDING, PADDING + right], []);
}
