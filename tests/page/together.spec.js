/** Labs that go together: in step, run and paused as one, on the same axes; and a grid of fewer digits. */

import { openHost, tiny } from './host.js';
import { expect, test } from './lab.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('../../www/lab/element.js').EarthMover} EarthMover */

/** As much as one may be ahead (lab/company.js). */
const LEAD = 3;
const CONTROLS = 'controls="run,grid,slopes,spread,weights" grid="4" together="pair"';
/** The second has five times the work. */
const PAIR = tiny(CONTROLS) + tiny(CONTROLS).replace('{&quot;', '{&quot;nCritic&quot;:5,&quot;');

/** Both at one moment. @param {Page} page */
const both = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('earth-mover')].map((lab) => {
      const { iteration, state } = /** @type {EarthMover} */ (lab);
      return { iteration, state };
    }),
  );

/** @param {Page} page @param {number} least */
const reach = (page, least) =>
  expect
    .poll(async () => Math.min(...(await both(page)).map(({ iteration }) => iteration)))
    .toBeGreaterThanOrEqual(least);

/** @param {Page} page @param {number} index */
const lab = (page, index) => page.locator('earth-mover').nth(index);

test('none is more than a few iterations ahead, whatever work it has', async ({ page }) => {
  await openHost(page, PAIR);
  await reach(page, 20);
  for (let look = 0; look < 20; look += 1) {
    const [one, other] = await both(page);
    expect(Math.abs(one.iteration - other.iteration)).toBeLessThanOrEqual(LEAD);
    await page.waitForTimeout(50);
  }
});

test('what is done to one is done to the other', async ({ page }) => {
  await openHost(page, PAIR);
  await reach(page, 5);
  await lab(page, 1).locator('[data-control=run]').click();
  const states = async () => (await both(page)).map(({ state }) => state);
  await expect.poll(states).toEqual(['paused', 'paused']);
  // The last iterations come in.
  await page.waitForTimeout(500);
  const before = await both(page);
  await lab(page, 0).locator('[data-control=step]').click();
  await expect
    .poll(async () => (await both(page)).map(({ iteration }) => iteration))
    .toEqual(before.map(({ iteration }) => iteration + 1));
  await lab(page, 0).locator('[data-control=reset]').click();
  await expect
    .poll(async () => (await both(page)).map(({ iteration }) => iteration))
    .toEqual([0, 0]);
  await lab(page, 0).locator('[data-control=run]').click();
  await expect.poll(states).toEqual(['running', 'running']);
  await reach(page, 5);
});

test('they have one axis for the same chart, and the same tab open', async ({ page }) => {
  // A chart is drawn while it is seen.
  await page.setViewportSize({ width: 1280, height: 2600 });
  await openHost(page, PAIR);
  await reach(page, 40);
  await lab(page, 0).locator('[data-control=run]').click();
  const ends = async () => {
    const plots = page.locator('.slopes .plots > .plot');
    const highs = await plots.evaluateAll((all) => all.map((one) => one.dataset.high));
    return new Set(highs).size === 1 && Number(highs[0]) > 0 ? 'one axis' : highs.join();
  };
  await expect.poll(ends).toBe('one axis');
  await lab(page, 1).getByRole('tab', { name: 'Weights' }).click();
  for (const index of [0, 1]) {
    await expect(lab(page, index).getByRole('tab', { name: 'Weights' })).toHaveAttribute(
      'aria-selected',
      'true',
    );
  }
});

test('a grid of four has sixteen digits, for hand, keyboard and voice', async ({ page }) => {
  await openHost(page, tiny('controls="run,grid" grid="4"'));
  await expect(page.getByRole('gridcell')).toHaveCount(16);
  const canvas = page.locator('.grid canvas').first();
  await expect(canvas).toHaveAttribute('width', String(4 * 30 - 2));
  await expect(canvas).toHaveAttribute('aria-label', /^16 digits of the generator/);
  await page.getByRole('gridcell').nth(3).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('gridcell').nth(3)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('gridcell').nth(7)).toBeFocused();
  await expect(page.getByRole('gridcell').nth(7)).toHaveAccessibleName('digit 8, row 2, column 4');
});

test('what cannot be used is named, with what is allowed', async ({ page }) => {
  /** @type {string[]} */
  const warned = [];
  page.on('console', (message) => {
    if (message.type() === 'warning') warned.push(message.text());
  });
  await openHost(page, tiny('controls="run" grid="9" together="2 of them"'));
  await expect
    .poll(() => warned)
    .toEqual(
      expect.arrayContaining([
        'grid=9 is ignored: it must be a whole number from 2 to 8',
        'together=2 of them is ignored: it must be a name: a letter, and then letters, digits, hyphens and underscores',
      ]),
    );
});

test('the weights can be asked for', async ({ page }) => {
  await openHost(page, tiny('controls="run" preset="clip-large"'));
  const { counts, count, bound } = await lab(page, 0).evaluate((element) =>
    /** @type {EarthMover} */ (element).weights(7),
  );
  expect(counts).toHaveLength(7);
  expect(counts.reduce((sum, one) => sum + one, 0)).toBe(count);
  expect(bound).toBe(0.3);
  const refused = await lab(page, 0).evaluate((element) =>
    /** @type {EarthMover} */ (element).weights(0).catch(({ message }) => String(message)),
  );
  expect(refused).toBe('weights: bins is 0, but must be a whole number from 1 to 1024');
});
