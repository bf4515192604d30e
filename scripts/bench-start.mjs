// What a run's first second goes into, in each engine: node scripts/bench-start.mjs [folder, else dist]
// Milliseconds to fetch the CPU module, to compile it, to begin a run and to train 1, 9 and 90 iterations of the default
// on images that are made up, in the page itself; medians of three.
import { launch } from './engines.mjs';
import { staticServer } from './serve.mjs';

const ENGINES = ['chromium', 'firefox', 'webkit'];
const ROUNDS = 3;
const DEADLINE_MS = 120_000;

/** In the page. What fails is told as words. */
const START = `
  const done = arguments[arguments.length - 1];
  const times = {};
  const timed = async (name, work) => {
    const began = performance.now();
    const made = await work();
    times[name] = performance.now() - began;
    return made;
  };
  (async () => {
    const folder = '/pkg/cpu/earthmover_web';
    const bytes = await timed('fetched', async () => (await fetch(folder + '_bg.wasm')).arrayBuffer());
    const module = await timed('compiled', () => WebAssembly.compile(bytes));
    const wasm = await import(folder + '.js');
    const trainer = await timed('begun', async () => {
      await wasm.default({ module_or_path: module });
      const digits = new wasm.Digits();
      const images = Uint8Array.from({ length: 500 * 784 }, (_, at) => (at * 7) % 255);
      digits.add(images, Uint8Array.from({ length: 500 }, (_, at) => at % 10), 0);
      return wasm.Trainer.create(wasm.preset('article'), 'cpu', digits);
    });
    for (const count of [1, 9, 90]) await timed(String(count), () => trainer.train(count));
    done(times);
  })().catch((error) => done(String(error)));`;

const server = staticServer(process.argv[2] ?? 'dist').listen(0, '127.0.0.1');
await new Promise((listening) => server.once('listening', listening));
const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());

/** @param {string} engine @returns {Promise<Record<string, number>>} */
async function started(engine) {
  const { browser, close } = await launch(engine);
  try {
    await browser.manage().setTimeouts({ script: DEADLINE_MS });
    // A page of no scripts and no policy.
    await browser.get(`http://127.0.0.1:${port}/robots.txt`);
    const times = await browser.executeAsyncScript(START);
    if (typeof times === 'string') throw new Error(`${engine}: ${times}`);
    return /** @type {Record<string, number>} */ (times);
  } finally {
    await close();
  }
}

const NAMES = ['fetched', 'compiled', 'begun', '1', '9', '90'];
console.log(`| engine | ${NAMES.join(' | ')} |\n| --- |${' ---: |'.repeat(NAMES.length)}`);
for (const engine of ENGINES) {
  const all = [];
  for (let round = 0; round < ROUNDS; round++) all.push(await started(engine));
  const cells = NAMES.map((name) => {
    const sorted = all.map((times) => times[name]).sort((a, b) => a - b);
    return sorted[ROUNDS >> 1].toFixed(0);
  });
  console.log(`| ${engine} | ${cells.join(' | ')} |`);
}
server.close();
server.closeAllConnections();
