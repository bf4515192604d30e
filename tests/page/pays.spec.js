/** From which batch on WebGPU pays, by exact times. */

import { MOST_BATCH, paysFrom } from '../../www/run/pays.js';
import { expect, test } from './lab.js';

test('a fixed time is caught up with where the CPU has taken as long', () => {
  const cpu = { batch: 16, ms: 4 };
  expect(paysFrom(cpu, { batch: 16, ms: 20 }, { batch: 64, ms: 20 })).toBe(80);
  // 18.4 ms, and 0.1 a digit; the CPU takes 0.25.
  expect(paysFrom(cpu, { batch: 16, ms: 20 }, { batch: 64, ms: 24.8 })).toBe(123);
});

test('a time that grows as quickly is never caught up with, nor one beyond the largest batch', () => {
  const cpu = { batch: 16, ms: 4 };
  expect(paysFrom(cpu, { batch: 16, ms: 20 }, { batch: 64, ms: 32 })).toBe(null);
  expect(paysFrom(cpu, { batch: 16, ms: 400 }, { batch: 64, ms: 400 })).toBe(null);
});

test('noise that makes a larger batch quicker counts as no growth', () => {
  expect(paysFrom({ batch: 16, ms: 4 }, { batch: 16, ms: 20 }, { batch: 64, ms: 18 })).toBe(80);
});

test('the largest batch is the one that the module allows', async ({ page }) => {
  await page.goto('./embed.html?autostart=no');
  const most = await page.evaluate(async () => {
    const path = new URL('./pkg/cpu/earthmover_web.js', location.href).href;
    /** @type {import('../../www/protocol.js').Wasm} */
    const wasm = await import(path);
    await wasm.default();
    return wasm.fields().find(({ name }) => name === 'batch')?.most;
  });
  expect(most).toBe(MOST_BATCH);
});
