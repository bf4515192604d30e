/** From which batch on WebGPU pays, by exact times. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { paysFrom } from '../../www/run/pays.js';

test('a fixed time is caught up with where the CPU has taken as long', () => {
  const cpu = { batch: 16, ms: 4 };
  assert.equal(paysFrom(cpu, { batch: 16, ms: 20 }, { batch: 64, ms: 20 }), 80);
  // 18.4 ms, and 0.1 a digit; the CPU takes 0.25.
  assert.equal(paysFrom(cpu, { batch: 16, ms: 20 }, { batch: 64, ms: 24.8 }), 123);
});

test('a time that grows as quickly is never caught up with, nor one beyond the largest batch', () => {
  const cpu = { batch: 16, ms: 4 };
  assert.equal(paysFrom(cpu, { batch: 16, ms: 20 }, { batch: 64, ms: 32 }), null);
  assert.equal(paysFrom(cpu, { batch: 16, ms: 400 }, { batch: 64, ms: 400 }), null);
});

test('noise that makes a larger batch quicker counts as no growth', () => {
  assert.equal(paysFrom({ batch: 16, ms: 4 }, { batch: 16, ms: 20 }, { batch: 64, ms: 18 }), 80);
});
