/** Writes small matrix products in WebAssembly SIMD, as fast as it lets them be: tiles held in registers, no calls. */

import binaryen from 'binaryen';

/** Tiles of rows × vectors of four columns. x86 has sixteen registers for the sums, the factors and a product. */
const TILES = [
  [3, 3],
  [4, 2],
  [5, 2],
];
/** Steps along the dimension that is summed over: both operands stay in the first-level cache. */
const DEPTH = 256;
const UNROLLED = 4;
/** Where the second operand, and the product, begin. */
const SECOND = 8192;
const PRODUCT = 49152;

/**
 * @param {number} count
 * @param {(index: number) => string} text
 */
const each = (count, text) => Array.from({ length: count }, (_, index) => text(index)).join('\n');

/**
 * One kernel: the rows of the first operand side by side, the columns of the second likewise.
 * @param {number} rows
 * @param {number} vectors
 * @param {boolean} isFused Whether a sum takes a product in one operation, rounded once.
 */
function kernel(rows, vectors, isFused) {
  const sum = (/** @type {number} */ row, /** @type {number} */ vector) => `$sum${row}_${vector}`;
  const grow = (/** @type {string} */ name, /** @type {number} */ vector) =>
    isFused
      ? `(f32x4.relaxed_madd (local.get $x) (local.get $y${vector}) (local.get ${name}))`
      : `(f32x4.add (local.get ${name}) (f32x4.mul (local.get $x) (local.get $y${vector})))`;
  const step = (/** @type {number} */ at) => `
    ${each(vectors, (v) => `(local.set $y${v} (v128.load offset=${SECOND + 16 * (at * vectors + v)} (local.get $second)))`)}
    ${each(
      rows,
      (r) => `(local.set $x (v128.load32_splat offset=${4 * (at * rows + r)} (local.get $first)))
        ${each(vectors, (v) => `(local.set ${sum(r, v)} ${grow(sum(r, v), v)})`)}`,
    )}`;
  const sums = (/** @type {(row: number, vector: number) => string} */ text) =>
    each(rows, (row) => each(vectors, (vector) => text(row, vector)));
  return `(func (export "${nameOf(rows, vectors, isFused)}") (param $products i32)
    (local $first i32) (local $second i32) (local $x v128)
    ${each(vectors, (v) => `(local $y${v} v128)`)}
    ${sums((r, v) => `(local ${sum(r, v)} v128)`)}
    (loop $again
      (local.set $first (i32.const 0))
      (local.set $second (i32.const 0))
      ${sums((r, v) => `(local.set ${sum(r, v)} (v128.const i32x4 0 0 0 0))`)}
      (loop $along
        ${each(UNROLLED, step)}
        (local.set $first (i32.add (local.get $first) (i32.const ${4 * UNROLLED * rows})))
        (local.set $second (i32.add (local.get $second) (i32.const ${16 * UNROLLED * vectors})))
        (br_if $along (i32.lt_u (local.get $first) (i32.const ${4 * DEPTH * rows}))))
      ${sums((r, v) => `(v128.store offset=${PRODUCT + 16 * (r * vectors + v)} (i32.const 0) (local.get ${sum(r, v)}))`)}
      (local.set $products (i32.sub (local.get $products) (i32.const 1)))
      (br_if $again (local.get $products))))`;
}

/**
 * @param {number} rows
 * @param {number} vectors
 * @param {boolean} isFused
 */
const nameOf = (rows, vectors, isFused) => `${rows}x${4 * vectors}${isFused ? '-fused' : ''}`;

/**
 * A module of kernels, and what they are called.
 * @param {boolean} isFused Needs relaxed SIMD.
 * @returns {{ module: string, kernels: import('../ceiling.js').Kernel[] }} Bytes in base 64.
 */
export function microKernels(isFused) {
  const kernels = TILES.map(([rows, vectors]) => kernel(rows, vectors, isFused)).join('\n');
  const module = binaryen.parseText(`(module (memory (export "memory") 1) ${kernels})`);
  module.setFeatures(
    isFused ? binaryen.Features.SIMD128 | binaryen.Features.RelaxedSIMD : binaryen.Features.SIMD128,
  );
  if (!module.validate()) throw new Error('the micro-kernels are not valid');
  const bytes = module.emitBinary();
  module.dispose();
  return {
    module: Buffer.from(bytes).toString('base64'),
    kernels: TILES.map(([rows, vectors]) => ({
      name: nameOf(rows, vectors, isFused),
      flop: 2 * rows * 4 * vectors * DEPTH,
    })),
  };
}
