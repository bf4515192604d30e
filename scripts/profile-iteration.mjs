/**
 * Where an iteration of the default goes on wasm, by V8's sampling profiler, in Node: cargo make profile-iteration
 * What a function was inlined into counts for both. Shares and times are of the thin module of dist/
 * before binaryen's pass, which takes the names of functions away.
 */

import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { cpus } from 'node:os';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { floors } from './iteration-floors.mjs';

/** @typedef {typeof import('../dist/pkg/cpu/earthmover_web.js')} Wasm */
/** @typedef {import('node:inspector').Profiler.Profile} Profile */

const FOLDER = resolve('target/profile');
const PIXELS = 784;
const WARM_UP = 120;
const ITERATIONS = 1800;
/** Iterations of a call, as the page has them. */
const CALL = 60;
const INTERVAL_US = 200;

/** @typedef {keyof Awaited<ReturnType<typeof floors>>['ms']} Floor */

/** Parts of an iteration, by the names of their functions, the first that fits; and which floor is theirs. @type {[string, RegExp, Floor?][]} */
const PARTS = [
  ['products, with what they pack or read of patches', /slices::(product|tile|matrix)/, 'products'],
  [
    'borders of images, phases and folds',
    /slices::(gather|fold|patches)|multiply_folded/,
    'borders',
  ],
  [
    'activations, slopes, normalisation',
    /activat|times_slope|slices::rows|normalise_(rows|columns)/,
    'activations',
  ],
  ['sums over rows', /slices::(columns|sums)|kernels::leaves/, 'sums'],
  ['Adam and the average', /slices::adam|Kernels>::update/, 'adam'],
  ['batch, latents, noise', /noise|rand_|chacha|images|libm|Images|latent/, 'batch'],
  ['memory that is zeroed, copied, asked for and given back', /alloc|memory|copy_from_slice|Bytes/],
];
const REST = 'tensors, modules, maps of parameters, all else';

/** The thin module, with the names of its functions. @returns {Promise<Wasm>} */
async function namedModule() {
  mkdirSync(FOLDER, { recursive: true });
  const name = 'earthmover_web';
  execFileSync('wasm-bindgen', [
    ...['--target', 'web', '--out-dir', FOLDER, '--out-name', name],
    'target/modules/cpu/raw.wasm',
  ]);
  const wasm = `${FOLDER}/${name}_bg.wasm`;
  writeFileSync(`${FOLDER}/package.json`, '{"type": "module"}\n');
  const module = await import(pathToFileURL(`${FOLDER}/${name}.js`).href);
  await module.default({ module_or_path: readFileSync(wasm) });
  return module;
}

/** A run of the default that has been warmed up. @param {Wasm} wasm */
async function warmRun(wasm) {
  const raw = gunzipSync(readFileSync('dist/data/train-01.gz'));
  const end = (raw.length / (PIXELS + 1)) * PIXELS;
  const digits = new wasm.Digits();
  digits.add(raw.subarray(0, end), raw.subarray(end), 0);
  const trainer = await wasm.Trainer.create(wasm.preset('article'), 'cpu', digits);
  await trainer.train(WARM_UP);
  return trainer;
}

/** @param {string} name of a function */
const partOf = (name) => PARTS.find(([, names]) => names.test(name))?.[0] ?? REST;

/** The share of each part in the samples of wasm's functions. @param {Profile} profile */
function shares({ nodes, samples = [], timeDeltas = [] }) {
  const byId = new Map(nodes.map((node) => [node.id, node.callFrame]));
  /** @type {Map<string, number>} */
  const times = new Map([...PARTS.map(([part]) => part), REST].map((part) => [part, 0]));
  let whole = 0;
  samples.forEach((id, place) => {
    const frame = byId.get(id);
    if (frame === undefined || !frame.url.startsWith('wasm:')) return;
    const part = partOf(frame.functionName);
    times.set(part, (times.get(part) ?? 0) + timeDeltas[place]);
    whole += timeDeltas[place];
  });
  return [...times].map(([part, time]) => /** @type {const} */ ([part, time / whole]));
}

const trainer = await warmRun(await namedModule());
const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.setSamplingInterval', { interval: INTERVAL_US });
await session.post('Profiler.start');
const began = performance.now();
for (let done = 0; done < ITERATIONS; done += CALL) await trainer.train(CALL);
const ms = (performance.now() - began) / ITERATIONS;
const { profile } = await session.post('Profiler.stop');

const least = await floors();
console.log(`${cpus()[0]?.model}, Node ${process.version}: ${ms.toFixed(2)} ms an iteration`);
console.log(`${least.gflops.toFixed(1)} GFLOP/s, ${least.gigabytes.toFixed(1)} GB/s copied\n`);
console.log('| part | share | ms | floor, ms |\n| --- | ---: | ---: | ---: |');
for (const [part, share] of shares(profile)) {
  const floor = PARTS.find(([name]) => name === part)?.[2];
  const floorMs = floor ? least.ms[floor].toFixed(2) : '0';
  console.log(
    `| ${part} | ${(100 * share).toFixed(1)} % | ${(share * ms).toFixed(2)} | ${floorMs} |`,
  );
}
