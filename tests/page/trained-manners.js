/** What figures that train critics have in common: who reaches them, and what they fetch before they are asked. */

import { findings } from './axe.js';
import { openFigures, smallTargets, wordsOf } from './figure-host.js';
import { expect, test } from './lab.js';

/**
 * @param {object} of
 * @param {string} of.figure its HTML
 * @param {string} of.tag
 * @param {number} of.steps that it soon reaches
 * @param {RegExp} of.waiting what it says at rest
 * @param {string} [of.targets] what a finger presses beside buttons
 */
export function trainedManners({ figure, tag, steps, waiting, targets }) {
  /** @param {import('@playwright/test').Page} page */
  const reaches = (page) =>
    expect
      .poll(async () => Number(await page.locator(tag).getAttribute('data-steps')))
      .toBeGreaterThanOrEqual(steps);

  for (const width of [360, 1280]) {
    test(`axe-core finds nothing serious at ${width} pixels, and a finger misses nothing`, async ({
      page,
    }) => {
      await page.setViewportSize({ width, height: 900 });
      await openFigures(page, figure);
      await reaches(page);
      expect(await findings(page)).toEqual([]);
      expect(await smallTargets(page.locator(tag))).toEqual([]);
      if (targets) {
        const heights = await page
          .locator(targets)
          .evaluateAll((all) => all.map((one) => one.clientHeight));
        expect(heights.length).toBeGreaterThan(0);
        expect(Math.min(...heights)).toBeGreaterThanOrEqual(44);
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
        width,
      );
    });
  }

  test.describe('where less motion is asked for', () => {
    test.use({ contextOptions: { reducedMotion: 'reduce' } });

    test('it fetches nothing heavy and rests until its button is pressed', async ({ page }) => {
      /** @type {string[]} */
      const asked = [];
      page.on('request', (request) => asked.push(request.url()));
      await openFigures(page, figure);
      await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeVisible();
      await page.waitForTimeout(1000);
      expect(asked.filter((url) => /\.wasm$|train-.*\.gz$/.test(url))).toEqual([]);
      expect(await wordsOf(page.locator(tag))).toMatch(waiting);
      await page.getByRole('button', { name: 'Run', exact: true }).click();
      await reaches(page);
    });
  });
}
