/** The digits over a network that fails, lies or is late. */

import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, Lab, NETWORK, test, TINY } from './lab.js';
import { shardFile, trimManifest } from './network.js';

test.use({ allowed: [NETWORK] });

test('a shard that fails twice is asked for again', async ({ page }) => {
  await trimManifest(page, [0, 5]);
  let asked = 0;
  await page.route(`**/data/${await shardFile(page, 1)}`, (route) => {
    asked += 1;
    return asked <= 2 ? route.abort() : route.continue();
  });
  const lab = new Lab(page);
  await lab.open({ device: 'cpu', config: TINY });
  await lab.reaches(20);
  expect(asked).toBe(3);
  await expect(lab.notices.locator('li')).toHaveCount(0);
  await expect(lab.marks).toHaveCount(0);
});

test('a corrupt shard is named and marked, and the run goes on', async ({ page }) => {
  await trimManifest(page, [0, 5]);
  const file = await shardFile(page, 1);
  let asked = 0;
  await page.route(`**/data/${file}`, async (route) => {
    asked += 1;
    const response = await route.fetch();
    // Sound gzip of the right length, but one pixel is another: only the checksum can tell.
    const raw = gunzipSync(await response.body());
    raw[12_345] ^= 0xff;
    await route.fulfill({ response, body: gzipSync(raw), headers: {} });
  });
  const lab = new Lab(page);
  await lab.open({ device: 'cpu', config: TINY });
  await lab.reaches(20);
  await expect(lab.notices).toContainText(file);
  await expect(lab.notices).toContainText('checksum');
  await expect(lab.marks).toContainText([file]);
  expect(asked).toBeGreaterThan(1);
  await lab.isIn('running');
});

test('a first shard that is gone does not stop the run', async ({ page }) => {
  await trimManifest(page, [0, 5]);
  const file = await shardFile(page, 0);
  await page.route(`**/data/${file}`, (route) => route.fulfill({ status: 404 }));
  const lab = new Lab(page);
  await lab.open({ device: 'cpu', config: TINY });
  await lab.reaches(10);
  await expect(lab.notices).toContainText(file);

  // With the network back, a reset fetches it again.
  await page.unrouteAll();
  await trimManifest(page, [0, 5]);
  await lab.reset.click();
  await lab.reaches(10);
  await expect(lab.notices.locator('li')).toHaveCount(0);
});

test('without any digits the page says so, and Reset tries again', async ({ page }) => {
  await page.route('**/data/*.gz', (route) => route.fulfill({ status: 404 }));
  const lab = new Lab(page);
  await lab.open({ device: 'cpu', config: TINY });
  await lab.isIn('failed');
  await expect(lab.notices).toContainText('No digits could be loaded');
  await page.unrouteAll();
  await lab.reset.click();
  await lab.reaches(3);
});

test('the run waits for a late shard, and its curve is the punctual one', async ({ page }) => {
  await trimManifest(page, [0, 12]);
  const file = await shardFile(page, 1);
  const lab = new Lab(page);
  await lab.open({ device: 'cpu', config: TINY });
  const punctual = await lab.reports(30);

  /** @type {() => void} */
  let release = () => {};
  const released = new Promise((resolve) => (release = () => resolve(undefined)));
  await page.route(`**/data/${file}`, async (route) => {
    await released;
    await route.continue();
  });
  await page.reload();
  await lab.isIn('waiting');
  await expect(lab.sentence).toContainText(file);
  await expect(lab.main).toHaveAttribute('data-iteration', '12');
  await lab.settles();
  expect(await lab.iteration()).toBe(12);
  release();
  expect(await lab.reports(30)).toEqual(punctual);
  await lab.isIn('running');
  await expect(lab.marks).toHaveCount(0);
});
