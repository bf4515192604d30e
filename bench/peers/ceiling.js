/** How many floating-point operations a thread of wasm can do here: what all others are measured against. */

/**
 * @typedef {object} Kernel A product of two small matrices, again and again.
 * @property {string} name
 * @property {number} flop Of one product.
 */

/** How long a kernel is run before it is timed, while the engine compiles it better. */
const WARM_UP_MS = 150;
/** Each kernel's time is the median of so many windows. */
const WINDOWS = 5;

/**
 * GFLOP/s of each kernel of a module.
 * @param {{ module: string, kernels: Kernel[], windowMs: number }} plan The module's bytes in base 64.
 * @returns {Promise<Record<string, number>>}
 */
export async function measureCeiling({ module, kernels, windowMs }) {
  const bytes = Uint8Array.from(atob(module), (letter) => letter.charCodeAt(0));
  const { instance } = await WebAssembly.instantiate(bytes);
  const { memory } = /** @type {{ memory: WebAssembly.Memory }} */ (instance.exports);
  // Nothing that sums grow large of, nor too small for a float's usual form.
  new Float32Array(memory.buffer).forEach((_, at, numbers) => {
    numbers[at] = 0.5 + (at % 7) / 7;
  });
  /** @type {Record<string, number>} */
  const speeds = {};
  for (const { name, flop } of kernels) {
    const run = /** @type {(products: number) => void} */ (instance.exports[name]);
    let products = 100;
    let ms = 0;
    const start = performance.now();
    while (performance.now() - start < WARM_UP_MS) {
      const before = performance.now();
      run(products);
      ms = performance.now() - before;
      if (ms < windowMs / 10) products *= 2;
    }
    products = Math.ceil((products * windowMs) / ms);
    const windows = Array.from({ length: WINDOWS }, () => {
      const before = performance.now();
      run(products);
      return performance.now() - before;
    }).sort((a, b) => a - b);
    speeds[name] = (products * flop) / windows[WINDOWS >> 1] / 1e6;
  }
  return speeds;
}
