/** From which batch on WebGPU pays: the largest there is. */

import { MOST_BATCH } from '../../www/run/pays.js';
import { expect, test } from './lab.js';

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
