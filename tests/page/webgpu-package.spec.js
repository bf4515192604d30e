/** The smaller npm package, which has no WebGPU module, where there is a GPU. */

import { pack } from '../site/packed.js';
import { labOf, Site, tiny } from './host.js';
import { expect, SOON, test } from './lab.js';

test('without the module it says so and trains on the CPU', async ({ page }) => {
  const packed = await pack();
  const site = new Site(packed.scratch);
  try {
    await site.open();
    /** @type {string[]} */
    const asked = [];
    page.on('request', (request) => asked.push(request.url()));
    const lab = tiny().replace('device="cpu"', 'device="webgpu"');
    await site.host(page, lab, { script: './node_modules/earthmover/earth-mover.js' });
    await expect.poll(async () => (await labOf(page)).iteration, SOON).toBeGreaterThan(3);
    await expect(page.locator('[data-field=reason]')).toHaveText(
      'The WebGPU module is not part of this copy. The run uses the CPU instead.',
    );
    expect(asked.filter((url) => /webgpu/.test(url))).toEqual([]);
  } finally {
    site.close();
    await packed.remove();
  }
});
