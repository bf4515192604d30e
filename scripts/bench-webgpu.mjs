// What an iteration costs on WebGPU, in headless Chromium here: node scripts/bench-webgpu.mjs [--only TEXT] [--iterations N] [--whole]
// A GPU is bound by what is asked of it, and that can be counted without one: dispatches, submits, uploads, buffers, and
// the CPU time of the thread that asks. The wall time is SwiftShader's, a processor's imitation of a GPU.
// With --whole iterations are run in few kernels, as they are where there is a graphics card.
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { serve } from '../bench/peers/host/server.mjs';
import { launch } from './chromium.mjs';

/** The networks of bench/peers, and the default configuration. */
const NETS = /** @type {const} */ (['mlp', 'conv', 'default']);
/** Iterations before anything is counted: shaders are compiled, and burn learns what it can fuse. */
const WARM_UP = 3;

/** Counts what the page asks of WebGPU, by the name of the call. */
function countCalls() {
  /** @type {Record<string, number>} */
  const counts = {};
  /** @type {[object, string][]} */
  const calls = [
    [GPUComputePassEncoder.prototype, 'dispatchWorkgroups'],
    [GPUComputePassEncoder.prototype, 'dispatchWorkgroupsIndirect'],
    [GPUQueue.prototype, 'submit'],
    [GPUQueue.prototype, 'writeBuffer'],
    [GPUDevice.prototype, 'createBuffer'],
    [GPUDevice.prototype, 'createBindGroup'],
    [GPUBuffer.prototype, 'mapAsync'],
    [GPUBuffer.prototype, 'destroy'],
  ];
  for (const [owner, name] of calls) {
    const methods = /** @type {Record<string, Function>} */ (owner);
    const original = methods[name];
    counts[name] = 0;
    methods[name] = function (/** @type {unknown[]} */ ...values) {
      counts[name] += 1;
      return original.apply(this, values);
    };
  }
  Object.assign(globalThis, { gpuCalls: counts });
}

/**
 * @param {string} url
 * @param {typeof NETS[number]} net
 * @param {number} iterations
 * @param {boolean} isWhole
 */
async function measure(url, net, iterations, isWhole) {
  const browser = await launch(true);
  try {
    const page = await browser.newPage();
    page.on('pageerror', (error) => console.error(String(error)));
    await page.addInitScript(countCalls);
    await page.goto(url);
    await page.evaluate(async ([net, warmUp, isWhole]) => {
      const path = '/bench/peers/earthmover.js';
      const { open } = await import(path);
      const run = await open({ candidate: { device: 'webgpu', threads: 1 }, net, isWhole });
      await run.iterate(warmUp);
      Object.assign(globalThis, { run });
    }, /** @type {const} */ ([net, WARM_UP, isWhole]));
    const profiler = await page.context().newCDPSession(page);
    await profiler.send('Profiler.enable');
    await profiler.send('Profiler.setSamplingInterval', { interval: 500 });
    await profiler.send('Profiler.start');
    const { counts, ms } = await page.evaluate(async (iterations) => {
      const { gpuCalls, run } = /** @type {any} */ (globalThis);
      const before = { ...gpuCalls };
      const begun = performance.now();
      await run.iterate(iterations);
      const ms = performance.now() - begun;
      /** @type {Record<string, number>} */
      const counts = {};
      for (const name of Object.keys(before)) counts[name] = gpuCalls[name] - before[name];
      return { counts, ms };
    }, iterations);
    const { profile } = await profiler.send('Profiler.stop');
    return { counts, ms, cpu: busy(profile) };
  } finally {
    await browser.close();
  }
}

/**
 * Milliseconds that a profile's thread was not idle.
 * @param {{ nodes: { id: number, callFrame: { functionName: string } }[], samples?: number[], timeDeltas?: number[] }} profile
 */
function busy({ nodes, samples = [], timeDeltas = [] }) {
  const idle = new Set(
    nodes.filter(({ callFrame }) => callFrame.functionName === '(idle)').map(({ id }) => id),
  );
  const micros = samples.reduce(
    (sum, id, place) => sum + (idle.has(id) ? 0 : timeDeltas[place]),
    0,
  );
  return micros / 1000;
}

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    iterations: { type: 'string', default: '5' },
    whole: { type: 'boolean', default: false },
  },
});
const iterations = Number(values.iterations);
const root = fileURLToPath(new URL('..', import.meta.url));
const server = await serve(root, false);
console.log(
  '| network | dispatches | submits | uploads | new buffers | reads | CPU ms | wall ms |',
);
console.log('| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |');
for (const net of NETS.filter((net) => net.includes(values.only))) {
  const { counts, ms, cpu } = await measure(server.url, net, iterations, values.whole);
  const each = (/** @type {number} */ total) => (total / iterations).toFixed(1);
  const dispatches = counts.dispatchWorkgroups + counts.dispatchWorkgroupsIndirect;
  const figures = [dispatches, counts.submit, counts.writeBuffer, counts.createBuffer];
  const cells = [...figures, counts.mapAsync, cpu, ms].map(each);
  console.log(`| ${net} | ${cells.join(' | ')} |`);
}
server.close();
