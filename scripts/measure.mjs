// Prints how fast the page in dist/ trains its default configuration in headless Chromium here, on each
// device, when its digits become readable, and how busy its main thread is meanwhile:
// node scripts/measure.mjs [device | readable | page | figures, else all]
// WebGPU runs on SwiftShader, a processor's imitation of a GPU: its numbers say that it works, not how fast.
import { launch } from './chromium.mjs';
import { mainThreadParts } from './main-thread-parts.mjs';
import { busyShare } from './main-thread.mjs';
import { answers, starts } from './measure-figures.mjs';
import { staticServer } from './serve.mjs';

/** A small configuration, for devices that are too slow here for the default one. */
const MLP = { architecture: { kind: 'mlp' }, batch: 64 };

/** @type {{ device: string, name: string, config: object, iterations: number, workers?: number }[]} */
const RUNS = [
  { device: 'cpu', name: 'default', config: {}, iterations: 100 },
  // About as many as make digits readable.
  { device: 'cpu', name: 'default', config: {}, iterations: 1200 },
  { device: 'cpu', name: '2 workers', config: {}, iterations: 1200, workers: 2 },
  { device: 'cpu', name: 'mlp', config: MLP, iterations: 100 },
  { device: 'ndarray', name: 'default', config: {}, iterations: 100 },
  { device: 'ndarray', name: 'mlp', config: MLP, iterations: 100 },
  { device: 'webgpu', name: 'default', config: {}, iterations: 5 },
  { device: 'webgpu', name: 'mlp', config: MLP, iterations: 10 },
];

/**
 * Opens the page with an empty cache and waits for that many iterations.
 * @param {string} url
 * @param {typeof RUNS[number]} run
 */
async function measure(url, { device, config, iterations, workers = 1 }) {
  const browser = await launch(device === 'webgpu');
  try {
    const page = await browser.newPage();
    // So many workers, so that no trial of more falls into it.
    const query = new URLSearchParams({
      device,
      workers: String(workers),
      config: JSON.stringify(config),
    });
    await page.goto(`${url}embed.html?${query}`, { waitUntil: 'commit' });
    /** Milliseconds since navigation at which the page knew of that many iterations. */
    const reached = (/** @type {number} */ wanted) =>
      page.waitForFunction(
        (count) => {
          const lab = document.querySelector('earth-mover');
          return Number(lab?.iteration) >= count && performance.now();
        },
        wanted,
        { timeout: 600_000 },
      );
    const first = Number(await (await reached(1)).jsonValue());
    const last = Number(await (await reached(iterations)).jsonValue());
    return { first, last, perSecond: (1000 * (iterations - 1)) / (last - first) };
  } finally {
    await browser.close();
  }
}

/**
 * Trains the default configuration in the page itself, with all digits there from the start, until its
 * digits are as good as `frechet` says, by our own classifier; judging is not timed.
 * @param {string} url
 * @param {number} frechet
 * @param {number} seed
 */
async function readable(url, frechet, seed) {
  const browser = await launch(false);
  try {
    // With less motion the page starts nothing by itself.
    const page = await browser.newPage({ reducedMotion: 'reduce' });
    await page.goto(url);
    return await page.evaluate(async ([wanted, seed]) => {
      const wasm = await import('/pkg/cpu/earthmover_web.js');
      await wasm.default();
      const { manifest, packedShard } = await import('/run/shared.js');
      const { unpackShard } = await import('/load/unpack.js');
      const digits = new wasm.Digits();
      const { train } = await manifest('mnist');
      for (const shard of train) {
        const packed = await packedShard('mnist', shard, () => {});
        const raw = new Uint8Array(await packed.arrayBuffer());
        const { images, labels } = await unpackShard(raw, shard, 10);
        digits.add(images, labels, shard.fromIteration);
      }
      const file = await fetch('/data/classifier.safetensors');
      const bytes = new Uint8Array(await file.arrayBuffer());
      const classifier = await wasm.Classifier.load(bytes, 'cpu');
      const trainer = await wasm.Trainer.create({ seed }, 'cpu', digits);
      let ms = 0;
      for (;;) {
        const begun = performance.now();
        await trainer.train(100);
        ms += performance.now() - begun;
        const { iteration } = trainer;
        const { frechet: found } = await trainer.quality(5_000, classifier);
        if (found <= wanted || iteration >= 10_000) return { ms, iteration, found };
      }
    }, /** @type {const} */ ([frechet, seed]));
  } finally {
    await browser.close();
  }
}

/**
 * What the main thread does while the lab trains flat out, its default instruments in sight, by the browser's own
 * accounting.
 * @param {string} url
 */
async function mainThread(url) {
  const browser = await launch(false);
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(`${url}embed.html?device=cpu&workers=1`);
    await page.waitForTimeout(6_000);
    return { share: await busyShare(page, 10_000), parts: await mainThreadParts(page, 10_000) };
  } finally {
    await browser.close();
  }
}

const server = staticServer('dist', '/');
await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
const only = process.argv[2];
console.log('device   configuration  first iteration  the n-th        iterations per second');
for (const run of RUNS.filter(({ device }) => !only || device === only)) {
  const { first, last, perSecond } = await measure(`http://127.0.0.1:${port}/`, run);
  const seconds = (/** @type {number} */ ms) => `${(ms / 1000).toFixed(2)} s`;
  console.log(
    run.device.padEnd(9) +
      run.name.padEnd(15) +
      seconds(first).padEnd(17) +
      `${run.iterations}: ${seconds(last)}`.padEnd(16) +
      perSecond.toFixed(2),
  );
}
if (!only || only === 'readable') {
  console.log('\nseed  Fréchet distance  iterations  training alone');
  for (const seed of [7, 8, 9]) {
    const { ms, iteration, found } = await readable(`http://127.0.0.1:${port}/`, 50, seed);
    console.log(
      `${seed}     ${found.toFixed(1).padEnd(18)}${String(iteration).padEnd(12)}${(ms / 1000).toFixed(2)} s`,
    );
  }
}
if (!only || only === 'page') {
  const { share, parts } = await mainThread(`http://127.0.0.1:${port}/`);
  const percent = (/** @type {number} */ value) => `${(100 * value).toFixed(1)} %`;
  console.log(
    `\nThe main thread takes ${percent(share.core)} of a core, and is busy for ${percent(share.busy)} of the time, waits for a core included.`,
  );
  for (const [name, value] of parts) console.log(`  ${name.padEnd(34)}${percent(value)}`);
}
if (!only || only === 'figures') {
  const browser = await launch(false);
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const found = await starts(page, `http://127.0.0.1:${port}/`);
  console.log('\nFigure: milliseconds from coming into view to being drawn');
  for (const [id, ms] of Object.entries(found)) console.log(id.padEnd(12) + ms.toFixed(0));
  console.log('\nDragged: milliseconds from a move to its numbers, median of 40');
  for (const [id, handle] of [
    ['clouds', 'q'],
    ['line', 'f5'],
  ]) {
    console.log(id.padEnd(12) + (await answers(page, id, handle)).toFixed(0));
  }
  await browser.close();
}
server.close();
