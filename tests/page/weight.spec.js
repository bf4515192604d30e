/** What a reader loads of the page as it is published, before the press that trains. */

import { gzipSync } from 'node:zlib';
import { expect, test } from './lab.js';

/** With the figures of two sections, and no digits. */
const MOST = 400_000;

test('the published page is light before it trains', async ({ page }) => {
  /** @type {Promise<number>[]} */
  const weights = [];
  page.on('response', (response) => {
    weights.push(response.body().then((body) => gzipSync(body, { level: 9 }).length));
  });
  await page.goto('./');
  await expect(page.locator('#hero [data-number=distance]')).not.toBeEmpty();
  for (const name of ['clouds', 'transport']) {
    await page.locator(`#${name}`).scrollIntoViewIfNeeded();
    await page.locator(`#${name} .figure`).waitFor({ state: 'attached' });
  }
  await page.waitForLoadState('networkidle');
  const weight = (await Promise.all(weights)).reduce((sum, bytes) => sum + bytes, 0);
  test.info().annotations.push({ type: 'bytes', description: String(weight) });
  expect(weight).toBeLessThan(MOST);
});
