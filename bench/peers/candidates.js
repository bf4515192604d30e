/** Who is timed. */

/**
 * @typedef {object} Candidate
 * @property {string} name
 * @property {'earthmover' | 'tfjs' | 'jax-js'} module
 * @property {string} device Earthmover's device, or the peer's backend.
 * @property {number} threads Workers of Earthmover, threads of a peer.
 * @property {boolean} isolated Whether its page is cross-origin isolated, which shared memory needs.
 * @property {boolean} [asPublished] Whether TensorFlow.js keeps kernels that tfjs-kernels.js has faster ones for.
 */

/**
 * @param {Candidate['module']} module
 * @param {string} device
 * @param {string} name
 * @param {number} [threads]
 * @returns {Candidate}
 */
const candidate = (module, device, name, threads = 1) => ({
  name,
  module,
  device,
  threads,
  isolated: threads > 1,
});

/** @type {Candidate[]} */
export const CANDIDATES = [
  candidate('earthmover', 'cpu', 'Earthmover cpu, 1 worker'),
  // Without shared memory, and so on a page like any other.
  { ...candidate('earthmover', 'cpu', 'Earthmover cpu, 2 workers', 2), isolated: false },
  candidate('earthmover', 'ndarray', 'Earthmover ndarray, 1 worker'),
  candidate('tfjs', 'wasm', 'TensorFlow.js wasm, 1 thread'),
  candidate('tfjs', 'wasm', 'TensorFlow.js wasm, 2 threads', 2),
  { ...candidate('tfjs', 'wasm', 'TensorFlow.js wasm as published, 1 thread'), asPublished: true },
  candidate('tfjs', 'cpu', 'TensorFlow.js cpu'),
  candidate('jax-js', 'wasm', 'jax-js wasm, 1 thread'),
  candidate('jax-js', 'wasm', 'jax-js wasm, 2 threads', 2),
  candidate('earthmover', 'webgpu', 'Earthmover webgpu'),
  candidate('tfjs', 'webgpu', 'TensorFlow.js webgpu'),
  candidate('jax-js', 'webgpu', 'jax-js webgpu'),
];
