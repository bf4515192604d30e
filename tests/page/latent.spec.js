/** Walks through latent space: the slice, and the way between two cells of the grid. */

import { expect, Lab, test, TINY } from './lab.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').Locator} Locator */

/**
 * A number that tells the pixels of one digit of a canvas from others; 0 where nothing is drawn.
 * @param {Locator} canvas
 * @param {number} x
 * @param {number} [y]
 */
const pixels = (canvas, x, y = 0) =>
  canvas.evaluate(
    (element, [left, top]) => {
      const context = /** @type {HTMLCanvasElement} */ (element).getContext('2d');
      const data = context?.getImageData(left, top, 28, 28).data ?? [];
      let mark = 0;
      for (const value of data) mark = (mark * 31 + value) % 1e12;
      return mark;
    },
    [x, y],
  );

/** @param {Page} page */
const partsOf = (page) => ({
  lab: new Lab(page),
  grid: page.locator('.grid canvas').first(),
  strip: page.locator('[data-field=strip]'),
  digit: page.locator('[data-field=slice-digit]'),
  pad: page.getByRole('group', { name: 'Handle in a slice' }),
  across: page.getByRole('slider', { name: 'Across' }),
});

/** @param {Page} page */
async function open(page) {
  const parts = partsOf(page);
  await page.setViewportSize({ width: 1280, height: 2000 });
  await parts.lab.open({ device: 'cpu', config: TINY });
  await page.getByRole('tab', { name: 'Latent' }).click();
  await parts.lab.reaches(20);
  return parts;
}

/** @param {Locator} canvas @param {number} cell */
const cellOf = (canvas, cell) => pixels(canvas, (cell % 8) * 30, Math.floor(cell / 8) * 30);

/**
 * Waits until two places show the same: each is drawn at its own time, so both are read anew.
 * @param {() => Promise<unknown>} one
 * @param {() => Promise<unknown>} other
 */
const alike = (one, other) =>
  expect(async () => expect(await one()).toEqual(await other())).toPass({ timeout: 90_000 });

test('the strip begins and ends with the cells of the grid', async ({ page }) => {
  const { lab, grid, strip } = await open(page);
  await lab.pause();
  const ends = async () => [await pixels(strip, 0), await pixels(strip, 280)];
  await alike(ends, async () => [await cellOf(grid, 0), await cellOf(grid, 63)]);
  expect(await pixels(strip, 140)).not.toEqual(await pixels(strip, 0));

  await page.getByLabel('From cell', { exact: true }).fill('20');
  await page.getByLabel('to cell', { exact: true }).fill('13');
  await page.getByLabel('to cell', { exact: true }).press('Enter');
  await alike(ends, async () => [await cellOf(grid, 19), await cellOf(grid, 12)]);
  await expect(strip).toHaveAttribute('aria-label', /cell 20 to cell 13/);

  // The slider's ends are the strip's.
  const slider = page.getByRole('slider', { name: 'Along the strip' });
  await slider.press('End');
  expect(await pixels(page.locator('[data-field=path-digit]'), 0)).toBe(await pixels(strip, 280));
  await slider.press('Home');
  await expect(slider).toHaveAttribute('aria-valuetext', '0% of the way');
  expect(await pixels(page.locator('[data-field=path-digit]'), 0)).toBe(await pixels(strip, 0));
});

test('a cell that there is not is refused, and the strip stays', async ({ page }) => {
  const { strip } = await open(page);
  const box = page.getByLabel('to cell', { exact: true });
  for (const text of ['65', '0', '1.5']) {
    await box.fill(text);
    await box.press('Enter');
    const said = await box.evaluate((input) => /** @type {any} */ (input).validationMessage);
    expect(said).toContain(`The cell is ${text}, but must be a whole number from 1 to 64`);
  }
  await expect(strip).toHaveAttribute('aria-label', /cell 1 to cell 64/);
});

test('a digit that is opened can begin and end the strip', async ({ page }) => {
  const { strip } = await open(page);
  await page.getByRole('gridcell', { name: 'digit 12,' }).click();
  const [from, to] = ['Path from here', 'Path to here'].map((name) =>
    page.getByRole('button', { name }),
  );
  await from.click();
  await expect(strip).toHaveAttribute('aria-label', /cell 12 to cell 64/);
  await expect(from).toHaveAttribute('aria-pressed', 'true');
  await expect(to).toHaveAttribute('aria-pressed', 'false');
  await page.getByRole('gridcell', { name: 'digit 5,' }).click();
  await expect(from).toHaveAttribute('aria-pressed', 'false');
  await to.click();
  await expect(strip).toHaveAttribute('aria-label', /cell 12 to cell 5/);
  await expect(page.getByLabel('to cell', { exact: true })).toHaveValue('5');
});

test('strip and digit follow the run while it trains, and rest where nobody sees them', async ({
  page,
}) => {
  const { lab, strip, digit } = await open(page);
  const both = async () => [await pixels(strip, 0), await pixels(digit, 0)];
  const [firstStrip, firstDigit] = [await pixels(strip, 0), await pixels(digit, 0)];
  await expect.poll(() => pixels(strip, 0)).not.toBe(firstStrip);
  await expect.poll(() => pixels(digit, 0)).not.toBe(firstDigit);
  await lab.isIn('running');
  await page.getByRole('tab', { name: 'Share' }).click();
  await page.waitForTimeout(500);
  const still = await both();
  const at = await lab.iteration();
  await lab.reaches(at + 200);
  expect(await both()).toEqual(still);
});

test('the handle follows pointer and keys, and says where it is', async ({ page }) => {
  const { lab, digit, pad, across } = await open(page);
  await lab.pause();
  await expect(across).toHaveAttribute('aria-valuetext', 'across 0.00, up 0.00');
  await expect.poll(() => pixels(digit, 0)).not.toBe(0);
  const middle = await pixels(digit, 0);
  await across.press('ArrowRight');
  await across.press('ArrowUp');
  await across.press('Shift+ArrowUp');
  await expect(across).toHaveAttribute('aria-valuetext', 'across 0.10, up 0.60');
  await expect.poll(() => pixels(digit, 0)).not.toBe(middle);
  // The arrow is the handle's own, and no step of the run.
  const at = await lab.iteration();

  const { x, y, width, height } = /** @type {any} */ (await pad.boundingBox());
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width / 4, y + (3 * height) / 4);
  await expect(across).toHaveAttribute(
    'aria-valuetext',
    /across −1\.0\d, up −1\.0\d|across −1\.00/,
  );
  await page.mouse.move(x - 50, y - 50);
  await page.mouse.up();
  await expect(across).toHaveAttribute('aria-valuetext', 'across −2.00, up 2.00');
  expect(await lab.iteration()).toBe(at);
});

test('the digits around are those of the slice, and another seed gives others', async ({
  page,
}) => {
  const { lab, digit, pad } = await open(page);
  await lab.pause();
  const around = pad.locator('canvas');
  // The middle cell is the digit at the handle.
  const middle = () => pixels(around, 4 * 28, 4 * 28);
  await alike(middle, () => pixels(digit, 0));
  const [before, first] = [await pixels(around, 0, 0), await pixels(digit, 0)];
  await page.getByLabel('Slice', { exact: true }).fill('2');
  await page.getByLabel('Slice', { exact: true }).press('Enter');
  await expect.poll(() => pixels(around, 0, 0)).not.toBe(before);
  await expect.poll(() => pixels(digit, 0)).not.toBe(first);
  await alike(middle, () => pixels(digit, 0));
});
