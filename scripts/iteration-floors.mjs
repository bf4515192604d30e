/**
 * How long the parts of a default iteration would take at the least on this machine: its products at the peak of a
 * wasm SIMD micro-kernel, the rest as if each number were moved once, as quickly as this engine copies what lies in
 * a processor's cache. Both speeds are measured when asked.
 */

import { measureCeiling } from '../bench/peers/ceiling.js';
import { microKernels } from '../bench/peers/host/micro-kernel.mjs';

/** What `earthmover::run::Cost` counts for an iteration of the default. */
const FLOP = 107.2e6;
const SAMPLES = 16;
/** The critic's rows: real, fake, and pairs of two points, half as many; then the fakes once more. */
const CRITIC_ROWS = 2 * SAMPLES + SAMPLES / 2 + SAMPLES;
const PIXELS = 784;
/** What each layer but the last leaves of a sample. */
const GENERATOR = [32 * 7 * 7, 16 * 14 * 14];
const CRITIC = [8 * 14 * 14, 16 * 7 * 7, 64];
/** What a convolution reads of a sample, with the border around it. */
const BORDERED = { generator: [32 * 9 * 9, 16 * 16 * 16], critic: [30 * 30, 8 * 16 * 16] };
/** Kernels and biases: dense or convolution, what a number of the result is summed over. */
const WEIGHTS = {
  generator: 16 * GENERATOR[0] + 32 * 16 * 16 + 16 * 16 + 16 + 1,
  critic: 16 * 8 + 8 * 16 * 16 + CRITIC[1] * 64 + 64 + 8 + 16 + 64,
};
const COPIED = 64 * 1024;
const WINDOW_MS = 100;
const TIMES = 5;

const sum = (/** @type {number[]} */ numbers) => numbers.reduce((a, b) => a + b, 0);

/** Numbers that an iteration has of each kind. */
const inner = SAMPLES * sum(GENERATOR) + CRITIC_ROWS * sum(CRITIC);
const bordered = SAMPLES * sum(BORDERED.generator) + CRITIC_ROWS * sum(BORDERED.critic);

/** Numbers read or written, once each. @type {Record<'borders' | 'activations' | 'sums' | 'adam' | 'batch', number>} */
const MOVED = {
  // Written there, read back in the other direction.
  borders: 2 * bordered,
  // Forwards a number becomes another; backwards a gradient and an activation become a gradient.
  activations: 5 * inner,
  sums: inner + SAMPLES * PIXELS,
  // A weight, its gradient and both means are read, all but the gradient written; the generator has its average.
  adam: 7 * WEIGHTS.critic + 9 * WEIGHTS.generator,
  batch: 2 * SAMPLES * PIXELS + 2 * SAMPLES * 16,
};

/** Bytes a millisecond, read and written. */
function copySpeed() {
  const [from, to] = [new Float32Array(COPIED / 4), new Float32Array(COPIED / 4)];
  let copies = 0;
  const start = performance.now();
  while (performance.now() - start < WINDOW_MS) {
    for (let i = 0; i < 100; i++) to.set(from);
    copies += 100;
  }
  return (2 * copies * COPIED) / (performance.now() - start);
}

/** Milliseconds at the least, and the speeds they come from. */
export async function floors() {
  // What else the machine does makes it seem slower, never quicker.
  let gflops = 0;
  for (let time = 0; time < TIMES; time++) {
    const speeds = await measureCeiling({ ...microKernels(false), windowMs: WINDOW_MS });
    gflops = Math.max(gflops, ...Object.values(speeds));
  }
  const bytes = copySpeed();
  const moved = Object.entries(MOVED).map(([part, numbers]) => [part, (4 * numbers) / bytes]);
  return {
    gflops,
    gigabytes: bytes / 1e6,
    /** @type {Record<keyof typeof MOVED | 'products', number>} */
    ms: { products: FLOP / gflops / 1e6, ...Object.fromEntries(moved) },
  };
}
