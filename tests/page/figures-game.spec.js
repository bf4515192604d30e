/** The game in the plane: what its opponents lead to, how it is stepped, moved and drawn. */

import { findings } from './axe.js';
import { FigurePage } from './figure-page.js';
import { expect, test } from './lab.js';

/** @typedef {import('@playwright/test').Page} Page */

/** @param {Page} page @param {import('./figure-page.js').Around} [around] */
async function openGame(page, around) {
  const game = new FigurePage(page, 'game');
  await game.open(around);
  return game;
}

/** @param {FigurePage} game @returns {Promise<number>} */
const iterationOf = (game) =>
  game.element.evaluate((figure) => /** @type {any} */ (figure).match.look?.iteration ?? -1);

/** @param {FigurePage} game @param {number} iteration */
const reaches = (game, iteration) =>
  expect.poll(() => iterationOf(game), { timeout: 90_000 }).toBeGreaterThanOrEqual(iteration);

test('the fakes come to lie on P, and the critic vouches for no more than there is', async ({
  page,
}) => {
  const game = await openGame(page, { attributes: 'shape="ring"' });
  await reaches(game, 1);
  const begun = await game.element.evaluate((figure) => /** @type {any} */ (figure).match.begun);
  await reaches(game, 300);
  const [exact, critic] = [await game.number('exact'), await game.number('critic')];
  expect(exact).toBeLessThan(0.45 * begun);
  expect(critic).toBeLessThanOrEqual(exact + 1e-9);
  expect(await game.number('jensenShannon')).toBeLessThan(Math.log(2));
  await expect(game.element.locator('.verdict')).toContainText('is never above it');
});

test('against the exact plan of four points at a time the fakes stay apart', async ({ page }) => {
  const game = await openGame(page, { attributes: 'shape="ring" objective="exact" batch="4"' });
  await reaches(game, 400);
  const few = await game.number('exact');
  await game.set({ batch: '0' });
  await expect.poll(() => iterationOf(game)).toBeLessThan(400);
  await reaches(game, 400);
  expect(few).toBeGreaterThan(2 * (await game.number('exact')));
  await expect(
    game.element.locator('button[data-control=critic]:not([data-value])'),
  ).toBeDisabled();
});

test('a game is drawn as what it is, also when another has been set', async ({ page }) => {
  const game = await openGame(page, { attributes: 'shape="ring" objective="exact"' });
  await reaches(game, 3);
  const isDrawn = await game.element.evaluate((element) => {
    const figure = /** @type {any} */ (element);
    // As it is when a canvas is measured anew between what is set and the game that begins by it.
    figure.set({ objective: 'wasserstein' });
    figure.board.draw(false);
    return figure.match.config.objective;
  });
  expect(isDrawn).toBe('exact');
});

test('where nothing holds the critic its gap says nothing of the distance', async ({ page }) => {
  const game = await openGame(page, { attributes: 'constraint="none" shape="ring"' });
  await reaches(game, 150);
  const [gap, exact] = [await game.number('gap'), await game.number('exact')];
  expect(Math.abs(gap)).toBeGreaterThan(5 * exact);
  // The arrows lead to P all the same.
  const begun = await game.element.evaluate((figure) => /** @type {any} */ (figure).match.begun);
  expect(exact).toBeLessThan(0.7 * begun);
});

test('slow motion names each half step, and lights what takes part', async ({ page }) => {
  const game = await openGame(page, { attributes: 'slow critic="1"' });
  const now = game.element.locator('.now');
  const lit = game.element.locator('.station.lit');
  await expect(now).toContainText('Step 1 of 1: the critic looks');
  await expect(lit).toHaveText(['fakes', 'critic f', 'real points']);
  await expect(now).toContainText('The generator moves its fakes');
  await expect(lit).toHaveText(['latents', 'generator g', 'fakes', 'critic f']);
});

test('half steps by hand are an iteration, and a still game takes no more', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const game = await openGame(page);
  await expect.poll(() => iterationOf(game)).toBe(0);
  await expect(game.element.locator('.verdict')).toContainText('Both networks know nothing yet');
  await game.element.locator('button[data-control=critic]:not([data-value])').click();
  await expect(game.element.locator('.now')).toContainText('Step 1 of 5');
  await game.element.locator('button[data-control=generator]').click();
  await expect.poll(() => iterationOf(game)).toBe(1);
  await page.waitForTimeout(500);
  expect(await iterationOf(game)).toBe(1);
});

test('P is a line that the reader draws, and moves as a whole', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const game = await openGame(page);
  await expect.poll(() => iterationOf(game)).toBe(0);
  await game.element.locator('[data-value=drawn]').click();
  const box = await game.element.locator('canvas').first().boundingBox();
  if (!box) throw new Error('there is no stage');
  const at = (/** @type {number} */ x, /** @type {number} */ y) =>
    /** @type {const} */ ([box.x + ((x + 1) / 2) * box.width, box.y + ((1 - y) / 2) * box.height]);
  await page.mouse.move(...at(-0.5, 0.5));
  await page.mouse.down();
  await page.mouse.move(...at(0, 0.5), { steps: 4 });
  await page.mouse.move(...at(0.5, 0.5), { steps: 4 });
  await page.mouse.up();
  const middle = () =>
    game.element.evaluate((figure) => {
      const { points } = /** @type {any} */ (figure).match;
      const mean = (/** @type {number} */ axis) =>
        points
          .filter((/** @type {number} */ _, /** @type {number} */ at) => at % 2 === axis)
          .reduce((/** @type {number} */ sum, /** @type {number} */ value) => sum + value, 0) /
        (points.length / 2);
      return [mean(0), mean(1)];
    });
  await expect.poll(async () => Math.abs((await middle())[1] - 0.5)).toBeLessThan(0.05);
  expect(Math.abs((await middle())[0])).toBeLessThan(0.05);
  await game.element.locator('[data-handle=p]').press('ArrowRight');
  await expect.poll(async () => (await middle())[0]).toBeGreaterThan(0.015);
});

test('nothing serious is found by axe, and 360 px are wide enough', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openGame(page, { lang: 'zh' });
  expect(await findings(page)).toEqual([]);
  const [wide, window] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    innerWidth,
  ]);
  expect(wide).toBeLessThanOrEqual(window);
});
