/** The plan as a matrix and what entropy makes of it; and what is guessed of the random one before it is told. */

import { expect, test } from './lab.js';
import { GRAINS, POINTS, openTransport, report, sum, values } from './transport-figure.js';

/** @param {readonly number[]} cells @param {number} row */
const rowOf = (cells, row) => cells.slice(row * POINTS, (row + 1) * POINTS);

test('the rows of the matrix are what grains have, its columns sum to P, whatever the plan', async ({
  page,
}) => {
  const transport = await openTransport(page);
  for (const patch of [{}, { plan: 'random' }, { plan: 'optimal', epsilon: 0.1 }]) {
    const { cells: before } = await report(transport);
    await transport.set(patch);
    if (Object.keys(patch).length) {
      await expect.poll(async () => (await report(transport)).cells).not.toEqual(before);
    }
    const { cells } = await report(transport);
    expect(cells).toHaveLength(GRAINS * POINTS);
    for (let row = 0; row < GRAINS; row++) {
      expect(sum(rowOf(cells, row))).toBeCloseTo(1 / GRAINS, 9);
    }
    for (let column = 0; column < POINTS; column++) {
      expect(sum(cells.filter((_, at) => at % POINTS === column))).toBeCloseTo(1 / POINTS, 9);
    }
  }
});

test('a row lights its grain, and a grain its row: by mouse, by a tap, by keys', async ({
  page,
}) => {
  const transport = await openTransport(page);
  const where = transport.root.locator('.where');
  const [row, grain] = [transport.control('row'), transport.control('grain')];
  await row.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(where).toContainText('Grain 2 goes');
  await expect(grain).toHaveAttribute('aria-valuenow', '2');
  await expect(row).toHaveAttribute('aria-valuetext', await where.innerText());
  const strip = await row.boundingBox();
  const matrix = await transport.root.locator('.matrix').boundingBox();
  if (!strip || !matrix) throw new Error('there is no matrix');
  // The second of twelve rows.
  expect(Math.abs(strip.y - matrix.y - matrix.height / GRAINS)).toBeLessThan(2);
  await page.keyboard.press('ArrowUp');
  await expect(row).toHaveAttribute('aria-valuenow', '1');
  await page.keyboard.press('Escape');
  await expect(where).toHaveText(/^Point at/);
  const middle = { x: matrix.x + matrix.width / 2, y: matrix.y + (4.5 * matrix.height) / GRAINS };
  await page.mouse.move(middle.x, middle.y);
  await expect(where).toContainText('Grain 5 goes');
  await page.mouse.click(middle.x, middle.y);
  await page.mouse.move(middle.x, 5);
  await expect(where).toContainText('Grain 5 goes');
  expect((await values(transport)).grain).toBe(5);
  // Once more lets go of it.
  await page.mouse.click(middle.x, middle.y);
  await page.mouse.move(middle.x, 5);
  await expect(where).toHaveText(/^Point at/);
});

test('entropy blurs the plan, which then costs more than W₁; the debiased divergence does not', async ({
  page,
}) => {
  const transport = await openTransport(page);
  const { costs, cells: exact } = await report(transport);
  const slider = transport.control('epsilon');
  await expect(slider).toHaveAttribute('aria-valuetext', 'none');
  for (const name of ['exact', 'blurred', 'divergence']) {
    expect(await transport.number(name)).toBe(costs.optimal);
  }
  let cost = costs.optimal;
  let largest = Math.max(...exact);
  for (const epsilon of [0.02, 0.2, 2]) {
    await transport.set({ epsilon });
    await expect.poll(async () => (await report(transport)).cost).toBeGreaterThan(cost);
    const blurred = await report(transport);
    expect(Math.max(...blurred.cells)).toBeLessThan(largest);
    expect(blurred.divergence).toBeLessThan(blurred.cost);
    expect(await transport.number('blurred')).toBe(blurred.cost);
    expect(await transport.number('exact')).toBe(costs.optimal);
    ({ cost } = blurred);
    largest = Math.max(...blurred.cells);
  }
  // By much entropy it is nearly the product of P and Q.
  const { cells } = await report(transport);
  expect(Math.max(...cells)).toBeLessThan(2 / (GRAINS * POINTS));
  await expect(transport.alternative).toHaveAttribute(
    'aria-label',
    /^Under entropy with ε = 2 the plan is blurred and costs 0\.\d+/,
  );
  await slider.focus();
  await page.keyboard.press('Home');
  await expect.poll(async () => (await report(transport)).cells).toEqual(exact);
  await page.keyboard.press('ArrowRight');
  expect((await values(transport)).epsilon).toBe(0.005);
  // As little as nothing: the plan is the exact one to the eye.
  await expect.poll(async () => (await report(transport)).divergence).not.toBeNull();
  expect((await report(transport)).cost).toBeCloseTo(costs.optimal, 2);
  await transport.root.getByRole('button', { name: /^Random/ }).click();
  expect(await values(transport)).toMatchObject({ plan: 'random', epsilon: 0 });
});

test('what the random coupling costs is not said before it has been guessed', async ({ page }) => {
  const transport = await openTransport(page, { attributes: 'ask' });
  const { costs } = await report(transport);
  const random = transport.root.getByRole('button', { name: /^Random/ });
  await expect(random).toContainText('cost ?');
  await expect(transport.alternative).not.toHaveAttribute('aria-label', /random/);
  const guess = transport.control('guess');
  await guess.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await expect(guess).toHaveAttribute('aria-valuetext', '1.1 times');
  await page.keyboard.press('Enter');
  const text = transport.root.locator('.guess-text');
  const times = (costs.random / costs.optimal).toFixed(1);
  await expect(text).toHaveText(`You guessed: 1.1 times. In fact: ${times} times.`);
  await expect(random).toContainText(costs.random.toFixed(3));
  // The truth lies over the guess, which stays: a slider from 1 to 4.
  const left = (/** @type {string} */ mark) =>
    transport.root.locator(mark).evaluate((element) => parseFloat(element.style.left));
  expect(await left('.guess-mark')).toBeCloseTo((100 * 0.1) / 3, 3);
  expect(await left('.truth-mark')).toBeCloseTo((100 * (costs.random / costs.optimal - 1)) / 3, 3);
  const back = transport.control('guess-back');
  await expect(back).toBeFocused();
  await back.click();
  await expect(guess).toBeFocused();
  await expect(random).toContainText('cost ?');
});

test('to let go of the thumb is to guess; who skips, or takes the random coupling, sees too', async ({
  page,
}) => {
  const transport = await openTransport(page, { attributes: 'ask="true"' });
  const random = transport.root.getByRole('button', { name: /^Random/ });
  const text = transport.root.locator('.guess-text');
  const { costs } = await report(transport);
  const times = `${(costs.random / costs.optimal).toFixed(1)} times.`;
  await transport.control('guess').scrollIntoViewIfNeeded();
  const track = await transport.control('guess').boundingBox();
  if (!track) throw new Error('there is no slider');
  await page.mouse.click(track.x + track.width - 8, track.y + track.height / 2);
  await expect(text).toHaveText(`You guessed: 4.0 times. In fact: ${times}`);
  await transport.control('guess-back').click();
  await transport.control('guess-skip').click();
  await expect(text).toHaveText(`In fact: ${times}`);
  await transport.control('guess-back').click();
  await expect(random).toContainText('cost ?');
  await random.click();
  await expect(random).toContainText(costs.random.toFixed(3));
  await expect(text).toHaveText(`In fact: ${times}`);
});
