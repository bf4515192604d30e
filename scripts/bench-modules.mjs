/**
 * Times the CPU modules of two built sites against each other, in Node, in turns:
 * node scripts/bench-modules.mjs <dist before> <dist after>
 */

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';

/** @typedef {typeof import('../dist/pkg/cpu/earthmover_web.js')} Wasm */

const PIXELS = 784;
const ROUNDS = 12;
/** By name: the preset, what of it is another, and the iterations of a call. */
const RUNS = /** @type {const} */ ([
  ['default', 'article', {}, 60],
  ['mlp', 'article', { architecture: { kind: 'mlp' } }, 15],
  ['conv', 'clipping', {}, 2],
]);

/** @param {string} dist @returns {Promise<Wasm>} */
async function moduleOf(dist) {
  const folder = resolve(dist, 'pkg/cpu');
  const wasm = await import(pathToFileURL(join(folder, 'earthmover_web.js')).href);
  await wasm.default({ module_or_path: readFileSync(join(folder, 'earthmover_web_bg.wasm')) });
  return wasm;
}

/** The same digits for both. @param {string} dist */
function digitsIn(dist) {
  const raw = gunzipSync(readFileSync(join(dist, 'data/train-01.gz')));
  const end = (raw.length / (PIXELS + 1)) * PIXELS;
  return { images: raw.subarray(0, end), labels: raw.subarray(end) };
}

const median = (/** @type {number[]} */ times) => times.sort((a, b) => a - b)[times.length >> 1];

const dists = process.argv.slice(2);
if (dists.length !== 2) {
  console.error('usage: bench-modules.mjs <dist before> <dist after>');
  process.exit(1);
}
const modules = await Promise.all(dists.map(moduleOf));
const { images, labels } = digitsIn(dists[1]);

console.log('| network | before, ms | after, ms | ratio |\n| --- | ---: | ---: | ---: |');
for (const [name, preset, patch, iterations] of RUNS) {
  const trainers = [];
  for (const wasm of modules) {
    const digits = new wasm.Digits();
    digits.add(images, labels, 0);
    const config = /** @type {any} */ ({ ...wasm.preset(preset), ...patch, seed: 7 });
    trainers.push(await wasm.Trainer.create(config, 'cpu', digits));
  }
  const times = trainers.map(() => /** @type {number[]} */ ([]));
  for (const trainer of trainers) await trainer.train(iterations);
  for (let round = 0; round < ROUNDS; round++) {
    // Neither is always the first.
    for (const which of round % 2 ? [1, 0] : [0, 1]) {
      const began = performance.now();
      await trainers[which].train(iterations);
      times[which].push((performance.now() - began) / iterations);
    }
  }
  const [before, after] = times.map(median);
  console.log(
    `| ${name} | ${before.toFixed(2)} | ${after.toFixed(2)} | ${(after / before).toFixed(2)} |`,
  );
}
