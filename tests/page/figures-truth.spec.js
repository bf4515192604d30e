/** Beside the truth: the exact distance bounds every critic's, a penalty on gradients finds the way; and the figure's manners. */

import { openFigures, wordsOf } from './figure-host.js';
import { keepsItsRoom } from './figure-room.js';
import { expect, test } from './lab.js';
import { trainedManners } from './trained-manners.js';

/** @typedef {import('@playwright/test').Page} Page */

const FIGURE = '<em-truth></em-truth>';
/** By then a critic is about where it goes. */
const STEPS = 120;

/** @param {Page} page */
const figureOf = (page) => page.locator('em-truth');

/** @param {Page} page */
const stepsOf = async (page) => Number(await figureOf(page).getAttribute('data-steps'));

/** @param {Page} page @param {number} steps of the critic that is chosen */
const reaches = (page, steps) => expect.poll(() => stepsOf(page)).toBeGreaterThanOrEqual(steps);

/** @param {Page} page @param {string} name */
const radioOf = (page, name) => page.locator(`[data-control=${name}]`);

/**
 * What the table has of a critic: gap and critic distance by the exact distance, and the cosine.
 * @param {Page} page
 * @param {string} name of its constraint
 */
async function scoresOf(page, name) {
  const cells = await page.locator(`[data-kind=${name}] td`).allInnerTexts();
  const [gap, distance, cosine] = cells.map((text) =>
    Number(text.replaceAll(',', '').replace('−', '-')),
  );
  return { gap, distance, cosine };
}

/**
 * How much of it is drawn: pixels whose colour differs from that of the first.
 * @param {Page} page
 * @param {string} name of a row of the picture
 */
const drawnOf = (page, name) =>
  page.locator(`[data-digits=${name}]`).evaluate((canvas) => {
    const { width, height } = /** @type {HTMLCanvasElement} */ (canvas);
    const context = /** @type {HTMLCanvasElement} */ (canvas).getContext('2d');
    const pixels = new Uint32Array(
      /** @type {CanvasRenderingContext2D} */ (context).getImageData(0, 0, width, height).data
        .buffer,
    );
    return pixels.filter((pixel) => pixel !== pixels[0]).length / pixels.length;
  });

test('the penalty of the page finds distance and way; clipping neither; none certifies more than there is', async ({
  page,
}) => {
  await openFigures(page, FIGURE);
  await reaches(page, 2 * STEPS);
  const penalised = await scoresOf(page, 'adversarial');
  expect(penalised.gap).toBeGreaterThan(0.9);
  expect(penalised.gap).toBeLessThan(1.4);
  expect(penalised.cosine).toBeGreaterThan(0.8);
  expect(await wordsOf(figureOf(page))).toMatch(/The arrows point nearly the right way/);
  await radioOf(page, 'clipping').check();
  await reaches(page, STEPS);
  const clipped = await scoresOf(page, 'clipping');
  expect(clipped.gap).toBeLessThan(0.8);
  expect(clipped.cosine).toBeLessThan(0.6);
  await radioOf(page, 'none').check();
  await reaches(page, STEPS);
  const free = await scoresOf(page, 'none');
  expect(free.gap).toBeGreaterThan(10);
  expect(await wordsOf(figureOf(page))).toMatch(/run away/);
  for (const { distance } of [penalised, clipped, free]) {
    expect(distance).toBeGreaterThan(0.2);
    expect(distance).toBeLessThanOrEqual(1);
  }
  // What was found before stays in the table, and beside it in the chart.
  expect((await scoresOf(page, 'adversarial')).cosine).toBeCloseTo(penalised.cosine, 1);
  await expect(page.locator('.before')).toHaveText('Faint: weight clipping, chosen before');
});

test('the pair and both ways are drawn, the critic’s once it has one', async ({ page }) => {
  await openFigures(page, FIGURE);
  await reaches(page, 20);
  for (const name of ['real', 'fake', 'best', 'critic']) {
    expect(await drawnOf(page, name), name).toBeGreaterThan(0.05);
  }
  await expect(page.locator('.pair .fake')).toHaveText(/exact distance \d\.\d\d$/);
  await expect(page.locator('.pair .critic')).toHaveText(/cosine \d\.\d\d$/);
});

test('a constraint is chosen by keys, and one that has begun goes on where it was', async ({
  page,
}) => {
  await openFigures(page, FIGURE);
  await reaches(page, 30);
  await radioOf(page, 'adversarial').press('ArrowDown');
  await expect(radioOf(page, 'gradientPenalty')).toBeChecked();
  await expect(radioOf(page, 'gradientPenalty')).toBeFocused();
  await reaches(page, 10);
  await radioOf(page, 'gradientPenalty').press('ArrowUp');
  await expect(radioOf(page, 'adversarial')).toBeChecked();
  await reaches(page, 35);
});

test('a link sets the constraint', async ({ page }) => {
  const link = '<a class="set" href="#truth?constraint=spectral">spectral</a>';
  await openFigures(page, `${link}<em-truth id="truth"></em-truth>`);
  await reaches(page, 10);
  await page.locator('a.set').click();
  await expect(radioOf(page, 'spectral')).toBeChecked();
  await reaches(page, 5);
  expect(await wordsOf(figureOf(page))).toContain('spectral normalisation');
});

test('it pauses by its button, runs on, and begins afresh', async ({ page }) => {
  await openFigures(page, FIGURE);
  await reaches(page, 5);
  await page.getByRole('button', { name: 'Pause' }).click();
  // The call that is under way ends.
  await page.waitForTimeout(700);
  const rested = await stepsOf(page);
  await page.waitForTimeout(1000);
  expect(await stepsOf(page)).toBe(rested);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await reaches(page, rested + 5);
  await reaches(page, 300);
  const more = page.getByRole('button', { name: 'Run 300 more' });
  await expect(more).toBeVisible();
  await more.click();
  await reaches(page, 305);
  await page.getByRole('button', { name: 'Reset' }).click();
  await expect.poll(() => stepsOf(page)).toBeLessThan(100);
});

test('a seed gives the same curve, whenever it is read', async ({ page }) => {
  const chart = page.getByRole('slider', { name: 'Read the scores at a step' });
  const read = async () => {
    await openFigures(page, '<em-truth count="16" seed="3"></em-truth>');
    await reaches(page, 20);
    await chart.focus();
    await chart.press('Home');
    await chart.press('ArrowRight');
    await chart.press('ArrowRight');
    return chart.getAttribute('aria-valuetext');
  };
  const first = await read();
  expect(first).toMatch(/^Step 10: gap \d.* cosine −?\d/);
  expect(await read()).toBe(first);
});

test('in Chinese it says the same', async ({ page }) => {
  await openFigures(page, FIGURE, 'zh');
  await reaches(page, STEPS);
  expect(await wordsOf(figureOf(page))).toMatch(/精确距离为 \d\.\d\d.*约束：斜率惩罚，对抗点对/);
  await expect(page.locator('.constraints caption')).toHaveText('各种约束之下 critic 的表现');
  const { distance } = await scoresOf(page, 'adversarial');
  expect(distance).toBeLessThanOrEqual(1);
});

test('its room is kept before it is there, at every width', async ({ page }) => {
  await openFigures(page, FIGURE);
  await reaches(page, 45);
  await radioOf(page, 'realReal').check();
  await reaches(page, 45);
  await keepsItsRoom(page, [360, 480, 700, 768, 1440], { element: figureOf(page) }, 48);
});

trainedManners({
  figure: FIGURE,
  tag: 'em-truth',
  steps: 5,
  waiting: /waits to be trained/,
  targets: '.constraints label',
});
