/** Ways to spoil the network, the wasm glue and the machine, for one test. */

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('../../www/load/shards.js').Manifest} Manifest */

/**
 * Tests that spoil a file of the sources by its name are of those alone: in what is published it has another name, and
 * nothing would be spoilt.
 * @param {Page} page
 * @param {string} path
 */
async function checkServed(page, path) {
  const response = await page.request.get(path);
  if (!response.ok()) throw new Error(`${path} is not served here: tag this test @sources`);
}

/**
 * Serves a manifest of the first training shards only, joining at the given iterations.
 * @param {Page} page
 * @param {number[]} fromIterations
 */
export async function trimManifest(page, fromIterations) {
  await checkServed(page, './data/manifest.json');
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
  await checkServed(page, `./pkg/${module}/earthmover_web.js`);
  let fetches = 0;
  await page.route(`**/pkg/${module}/earthmover_web.js`, async (route) => {
    fetches += 1;
    if (fetches > times) return route.continue();
    const response = await route.fetch();
    return route.fulfill({ response, body: `${await response.text()}\n{\n${code}\n}\n` });
  });
}

/**
 * @param {Page} page
 * @param {number} cores that the page sees
 */
export const pretendCores = (page, cores) =>
  page.addInitScript((value) => {
    Object.defineProperty(Navigator.prototype, 'hardwareConcurrency', { value });
  }, cores);

/**
 * Makes iterations on the CPU take as long as a table says, whatever the machine: timers keep no core busy.
 * @param {Page} page
 * @param {number[]} table milliseconds, with one worker, with two, …
 */
export const pace = (page, table) =>
  patchGlue(
    page,
    'cpu',
    `const { split, train, criticPart } = Trainer.prototype;
     const table = ${JSON.stringify(table)};
     const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
     let workers = 1;
     Trainer.prototype.split = function (index, of) {
       workers = of;
       return split.call(this, index, of);
     };
     Trainer.prototype.train = async function (n) {
       await wait(n * table[0]);
       return train.call(this, n);
     };
     Trainer.prototype.criticPart = async function () {
       await wait(table[workers - 1]);
       return criticPart.call(this);
     };`,
  );
