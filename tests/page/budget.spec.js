/** What the page may cost the reader's patience. Bounds are generous; benches tell how it is. */

import { busyShare } from '../../scripts/main-thread.mjs';
import { expect, Lab, test } from './lab.js';
import { pretendCores } from './network.js';
import { MOST_SHIFT, recordShifts, shiftsOf } from './shifts.js';

test(
  'the default configuration trains soon and the page stays idle meanwhile',
  { tag: '@timed' },
  async ({ page }) => {
    const lab = new Lab(page);
    await lab.open({ device: 'cpu' });
    await lab.reaches(1);
    expect(await page.evaluate(() => performance.now())).toBeLessThan(20_000);
    await lab.reaches(100);

    // The main thread alone: 5 % is the aim, measured by `cargo make measure`.
    const share = await busyShare(page, 5_000);
    test.info().annotations.push({ type: 'share of a core', description: share.toFixed(3) });
    expect(share).toBeLessThan(0.15);
  },
);

/** Where the reader is: at the top, or where the numbers are. */
const PLACES = [
  { path: 'embed.html', width: 360, top: 0 },
  { path: 'embed.html', width: 360, top: 1650 },
  { path: 'embed.html', width: 1440, top: 500 },
];
for (const { path, width, top } of PLACES) {
  test(`nothing jumps while ${path} loads and trains, ${width} px wide, from ${top} px on`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.addInitScript(recordShifts);
    await pretendCores(page, 2);
    // Iterations that are long enough to be shared.
    await page.goto(`./${path}#device=cpu&config=batch:512`);
    const lab = new Lab(page);
    await lab.main.waitFor();
    await page.evaluate((y) => window.scrollTo(0, y), top);
    // A second worker is tried meanwhile, whatever comes of it.
    await expect(lab.main).toHaveAttribute('data-workers', '2');
    await page.waitForTimeout(2_000);
    expect(await shiftsOf(page)).toBeLessThan(MOST_SHIFT);
  });
}

test('an embedded lab asks for everything at once, and for nothing twice', async ({ page }) => {
  /** @type {string[]} */
  const warnings = [];
  page.on('console', (message) => {
    if (/preload/i.test(message.text())) warnings.push(message.text());
  });
  /** @type {string[]} */
  const asked = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto('./embed.html#device=cpu&workers=1');
  await expect(page.locator('.lab')).toHaveAttribute('data-iteration', /[1-9]/);
  for (const path of ['earthmover_web_bg.wasm', 'manifest.json', 'train-00.gz']) {
    expect(
      asked.filter((one) => one.endsWith(path)),
      path,
    ).toHaveLength(1);
  }
  // What the workers import is not the page's to name.
  const named = await page.evaluate(() => {
    const links = document.querySelectorAll('link[rel=modulepreload], script[src]');
    return Array.from(links, (one) => one.getAttribute('href') ?? one.getAttribute('src'));
  });
  const scripts = asked.filter(
    (path) =>
      path.endsWith('.js') &&
      !/\/(worker|pkg)\/|asking\/(answering|serving)|load\/(instantiate|unpack)/.test(path),
  );
  const unnamed = [...new Set(scripts)].filter(
    (path) => !named.some((name) => path.endsWith(String(name).slice(1))),
  );
  expect(unnamed).toEqual([]);
  expect(warnings).toEqual([]);
});
