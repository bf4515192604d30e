/** The npm package in a page, once it is installed; tests/site/ has what needs no browser. */

import { pack } from '../site/packed.js';
import { example } from './guide.js';
import { labOf, Site } from './host.js';
import { expect, test } from './lab.js';

/** @type {import('../site/packed.js').Packed} */
let packed;
/** @type {Site} */
let site;

test.beforeAll(async () => {
  packed = await pack();
  site = new Site(packed.scratch);
  await site.open();
});

test.afterAll(async () => {
  site?.close();
  await packed?.remove();
});

test('a page trains with it from node_modules', async ({ page }) => {
  /** @type {string[]} */
  const urls = [];
  page.on('response', (response) => urls.push(response.url()));
  await site.show(page, `<!doctype html><title>host</title>${example('html', '<script')}`);
  await expect.poll(async () => (await labOf(page)).iteration).toBeGreaterThan(3);
  expect(urls.filter((url) => url.endsWith('.gz')).length).toBeGreaterThan(0);
  const elsewhere = urls.filter((url) => !/\/node_modules\/earthmover\/|host\.html$/.test(url));
  expect(elsewhere).toEqual([]);
});
