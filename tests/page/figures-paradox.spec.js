/** The paradox, in numbers of real digits, and the figure's manners. */

import { findings } from './axe.js';
import { openFigures, smallTargets, wordsOf } from './figure-host.js';
import { keepsItsRoom } from './figure-room.js';
import { expect, test } from './lab.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('../../www/figures/kit/figure.js').Figure} Figure */

/** @param {Page} page */
const figureOf = (page) => page.locator('em-paradox');

/** @param {Page} page @param {number} count @param {number} seed */
async function isDone(page, count, seed) {
  await expect
    .poll(() =>
      figureOf(page).evaluate((element) => {
        // None before its scripts are there.
        const { values = {}, dataset } = /** @type {Partial<Figure> & HTMLElement} */ (element);
        return [values.count, values.seed, dataset.progress];
      }),
    )
    .toEqual([String(count), seed, '1']);
}

/**
 * The distances that are shown.
 * @param {Page} page
 */
async function distances(page) {
  const read = async (/** @type {string} */ rival) =>
    Number((await page.locator(`[data-field=${rival}]`).innerText()).split(' ')[0]);
  return { real: await read('real'), mean: await read('mean'), centres: await read('centres') };
}

/** Colours on the canvas that has the name: 1 for a blank one. @param {Page} page @param {string} name */
const coloursOf = (page, name) =>
  page.getByRole('img', { name, exact: true }).evaluate((element) => {
    const canvas = /** @type {HTMLCanvasElement} */ (element);
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    return new Set(new Uint32Array(data.buffer)).size;
  });

test('copies of the mean image and centres are nearer than real digits', async ({ page }) => {
  await openFigures(page, '<em-paradox ask="false"></em-paradox>');
  await isDone(page, 64, 0);
  const { real, mean, centres } = await distances(page);
  expect(real).toBeGreaterThan(mean);
  expect(mean).toBeGreaterThan(centres);
  // As docs/distances.md has them of all digits; these are of the first 2,000, and the centres of half as many.
  expect(Math.abs(real - 7.49)).toBeLessThan(0.25);
  expect(Math.abs(mean - 7.18)).toBeLessThan(0.2);
  expect(Math.abs(centres - 5.92)).toBeLessThan(0.5);
  await expect(page.locator('[data-rival=mean]')).toContainText('nearer by');
  await expect(page.locator('[data-rival=mean] .rug i')).toHaveCount(20);
  for (const name of [
    'A minibatch of real digits.',
    'another 64 real digits',
    '64 k-means centres',
  ]) {
    expect(await coloursOf(page, name), name).toBeGreaterThan(50);
  }
  expect(await wordsOf(figureOf(page))).toMatch(
    /^A minibatch of 64 real digits is, over 20 draws, 7\.\d\d ± 0\.\d\d from another/,
  );
});

test('with 128 digits the mean image is farther than real digits', async ({ page }) => {
  await openFigures(page, '<em-paradox ask="false"></em-paradox>');
  await isDone(page, 64, 0);
  await page.getByRole('button', { name: '128 digits' }).click();
  await isDone(page, 128, 0);
  const { real, mean, centres } = await distances(page);
  expect(mean).toBeGreaterThan(real);
  expect(centres).toBeLessThan(real);
  await expect(page.locator('[data-rival=mean]')).toContainText('farther by');
  await expect(page.locator('[data-rival=centres]')).toContainText('nearer by');
});

test('with 256 digits the centres alone are nearer than real digits', async ({ page }) => {
  await openFigures(page, '<em-paradox ask="false" count="256"></em-paradox>');
  await isDone(page, 256, 0);
  const { real, mean, centres } = await distances(page);
  expect(mean).toBeGreaterThan(real);
  expect(centres).toBeLessThan(real);
  // Of all digits (docs/distances.md) 6.62: from fewer it is no farther off than that.
  expect(Math.abs(real - 6.62)).toBeLessThan(0.25);
});

test('nothing is compared before the reader has guessed; then the truth stands beside the guess', async ({
  page,
}) => {
  await openFigures(page, '<em-paradox count="16"></em-paradox>');
  const figure = figureOf(page);
  const cards = figure.locator('.guess-card');
  await expect(cards).toHaveText([
    'another minibatch of real digits',
    'copies of the mean image',
    'k-means centres',
  ]);
  // The digits are shown, and no distance, however long it waits.
  await expect.poll(() => coloursOf(page, 'A minibatch of real digits.')).toBeGreaterThan(50);
  await page.waitForTimeout(1000);
  await expect(figure).toHaveAttribute('data-progress', '0');
  await expect(figure.locator('.told').first()).toBeHidden();
  expect(await wordsOf(figure)).toMatch(/guess which\.$/);
  await page.getByRole('button', { name: 'copies of the mean image' }).click();
  await isDone(page, 16, 0);
  const { mean, centres } = await distances(page);
  expect(centres).toBeLessThan(mean);
  await expect(figure.locator('.guess-text')).toHaveText(
    'You guessed: copies of the mean image. In fact: k-means centres.',
  );
  await expect(figure.locator('[data-rival=mean] .chip')).toBeVisible();
  await expect(figure.locator('[data-rival=centres] .chip')).toBeHidden();
  await expect(figure.locator('.why')).toContainText('10,000 digits there and of 1,000 here');
  await figure.locator('[data-control=guess-back]').click();
  await expect(cards.first()).toBeFocused();
  await expect(figure.locator('.told').first()).toBeHidden();
  await expect(figure).toHaveAttribute('data-progress', '0');
  // Who skips sees at once what has been computed already.
  await figure.locator('[data-control=guess-skip]').click();
  await expect(figure).toHaveAttribute('data-progress', '1');
  await expect(figure.locator('.guess-text')).toHaveText('In fact: k-means centres.');
  await expect(figure.locator('.chip:visible')).toHaveCount(0);
});

test('another draw has other numbers, and a reset the first ones', async ({ page }) => {
  await openFigures(page, '<em-paradox ask="false" count="16"></em-paradox>');
  await isDone(page, 16, 0);
  const first = await distances(page);
  const words = await wordsOf(figureOf(page));
  await page.getByRole('button', { name: 'Another draw' }).click();
  await isDone(page, 16, 1);
  expect(await distances(page)).not.toEqual(first);
  expect(await wordsOf(figureOf(page))).not.toBe(words);
  await page.getByRole('button', { name: 'Reset' }).click();
  await isDone(page, 16, 0);
  expect(await distances(page)).toEqual(first);
});

test('nothing is fetched before the reader is near', async ({ page }) => {
  /** @type {string[]} */
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  const lines = '<p>far</p>'.repeat(200);
  await openFigures(page, `${lines}<em-paradox ask="false"></em-paradox>`);
  await page.waitForTimeout(1000);
  const heavy = () => asked.filter((url) => /\.wasm$|\.gz$/.test(url));
  expect(heavy()).toEqual([]);
  await figureOf(page).scrollIntoViewIfNeeded();
  await isDone(page, 64, 0);
  // The module, and two shards of digits.
  expect(heavy()).toHaveLength(3);
});

test('in Chinese it says the same', async ({ page }) => {
  await openFigures(page, '<em-paradox ask="false" count="16"></em-paradox>', 'zh');
  await isDone(page, 16, 0);
  const { real, mean } = await distances(page);
  expect(real).toBeGreaterThan(mean);
  await expect(page.locator('[data-rival=mean]')).toContainText('近了');
  expect(await wordsOf(figureOf(page))).toMatch(/16 个真实数字.*平均图像的副本：7/);
});

test('its room is kept before it is there, at every width', async ({ page }) => {
  await openFigures(page, '<em-paradox></em-paradox>');
  await figureOf(page).locator('[data-control=guess-real]').click();
  await isDone(page, 64, 0);
  await keepsItsRoom(page, [360, 700, 768, 1440], { element: figureOf(page) }, 120);
});

for (const width of [360, 1280]) {
  test(`axe-core finds nothing serious at ${width} pixels, and a finger misses nothing`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    await openFigures(page, '<em-paradox ask="false" count="16"></em-paradox>');
    await isDone(page, 16, 0);
    expect(await findings(page)).toEqual([]);
    await figureOf(page).evaluate((figure) => /** @type {Figure} */ (figure).set({ ask: true }));
    await expect(figureOf(page).locator('.guess-card').first()).toBeVisible();
    expect(await findings(page)).toEqual([]);
    expect(await smallTargets(figureOf(page))).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      width,
    );
  });
}
