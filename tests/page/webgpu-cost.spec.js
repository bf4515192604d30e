/** What an iteration asks of WebGPU, in counts: they are the same on SwiftShader as on a GPU. */

import { expect, NETWORK, test, TINY } from './lab.js';

/** Of the default configuration; docs/performance.md tells the number itself. */
const MOST_DISPATCHES = 100;
/** The same where iterations are run whole, in calls of 32. */
const MOST_OF_WHOLE = 8;

// The page that counts has no icon.
test.use({ allowed: [NETWORK] });

/** Counts dispatches, and the buffers that are there. */
function countCalls() {
  const counts = { dispatches: 0, buffers: 0 };
  Object.assign(globalThis, { gpuCounts: counts });
  /** @type {[object, string, () => void][]} */
  const calls = [
    [GPUComputePassEncoder.prototype, 'dispatchWorkgroups', () => (counts.dispatches += 1)],
    [GPUComputePassEncoder.prototype, 'dispatchWorkgroupsIndirect', () => (counts.dispatches += 1)],
    [GPUDevice.prototype, 'createBuffer', () => (counts.buffers += 1)],
    [GPUBuffer.prototype, 'destroy', () => (counts.buffers -= 1)],
  ];
  for (const [owner, name, count] of calls) {
    const methods = /** @type {Record<string, Function>} */ (owner);
    const original = methods[name];
    methods[name] = function (/** @type {unknown[]} */ ...values) {
      count();
      return original.apply(this, values);
    };
  }
}

/**
 * Counts after each of the calls of `train`, of a trainer in the page itself, where calls can be counted.
 * @param {import('@playwright/test').Page} page
 * @param {object} config
 * @param {number[]} calls iterations of each
 * @param {boolean} [isWhole] whether iterations are run as where there is a graphics card
 * @returns {Promise<{ dispatches: number, buffers: number }[]>}
 */
async function countAfter(page, config, calls, isWhole = false) {
  await page.addInitScript(countCalls);
  // A file without a lab of its own.
  await page.goto('./protocol.js');
  return page.evaluate(
    async ({ config, calls, isWhole }) => {
      const path = './pkg/webgpu/earthmover_web.js';
      /** @type {import('../../www/protocol.js').Wasm} */
      const wasm = await import(new URL(path, location.href).href);
      await wasm.default();
      const digits = new wasm.Digits();
      const images = new Uint8Array(256 * 784).map((_, place) => (place * 2654435761) >>> 24);
      digits.add(images, new Uint8Array(256));
      const trainer = await wasm.Trainer.create(
        /** @type {Parameters<typeof wasm.Trainer.create>[0]} */ (config),
        'webgpu',
        digits,
      );
      if (isWhole) await trainer.runWhole(true);
      const { gpuCounts } = /** @type {any} */ (globalThis);
      const found = [];
      for (const iterations of calls) {
        await trainer.train(iterations);
        found.push({ ...gpuCounts });
      }
      return found;
    },
    { config, calls, isWhole },
  );
}

test('an iteration of the default configuration takes few dispatches', async ({ page }) => {
  const [warm, after] = await countAfter(page, {}, [3, 2]);
  const each = (after.dispatches - warm.dispatches) / 2;
  expect(each).toBeGreaterThan(20);
  expect(each).toBeLessThanOrEqual(MOST_DISPATCHES);
});

test('whole iterations of the default configuration take at most eight', async ({ page }) => {
  const [warm, after] = await countAfter(page, {}, [1, 32], true);
  const each = (after.dispatches - warm.dispatches) / 32;
  expect(each).toBeGreaterThanOrEqual(5);
  expect(each).toBeLessThanOrEqual(MOST_OF_WHOLE);
});

test('buffers do not grow over a thousand iterations', async ({ page }) => {
  const tens = new Array(100).fill(10);
  const counts = await countAfter(page, TINY, tens);
  const { buffers: early } = counts[19];
  const { buffers: late } = counts[99];
  expect(early).toBeGreaterThan(0);
  expect(late - early, `${early} buffers at 200 iterations`).toBeLessThanOrEqual(4);
});
