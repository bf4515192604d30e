/** The lab within the article: nothing of it before the reader is near, nothing jumps, and links keep its run. */

import { gzipSync } from 'node:zlib';
import { expect, Lab, OF_THE_LAB, test, TINY } from './lab.js';
import { MOST_SHIFT, recordShifts, shiftsOf } from './shifts.js';

/** @typedef {import('@playwright/test').Page} Page */

const QUICKLY = `device=cpu&workers=1&config=${encodeURIComponent(JSON.stringify(TINY))}`;

/**
 * As a reader scrolls, down to an element.
 * @param {Page} page
 * @param {string} selector
 */
async function readDownTo(page, selector) {
  for (let screens = 0; screens < 60; screens++) {
    const top = await page
      .locator(selector)
      .evaluate((element) => element.getBoundingClientRect().top);
    if (top < 100) return;
    await page.evaluate((y) => scrollBy({ top: y, behavior: 'instant' }), Math.min(450, top - 90));
    await page.waitForTimeout(60);
  }
}

test('before the reader nears the lab, the page is light and nothing of the lab is fetched', async ({
  page,
}) => {
  /** @type {Promise<{ path: string, bytes: number }>[]} */
  const transfers = [];
  page.on('response', (response) => {
    const path = new URL(response.url()).pathname;
    const packed = async () => ({
      path,
      bytes: gzipSync(await response.body(), { level: 9 }).length,
    });
    transfers.push(packed());
  });
  const weigh = async () => {
    await page.waitForLoadState('networkidle');
    const all = await Promise.all(transfers);
    // Figures share the lab's small pieces, not the lab.
    expect(all.filter(({ path }) => OF_THE_LAB.test(path))).toEqual([]);
    const weight = all.reduce((sum, { bytes }) => sum + bytes, 0);
    test.info().annotations.push({ type: 'bytes', description: String(weight) });
    return weight;
  };
  await page.goto('./');
  await expect(page.locator('#hero [data-number=distance]')).not.toBeEmpty();
  // The page's own faces are 51,500 of it, the module of figures 100,000.
  expect(await weigh()).toBeLessThan(355_000);
  await readDownTo(page, '#primal');
  expect(await weigh()).toBeLessThan(445_000);
});

/** A lab and the pair, at widths at which they are laid out otherwise; as high as they may be beside a screen of 900. */
const ROOMS = [
  { width: 360, lab: 1400, half: 1132 },
  { width: 560, lab: 1564, half: 890 },
  { width: 1000, lab: 820, half: 1050 },
  { width: 1440, lab: 760, half: 890 },
];
/** In vain, at most: widths between these share what is kept. */
const SPARE = 190;

test('what the page keeps free for its labs is what they need, and both halves of the pair are seen at once', async ({
  page,
}) => {
  await page.goto('./');
  for (const id of ['lab', 'clipped', 'penalised']) {
    await page.locator(`#${id}`).scrollIntoViewIfNeeded();
    await page.locator(`#${id} .lab`).waitFor();
  }
  for (const { width, lab, half } of ROOMS) {
    await page.setViewportSize({ width, height: 900 });
    for (const [id, most] of Object.entries({ lab, clipped: half, penalised: half })) {
      const { kept, needed } = await page.locator(`#${id}`).evaluate(async (element) => {
        // Sheets of digits follow their frames.
        await new Promise((resolve) => setTimeout(resolve, 500));
        const inner = /** @type {Element} */ (element.shadowRoot?.querySelector('.lab'));
        return {
          kept: parseFloat(getComputedStyle(element).minHeight),
          needed: inner.getBoundingClientRect().height,
        };
      });
      const what = `${id}, ${width} px wide`;
      expect(needed, what).toBeLessThanOrEqual(Math.min(most, kept));
      expect(kept, what).toBeLessThan(needed + SPARE);
    }
  }
});

for (const width of [360, 1440]) {
  test(`the lab starts when the reader comes to it, and nothing jumps, ${width} px wide`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.addInitScript(recordShifts);
    await page.goto(`./?${QUICKLY}`);
    await readDownTo(page, '#lab');
    const lab = new Lab(page);
    await lab.reaches(3);
    await lab.isIn('running');
    await readDownTo(page, '#fig-pairs');
    await page.waitForTimeout(1_000);
    expect(await shiftsOf(page)).toBeLessThan(MOST_SHIFT);
  });
}

test('the lab speaks the language of the page', async ({ page }) => {
  await page.goto('./zh/?autostart=no');
  await page.locator('#lab').scrollIntoViewIfNeeded();
  await expect(page.locator('#lab').getByRole('button', { name: '运行' })).toBeVisible();
});

test('a link to a place of the page keeps the run that the address set', async ({ page }) => {
  // Who copied the address of a run is led to it.
  await page.goto(`./?${QUICKLY}#seed=4&preset=spectral`);
  const lab = new Lab(page);
  await lab.reaches(3);
  await page.evaluate(() => {
    location.hash = '#lab-section';
  });
  await page.waitForTimeout(300);
  await expect(page.locator('#lab').getByLabel('Seed', { exact: true })).toHaveValue('4');
  expect(await lab.iteration()).toBeGreaterThanOrEqual(3);
  await page.evaluate(() => {
    location.hash = '#seed=5';
  });
  await expect(page.locator('#lab').getByLabel('Seed', { exact: true })).toHaveValue('5');
});
