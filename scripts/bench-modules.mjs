/**
 * Times the CPU modules of two built sites against each other, in Node, in turns:
 * node scripts/bench-modules.mjs <dist before> <dist after>
 */

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';

/** @typedef {typeof import('../dist/pkg/cpu/earthmover_web.js')} Wasm */
/** @typedef {{ trainer: import('../dist/pkg/cpu/earthmover_web.js').Trainer, classifier: import('../dist/pkg/cpu/earthmover_web.js').Classifier }} Asked */

const PIXELS = 784;
const ROUNDS = 12;

const iterations =
  (/** @type {number} */ count) =>
  (/** @type {Asked} */ { trainer }) =>
    trainer.train(count);
const samples =
  (/** @type {number} */ count) =>
  (/** @type {Asked} */ { trainer }) =>
    trainer.sample({ count, seed: 1 });

/**
 * By name: what of the preset is another, what is called, and how many of the kind that is.
 * @type {[string, Parameters<Wasm['preset']>[0], object, (asked: Asked) => Promise<unknown>, number][]}
 */
const RUNS = [
  ['default', 'article', {}, iterations(60), 60],
  ['mlp', 'article', { architecture: { kind: 'mlp' } }, iterations(15), 15],
  ['conv', 'clipping', {}, iterations(2), 2],
  ['a sample', 'article', {}, samples(1), 1],
  ['64 samples', 'article', {}, samples(64), 1],
  ['a measurement of 64', 'article', {}, ({ trainer }) => trainer.measure(64), 1],
  ['a survey of 512', 'article', {}, (asked) => asked.trainer.quality(512, asked.classifier), 1],
];

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
const judge = readFileSync(join(dists[1], 'data/classifier.safetensors'));

console.log('| what | before, ms | after, ms | ratio |\n| --- | ---: | ---: | ---: |');
for (const [name, preset, patch, call, count] of RUNS) {
  /** @type {Asked[]} */
  const asked = [];
  for (const wasm of modules) {
    const digits = new wasm.Digits();
    digits.add(images, labels, 0);
    const config = /** @type {any} */ ({ ...wasm.preset(preset), ...patch, seed: 7 });
    asked.push({
      trainer: await wasm.Trainer.create(config, 'cpu', digits),
      classifier: await wasm.Classifier.load(judge, 'cpu'),
    });
  }
  const times = asked.map(() => /** @type {number[]} */ ([]));
  for (const one of asked) await call(one);
  for (let round = 0; round < ROUNDS; round++) {
    // Neither is always the first.
    for (const which of round % 2 ? [1, 0] : [0, 1]) {
      const began = performance.now();
      await call(asked[which]);
      times[which].push((performance.now() - began) / count);
    }
  }
  const [before, after] = times.map(median);
  console.log(
    `| ${name} | ${before.toFixed(2)} | ${after.toFixed(2)} | ${(after / before).toFixed(2)} |`,
  );
}
