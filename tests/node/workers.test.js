/** How workers start, answer and end, without any. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Calculator } from '../../www/run/calculator.js';
import { Questions } from '../../www/asking/questions.js';
import { WorkerHandle } from '../../www/run/worker-handle.js';
import { startWorker } from '../../www/run/worker-start.js';
import { serve } from '../../www/asking/serving.js';
import { Clock } from './made-up/clock.js';
import { breathe } from './made-up/world.js';

/** @typedef {import('../../www/protocol.js').FigureEvent} FigureEvent */
/** @typedef {import('../../www/protocol.js').RunEvent} RunEvent */

const clock = new Clock().install();
Object.assign(globalThis, {
  self: globalThis,
  origin: 'https://elsewhere.example',
  // What is fetched never comes.
  fetch: () => new Promise(() => {}),
});

/** @type {{ url: unknown, options: unknown }[]} */
const started = [];
/** What a page does when a worker is made. @type {(url: unknown) => void} */
let policy = () => {};

class MadeUpWorker extends EventTarget {
  /** @param {unknown} url @param {unknown} options */
  constructor(url, options) {
    super();
    policy(url);
    started.push({ url, options });
  }
  postMessage() {}
  terminate() {}
}
Object.assign(globalThis, { Worker: MadeUpWorker });

/** All but how much has been fetched. @param {RunEvent[]} told */
const hearing = (told) => (/** @type {unknown} */ _, /** @type {RunEvent} */ event) => {
  if (event.type !== 'progress') told.push(event);
};

test('where a page wants addresses from policies that it names, ours is one', () => {
  /** @type {string[]} */
  const names = [];
  Object.assign(globalThis, {
    trustedTypes: {
      /** @param {string} name @param {{ createScriptURL: (url: string) => string }} rules */
      createPolicy(name, rules) {
        names.push(name);
        return {
          createScriptURL: (/** @type {string} */ url) => ({ trusted: rules.createScriptURL(url) }),
        };
      },
    },
  });
  policy = (url) => assert.ok(typeof url === 'object' && url && 'trusted' in url);
  startWorker('cpu');
  startWorker('follower');
  assert.deepEqual(names, ['earthmover']);
  assert.match(JSON.stringify(started.at(-1)?.url), /blob:/);
  policy = () => {};
});

test('a worker that may not be made is an error that is told, and no exception', async () => {
  policy = () => {
    throw new TypeError('this document requires TrustedScriptURL');
  };
  /** @type {RunEvent[]} */
  const told = [];
  const handle = new WorkerHandle('cpu', 'mnist', hearing(told));
  assert.deepEqual(told, []);
  await breathe();
  const message = ['worker.refused', 'this document requires TrustedScriptURL'];
  assert.deepEqual(told, [{ type: 'error', kind: 'internal', message, runId: null }]);
  handle.terminate();
  policy = () => {};
});

test('a worker that says nothing for a minute is an error; one that has is left in peace', () => {
  /** @type {RunEvent[]} */
  const told = [];
  const handle = new WorkerHandle('cpu', 'mnist', hearing(told));
  clock.advance(59_000);
  assert.deepEqual(told, []);
  clock.advance(2_000);
  assert.equal(
    JSON.stringify(told[0]),
    '{"type":"error","kind":"internal","message":["worker.silent"],"runId":null}',
  );
  handle.terminate();

  told.length = 0;
  const other = new WorkerHandle('cpu', 'mnist', hearing(told));
  const { worker } = /** @type {any} */ (other);
  worker.onmessage({ data: { type: 'hello' } });
  clock.advance(100_000);
  assert.deepEqual(told, [{ type: 'hello' }]);
  other.terminate();
});

test('each question has its answer, whatever the order; those that are dropped are refused', async () => {
  const questions = new Questions();
  /** @type {number[]} */
  const ids = [];
  const asked = [1, 2, 3].map(() => questions.ask((id) => ids.push(id)));
  assert.deepEqual(ids, [1, 2, 3]);
  questions.settle({ type: 'answer', id: 2, value: 'two' });
  questions.settle({ type: 'refusal', id: 1, name: 'ArgumentError', message: 'no' });
  questions.settle({ type: 'answer', id: 2, value: 'again' });
  await assert.rejects(asked[0], { name: 'ArgumentError', message: 'no' });
  assert.equal(await asked[1], 'two');
  questions.drop(new Error('over'), (id) => id !== 3);
  questions.settle({ type: 'answer', id: 3, value: 3 });
  assert.equal(await asked[2], 3);
});

test('a worker of figures answers in order, refuses by name, and says so where it ends', async () => {
  /** @type {FigureEvent[]} */
  const said = [];
  const answers = {
    double: (/** @type {{ by: number }} */ wasm, /** @type {number} */ value) => wasm.by * value,
    slow: () => new Promise((resolve) => setImmediate(() => resolve(1))),
    refuse: () => {
      throw Object.assign(new Error('no'), { name: 'ArgumentError' });
    },
    trap: () => {
      throw new WebAssembly.RuntimeError('unreachable');
    },
  };
  const hear = serve(answers, {
    post: (event) => said.push(event),
    instantiate: async () => ({ by: 2 }),
  });
  const compiled = /** @type {WebAssembly.Module} */ ({});
  hear({ type: 'open', module: 'figures', compiled });
  for (const [at, name] of ['slow', 'double', 'refuse', 'nothing', 'trap'].entries()) {
    hear({ type: 'ask', id: at + 1, name, ask: [21] });
  }
  for (let at = 0; at < 5; at++) await breathe();
  assert.deepEqual(said.slice(0, 4), [
    { type: 'hello' },
    { type: 'answer', id: 1, value: 1 },
    { type: 'answer', id: 2, value: 42 },
    { type: 'refusal', id: 3, name: 'ArgumentError', message: 'no' },
  ]);
  assert.equal(said[4].type, 'refusal');
  assert.deepEqual(said[5], { type: 'error', kind: 'panic', message: 'unreachable' });
});

test('a module that does not begin in time is an error of the worker', async () => {
  /** @type {FigureEvent[]} */
  const said = [];
  const hear = serve(
    {},
    { post: (event) => said.push(event), instantiate: () => new Promise(() => {}) },
  );
  hear({ type: 'open', module: 'figures', compiled: /** @type {WebAssembly.Module} */ ({}) });
  clock.advance(61_000);
  await breathe();
  assert.equal(said[1].type === 'error' && said[1].kind, 'module');
});

test('a figure whose worker may not be made is told so, and may ask again', async () => {
  // The module is there at once.
  Object.assign(globalThis, {
    fetch: async () => new Response(new Uint8Array(8), { status: 200 }),
  });
  const { compileStreaming } = WebAssembly;
  const nothing = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
  WebAssembly.compileStreaming = async () => new WebAssembly.Module(nothing);
  policy = () => {
    throw new TypeError('forbidden');
  };
  const calculator = new Calculator('figures', 'figures');
  await assert.rejects(calculator.ask('curve'), { name: 'TypeError', message: 'forbidden' });
  await assert.rejects(calculator.ask('curve'), { message: 'forbidden' });
  policy = () => {};
  WebAssembly.compileStreaming = compileStreaming;
});
