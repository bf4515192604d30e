/** What is waited for, and what is looked at before it is gone on with. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Silence, within } from '../../www/load/deadline.js';
import { refusalOf } from '../../www/load/errors.js';
import { isFiniteCheckpoint } from '../../www/load/finite.js';
import { probeWebGpu } from '../../www/run/devices.js';
import { Clock } from './made-up/clock.js';
import { breathe } from './made-up/world.js';

const clock = new Clock().install();

/** A safetensors file of two tensors. @param {number[]} first @param {number[]} second */
function checkpoint(first, second) {
  const bytes = 4 * first.length;
  const all = bytes + 4 * second.length;
  const header = JSON.stringify({
    __metadata__: { format: 'the test says so' },
    first: { dtype: 'F32', shape: [first.length], data_offsets: [0, bytes] },
    second: { dtype: 'F32', shape: [second.length], data_offsets: [bytes, all] },
  });
  const text = new TextEncoder().encode(header);
  const file = new Uint8Array(8 + text.length + all);
  new DataView(file.buffer).setBigUint64(0, BigInt(text.length), true);
  file.set(text, 8);
  file.set(new Uint8Array(Float32Array.from([...first, ...second]).buffer), 8 + text.length);
  return file;
}

test('one number that is not finite spoils a checkpoint, wherever it is', () => {
  assert.equal(isFiniteCheckpoint(checkpoint([1, -2], [3e38])), true);
  assert.equal(isFiniteCheckpoint(checkpoint([1, NaN], [3])), false);
  assert.equal(isFiniteCheckpoint(checkpoint([1, 2], [-Infinity])), false);
  // Part of a larger buffer, at an odd place.
  const file = checkpoint([1], [NaN]);
  const around = new Uint8Array(file.length + 3);
  around.set(file, 3);
  assert.equal(isFiniteCheckpoint(around.subarray(3)), false);
});

test('what is no checkpoint is left to the module to refuse', () => {
  for (const bytes of [new Uint8Array(0), new Uint8Array(9), new Uint8Array(64).fill(255)]) {
    assert.equal(isFiniteCheckpoint(bytes), true);
  }
});

test('a state that is spoilt is spoken of in the reader’s language', () => {
  const error = Object.assign(new Error('some numbers'), { name: 'NotFiniteError' });
  assert.deepEqual(refusalOf(error), ['event.notFinite']);
  assert.deepEqual(refusalOf(new Error('batch is 0')), ['event.refused', 'batch is 0']);
});

test('what does not come in time is an error by name, and what does is no trouble later', async () => {
  assert.equal(await within(1000, Promise.resolve(4), 'answer'), 4);
  assert.equal(clock.timers.size, 0);
  const late = within(30_000, new Promise(() => {}), 'adapter');
  clock.advance(30_001);
  await assert.rejects(late, {
    name: 'LateError',
    message: 'adapter did not come within 30 seconds',
  });
});

test('silence counts from what was heard last', async () => {
  const silence = new Silence(1000);
  let isOver = false;
  silence.lasted.catch(() => (isOver = true));
  for (let at = 0; at < 5; at++) {
    clock.advance(900);
    silence.isBroken();
  }
  await breathe();
  assert.equal(isOver, false);
  clock.advance(1001);
  await breathe();
  assert.equal(isOver, true);
});

test('an adapter that never comes is done without, and the reason is said', async () => {
  Object.defineProperty(globalThis, 'navigator', {
    value: { gpu: { requestAdapter: () => new Promise(() => {}) } },
    configurable: true,
  });
  const asked = probeWebGpu(true);
  clock.advance(10_001);
  assert.deepEqual(await asked, { usable: false, reason: ['device.adapterLate'] });
});
