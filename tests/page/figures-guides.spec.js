/** Who guides the images: the exact plan leads near and to a blur, a critic farther and to strokes; and the figure's manners. */

import { openFigures, wordsOf } from './figure-host.js';
import { keepsItsRoom } from './figure-room.js';
import { expect, test } from './lab.js';
import { trainedManners } from './trained-manners.js';

/** @typedef {import('@playwright/test').Page} Page */

const FIGURE = '<em-guides count="16"></em-guides>';

/** @param {Page} page */
const figureOf = (page) => page.locator('em-guides');

/** @param {Page} page */
const stepsOf = async (page) => Number(await figureOf(page).getAttribute('data-steps'));

/** @param {Page} page @param {number} steps of all three */
const reaches = (page, steps) =>
  expect.poll(() => stepsOf(page), { timeout: 120_000 }).toBeGreaterThanOrEqual(steps);

/**
 * The numbers under a picture.
 * @param {Page} page
 * @param {string} name
 */
async function numbersOf(page, name) {
  const [distance, grey] = await page.locator(`[data-guide=${name}] dd`).allInnerTexts();
  return { distance: Number(distance), grey: parseFloat(grey) };
}

/** What is drawn of it: pixels whose colour differs from that of the first. @param {Page} page @param {string} name */
const drawnOf = (page, name) =>
  page.locator(`[data-digits=${name}]`).evaluate((element) => {
    const canvas = /** @type {HTMLCanvasElement} */ (element);
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    const pixels = new Uint32Array(data.buffer);
    return pixels.filter((pixel) => pixel !== pixels[0]).length / pixels.length;
  });

test('the exact plan leads nearer than real digits are, and to a blur; a critic to strokes', async ({
  page,
}) => {
  test.setTimeout(180_000);
  await openFigures(page, FIGURE);
  await reaches(page, 100);
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.locator('.status')).toHaveText(/^Step \d+ of 500$/);
  const [real, plan, critic, alone] = [
    await numbersOf(page, 'real'),
    await numbersOf(page, 'plan'),
    await numbersOf(page, 'critic'),
    await numbersOf(page, 'alone'),
  ];
  expect(plan.distance).toBeLessThan(real.distance - 0.5);
  expect(plan.grey).toBeGreaterThan(1.7 * real.grey);
  expect(critic.distance).toBeGreaterThan(plan.distance + 0.5);
  expect(critic.grey).toBeLessThan(plan.grey - 15);
  // Noise begins twice as far away.
  expect(alone.distance).toBeLessThan(9);
  await expect(page.locator('[data-guide=plan]')).toHaveAttribute('data-nearer', 'true');
  await expect(page.locator('[data-guide=real]')).toHaveAttribute('data-nearer', 'false');
  const words = await wordsOf(figureOf(page));
  const said =
    words
      .match(/by the exact plan: (\d\.\d\d), (\d\d)% grey/)
      ?.slice(1)
      .map(Number) ?? [];
  // The call that was under way may have ended since.
  expect(Math.abs(said[0] - plan.distance)).toBeLessThan(0.4);
  expect(Math.abs(said[1] - plan.grey)).toBeLessThan(10);
  expect(words).toMatch(/nearer to real digits than other real digits are, and are blurred/);
  for (const name of ['real', 'plan', 'critic', 'alone']) {
    expect(await drawnOf(page, name), name).toBeGreaterThan(0.1);
  }
});

test('another minibatch begins afresh, also by a link', async ({ page }) => {
  const link = '<a class="set" href="#guides?count=4">four</a>';
  await openFigures(page, `${link}<em-guides id="guides" count="16"></em-guides>`);
  await reaches(page, 10);
  await page.locator('[data-value="64"]').click();
  await expect(page.locator('[data-value="64"]')).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(() => stepsOf(page)).toBeLessThan(10);
  await page.locator('a.set').click();
  await expect(page.locator('[data-value="4"]')).toHaveAttribute('aria-pressed', 'true');
  await reaches(page, 5);
});

test('it pauses by its button, runs on, and begins afresh', async ({ page }) => {
  await openFigures(page, FIGURE);
  await reaches(page, 5);
  await page.getByRole('button', { name: 'Pause' }).click();
  // The call that is under way ends.
  await page.waitForTimeout(1500);
  const rested = await stepsOf(page);
  await page.waitForTimeout(1500);
  expect(await stepsOf(page)).toBe(rested);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await reaches(page, rested + 10);
  await page.getByRole('button', { name: 'Reset' }).click();
  await expect.poll(() => stepsOf(page)).toBeLessThan(10);
});

test('a seed gives the same curves, whenever they are read', async ({ page }) => {
  const chart = page.getByRole('slider', { name: 'Read the distances at a step' });
  const read = async () => {
    await openFigures(page, '<em-guides count="16" seed="3"></em-guides>');
    await reaches(page, 25);
    await chart.focus();
    await chart.press('Home');
    for (let press = 0; press < 4; press++) await chart.press('ArrowRight');
    return chart.getAttribute('aria-valuetext');
  };
  const first = await read();
  expect(first).toMatch(
    /^Step 20: \d\.\d\d by the exact plan, \d\.\d\d by a critic, \d\.\d\d without/,
  );
  expect(await read()).toBe(first);
});

test('in Chinese it says the same', async ({ page }) => {
  await openFigures(page, FIGURE, 'zh');
  await reaches(page, 60);
  expect(await wordsOf(figureOf(page))).toMatch(/真实数字：\d\.\d\d，灰色 \d+%.*却是模糊的/);
});

test('its room is kept before it is there, at every width', async ({ page }) => {
  await openFigures(page, FIGURE);
  await reaches(page, 45);
  await keepsItsRoom(page, [360, 480, 700, 768, 1440], { element: figureOf(page) }, 48);
});

trainedManners({
  figure: FIGURE,
  tag: 'em-guides',
  steps: 5,
  waiting: /wait to be run/,
});
