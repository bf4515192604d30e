/**
 * The wasm module's calls in any order, with whatever programs may give: each ends, in an answer or in an error with a name
 * that is told of, and the run is where its answers say. SEQUENCES: how many are tried.
 */

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';

/** @typedef {typeof import('../../dist/pkg/cpu/earthmover_web.js')} Wasm */
/** @typedef {{ call: keyof typeof CALLS, pick: number[] }} Act */

const DIST = process.env.DIST ?? 'dist';
const SEQUENCES = Number(process.env.SEQUENCES ?? 150);
const PIXELS = 784;
const MOST_BYTES = 2 ** 28;

/** As `crates/earthmover-web` names them; a panic is none of them. */
const NAMES = [
  ...['ArgumentError', 'CheckpointError', 'ClassifierError', 'ClosedError', 'DataError'],
  ...['DivergedError', 'NotFiniteError', 'OrderError'],
  // What the glue says of something that is none of the module's objects.
  ...['Error', 'TypeError'],
];

const TINY = {
  batch: 8,
  latent: 4,
  nCritic: 1,
  architecture: {
    kind: 'mlp',
    generatorHidden: [8],
    criticHidden: [8],
    normalisation: 'none',
  },
};

/** @type {Wasm} */
let wasm;
/** @type {Uint8Array} */
let checkpoint;

/** @param {number} count */
const images = (count) => Uint8Array.from({ length: count * PIXELS }, (_, at) => (at * 37) % 256);

function digitsOf(count = 64) {
  const digits = new wasm.Digits();
  digits.add(images(count), new Uint8Array(count), 0);
  return digits;
}

before(async () => {
  wasm = await import(pathToFileURL(resolve(DIST, 'pkg/cpu/earthmover_web.js')).href);
  await wasm.default({
    module_or_path: await readFile(join(DIST, 'pkg/cpu/earthmover_web_bg.wasm')),
  });
  const trainer = await wasm.Trainer.create(/** @type {any} */ (TINY), 'cpu', digitsOf());
  checkpoint = await trainer.save();
  trainer.close();
});

const CLOUD = Float32Array.of(0, 0, 1, 0, 0, 1, 1, 1);
/** What programs give by mistake, and what they may. @type {(() => unknown)[]} */
const ANYTHING = [
  ...[0, 1, 2, 3, 64, -1, 1.5, NaN, Infinity, 2 ** 31, 2 ** 53].map((number) => () => number),
  ...['', '3', 'cpu', 'webgpu', null, undefined, true, [], {}, [1]].map((value) => () => value),
  () => new Float32Array(0),
  () => new Float32Array(4),
  () => new Float32Array(PIXELS).fill(0.5),
  () => Float32Array.of(NaN, 0, 1, 2),
  () => CLOUD,
  () => images(2),
  () => checkpoint,
  () => checkpoint.slice(0, 100),
  () => ({ count: 4, seed: 1 }),
  () => ({ ...TINY, nCritic: 2 }),
  () => ({ nCritic: 2 }),
  () => ({ batch: -1 }),
  () => JSON.parse('{"__proto__": 1}'),
  () => Symbol('a'),
  () => () => {},
];
const GOOD = {
  count: [() => 2, () => 1, () => 64],
  latents: [() => ({ count: 3, seed: 1 }), () => new Float32Array(8)],
  images: [() => images(2), () => new Float32Array(PIXELS).fill(0.25)],
  cloud: [() => CLOUD],
  device: [() => 'cpu'],
  config: [() => TINY, () => ({})],
  patch: [() => ({ nCritic: 2 }), () => ({ constraint: { kind: 'none' } })],
  bytes: [() => checkpoint],
  bins: [() => 5],
  flag: [() => true, () => false],
  label: [() => new Uint8Array(2)],
  index: [() => 0, () => 1],
};
/** @typedef {keyof typeof GOOD} Kind */

/** What is called, of which object, and what it wants. @type {Record<string, { on: string, wants: Kind[] }>} */
const CALLS = {
  train: { on: 'trainer', wants: ['count'] },
  trainStep: { on: 'trainer', wants: [] },
  trainByPlan: { on: 'trainer', wants: ['count'] },
  criticStep: { on: 'trainer', wants: [] },
  generatorStep: { on: 'trainer', wants: [] },
  criticPart: { on: 'trainer', wants: [] },
  generatorPart: { on: 'trainer', wants: [] },
  takeCritic: { on: 'trainer', wants: ['cloud'] },
  takeGenerator: { on: 'trainer', wants: ['cloud'] },
  split: { on: 'trainer', wants: ['index', 'count'] },
  configure: { on: 'trainer', wants: ['patch'] },
  sample: { on: 'trainer', wants: ['latents'] },
  score: { on: 'trainer', wants: ['images'] },
  save: { on: 'trainer', wants: [] },
  weights: { on: 'trainer', wants: ['bins'] },
  measure: { on: 'trainer', wants: ['count'] },
  runWhole: { on: 'trainer', wants: ['flag'] },
  quality: { on: 'trainer', wants: ['count', 'config'] },
  add: { on: 'digits', wants: ['images', 'label', 'index'] },
  draw: { on: 'digits', wants: ['count', 'index'] },
  image: { on: 'digits', wants: ['index'] },
  nearest: { on: 'digits', wants: ['images'] },
  noisyCopies: { on: 'digits', wants: ['count', 'index'] },
  'Trainer.create': { on: '', wants: ['config', 'device'] },
  'Trainer.load': { on: '', wants: ['bytes', 'device'] },
  'PlaneFit.create': { on: '', wants: ['config', 'device', 'cloud', 'cloud'] },
  'Game.create': { on: '', wants: ['config', 'device', 'cloud'] },
  'BatchFit.create': { on: '', wants: ['config', 'device', 'images', 'images'] },
  'Classifier.load': { on: '', wants: ['bytes', 'device'] },
  drawLatents: { on: '', wants: ['count', 'index', 'count'] },
  restartFields: { on: '', wants: ['config', 'patch'] },
  preset: { on: '', wants: ['device'] },
  close: { on: 'trainer', wants: [] },
};

const act = fc.record({
  call: fc.constantFrom(
    ...Object.keys(CALLS).flatMap((name) => (name === 'close' ? [name] : [name, name, name])),
  ),
  /** Whether it is good, and which. */
  pick: fc.array(fc.nat(60), { minLength: 4, maxLength: 4 }),
});

/** @param {Kind[]} wants @param {number[]} pick */
const argumentsOf = (wants, pick) =>
  wants.map((kind, at) => {
    // Of three, two are good.
    const list = pick[at] % 3 ? GOOD[kind] : ANYTHING;
    return list[Math.floor(pick[at] / 3) % list.length]();
  });

/** Iterations that an answer tells of. @param {string} call @param {any} answer */
function iterationsOf(call, answer) {
  if (call === 'train' || call === 'trainByPlan') return answer.length;
  return ['trainStep', 'generatorStep', 'takeGenerator'].includes(call) ? 1 : 0;
}

/** @param {unknown} error @param {string} call */
function isTold(error, call) {
  assert.ok(error instanceof Error, `${call} threw ${String(error)}`);
  assert.ok(NAMES.includes(error.name), `${call}: ${error.name}: ${error.message}`);
  assert.notEqual(error.message, '', call);
}

/** @param {any} owner @param {Act} one */
async function answerOf(owner, { call, pick }) {
  const [name, inner] = call.split('.');
  const args = argumentsOf(CALLS[call].wants, pick);
  if (call.startsWith('Trainer.')) args.push(digitsOf(16));
  try {
    const answer = await (inner ? owner[name][inner](...args) : owner[name](...args));
    if (inner) answer.close?.();
    return { answer };
  } catch (error) {
    return { error };
  }
}

test(`${SEQUENCES} orders of calls: each ends, in an answer or in words, and the run is where answers say`, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(act, { minLength: 1, maxLength: 24 }),
      fc.boolean(),
      async (acts, isAtOnce) => {
        const digits = digitsOf();
        const trainer = await wasm.Trainer.create(/** @type {any} */ (TINY), 'cpu', digits);
        const owners = /** @type {Record<string, any>} */ ({ trainer, digits, '': wasm });
        /** @type {Promise<{ answer?: any, error?: unknown }>[]} */
        const asked = [];
        for (const one of acts) {
          const answer = answerOf(owners[CALLS[one.call].on], one);
          asked.push(answer);
          // All at once, or one after another.
          if (!isAtOnce) await answer;
        }
        let iterations = 0;
        for (const [at, { answer, error }] of (await Promise.all(asked)).entries()) {
          const { call } = acts[at];
          if (error !== undefined) isTold(error, call);
          else iterations += iterationsOf(call, answer);
        }
        const isClosed = acts.some(({ call }) => call === 'close');
        if (!isClosed) assert.equal(trainer.iteration, iterations);
        trainer.close();
        digits.close();
      },
    ),
    { numRuns: SEQUENCES, seed: process.env.SEED ? Number(process.env.SEED) : 7 },
  );
  assert.ok(wasm.memoryBytes() <= MOST_BYTES, `${wasm.memoryBytes()} bytes`);
  const last = await wasm.Trainer.create(/** @type {any} */ (TINY), 'cpu', digitsOf());
  assert.equal((await last.train(2)).length, 2);
});
