/** Ways to spoil the network, and the wasm glue, for one test. */

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('../../www/shards.js').Manifest} Manifest */

/**
 * Serves a manifest of the first training shards only, joining at the given iterations.
 * @param {Page} page
 * @param {number[]} fromIterations
 */
export async function trimManifest(page, fromIterations) {
  await page.route('**/data/manifest.json', async (route) => {
    const response = await route.fetch();
    const manifest = /** @type {Manifest} */ (await response.json());
    const train = manifest.train
      .slice(0, fromIterations.length)
      .map((shard, index) => ({ ...shard, fromIteration: fromIterations[index] }));
    await route.fulfill({ json: { ...manifest, train } });
  });
}

/**
 * The file of a training shard, as the manifest names it.
 * @param {Page} page
 * @param {number} index
 */
export async function shardFile(page, index) {
  const response = await page.request.get('./data/manifest.json');
  return /** @type {Manifest} */ (await response.json()).train[index].file;
}

/**
 * Adds code to the end of a module's JavaScript glue, where `Trainer` is in reach.
 * @param {Page} page
 * @param {'cpu' | 'webgpu'} module
 * @param {string} code
 * @param {number} [times] how many of the first fetches get it
 */
export async function patchGlue(page, module, code, times = Infinity) {
  let fetches = 0;
  await page.route(`**/pkg/${module}/earthmover_web.js`, async (route) => {
    fetches += 1;
    if (fetches > times) return route.continue();
    const response = await route.fetch();
    return route.fulfill({ response, body: `${await response.text()}\n{\n${code}\n}\n` });
  });
}
