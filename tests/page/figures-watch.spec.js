/** The lab's run, watched: no critic distance above the exact one, a point for each digit and fake, and the switch. */

import { findings } from './axe.js';
import { openFigures, smallTargets, wordsOf } from './figure-host.js';
import { keepsItsRoom } from './figure-room.js';
import { labOf, tiny } from './host.js';
import { expect, test } from './lab.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('../../www/lab/element.js').EarthMover} EarthMover */

const WATCH = '<em-watch lab="lab" ask="false"></em-watch>';
/** The same, with its guess. */
const ASKING = '<em-watch lab="lab"></em-watch>';
/** Without charts, which would ask for distances themselves. */
const LAB = tiny('id="lab" controls="run"');

/** @param {Page} page */
const figureOf = (page) => page.locator('em-watch');

/** @param {Page} page */
const pointsOf = async (page) =>
  Number(await page.locator('em-watch [data-points]').getAttribute('data-points'));

/** @param {Page} page */
const measuredBy = (page) =>
  page.locator('#lab').evaluate((element) => {
    const { columns, latest } = /** @type {EarthMover} */ (element).measured;
    const { iteration = [], exactDistance = [], criticDistance = [] } = columns;
    return {
      iterations: [...iteration],
      exact: [...exactDistance],
      critic: [...criticDistance],
      latest,
    };
  });

/** @param {Page} page @param {string} field */
const number = async (page, field) =>
  parseFloat(await page.locator(`em-watch [data-field=${field}]`).innerText());

test('no critic distance is above the exact one, and each digit and fake is in the scatter', async ({
  page,
}) => {
  await openFigures(page, LAB + WATCH);
  await expect.poll(() => pointsOf(page)).toBeGreaterThanOrEqual(5);
  await page.locator('#lab').evaluate((lab) => /** @type {EarthMover} */ (lab).pause());
  await expect.poll(async () => (await labOf(page)).state).toBe('paused');
  // The last iterations come in; where it stands still it measures once more.
  const isMeasured = async () =>
    (await measuredBy(page)).latest?.iteration === (await labOf(page)).iteration;
  await expect.poll(isMeasured).toBe(true);
  const { iterations, exact, critic, latest } = await measuredBy(page);
  if (!latest) throw new Error('nothing has been measured');
  await expect.poll(() => pointsOf(page)).toBe(iterations.length);
  iterations.forEach((at, row) => expect(critic[row], `at ${at}`).toBeLessThanOrEqual(exact[row]));
  expect(exact[exact.length - 1]).toBe(latest.exactDistance);
  const scatter = page.locator('em-watch .scatter');
  await expect(scatter).toHaveAttribute('data-reals', String(latest.count));
  await expect(scatter).toHaveAttribute('data-fakes', String(latest.count));
  // The potentials are a best critic: their gap is the exact distance.
  const mean = (/** @type {number[]} */ values) =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const gap = mean(latest.realPotentials) - mean(latest.fakePotentials);
  expect(gap).toBeCloseTo(latest.exactDistance, 5);
  expect(await number(page, 'exact')).toBeCloseTo(latest.exactDistance, 1);
  expect(await number(page, 'critic')).toBeCloseTo(latest.criticDistance, 1);
  const share = Math.round((latest.criticDistance / latest.exactDistance) * 100);
  expect(await number(page, 'share')).toBe(share);
  const words = await wordsOf(figureOf(page));
  expect(words).toContain(`At iteration ${latest.iteration} of the lab’s run`);
  expect(words).toContain(`which is ${share}% of it`);
  // Who has set nothing here is not interrupted at each measurement.
  await expect(figureOf(page).getByRole('status')).toBeEmpty();
});

test('it tells each measurement by an event', async ({ page }) => {
  await openFigures(page, LAB + WATCH);
  const told = await page.evaluate(
    () =>
      new Promise((resolve) => {
        document.querySelector('earth-mover')?.addEventListener('measure', ({ detail }) => {
          const { iteration, count, plan } = detail;
          resolve({ isLater: iteration > 0, count, planned: plan.length });
        });
      }),
  );
  expect(told).toEqual({ isLater: true, count: 64, planned: 64 });
});

test('its switch bounds the lab’s critic, says what the gap is now, and goes back', async ({
  page,
}) => {
  await openFigures(page, LAB + WATCH);
  const figure = figureOf(page);
  const button = page.getByRole('button', { name: 'Bound the critic instead' });
  await expect.poll(() => pointsOf(page)).toBeGreaterThan(0);
  await expect(figure).toHaveAttribute('data-bounded', 'false');
  await button.click();
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  await expect(figure).toHaveAttribute('data-bounded', 'true');
  await expect(page.locator('em-watch .said')).toContainText('twice the total variation');
  const { latest } = await measuredBy(page);
  expect(Math.abs(latest?.gap ?? NaN)).toBeLessThanOrEqual(2);
  await button.click();
  await expect(button).toHaveAttribute('aria-pressed', 'false');
  await expect(figure).toHaveAttribute('data-bounded', 'false');
  await expect(page.locator('em-watch .said')).toContainText('critic distance');
  await expect(page.locator('#lab')).not.toHaveAttribute('preset');
});

test('of another preset than the prose is about it says which, and offers the usual one', async ({
  page,
}) => {
  await openFigures(page, tiny('id="lab" controls="run" preset="mode-collapse"') + WATCH);
  const said = page.locator('em-watch .named');
  const usual = figureOf(page).getByRole('button', { name: 'Train the article’s preset' });
  await expect(said).toContainText('Mode collapse');
  await usual.click();
  await expect(said).not.toContainText('Mode collapse');
  // The usual one is named as well.
  await expect(said).toHaveText(/^The lab’s run: preset “[^”]+”$/);
  await expect(usual).toBeHidden();
});

test('a reset of the lab empties it, and a reset of it unbounds the lab', async ({ page }) => {
  await openFigures(page, LAB + WATCH);
  await page.getByRole('button', { name: 'Bound the critic instead' }).click();
  await expect(figureOf(page)).toHaveAttribute('data-bounded', 'true');
  await expect.poll(() => pointsOf(page)).toBeGreaterThanOrEqual(4);
  await page.locator('#lab').evaluate((lab) => /** @type {EarthMover} */ (lab).reset());
  await expect.poll(() => pointsOf(page), { intervals: [20] }).toBeLessThan(4);
  await page.locator('em-watch').getByRole('button', { name: 'Reset' }).click();
  await expect(figureOf(page)).toHaveAttribute('data-bounded', 'false');
});

test('one whose reader unbounds the critic in the lab follows', async ({ page }) => {
  await openFigures(page, LAB + WATCH);
  const button = page.getByRole('button', { name: 'Bound the critic instead' });
  await button.click();
  await expect(figureOf(page)).toHaveAttribute('data-bounded', 'true');
  await page
    .locator('#lab')
    .evaluate((lab) =>
      /** @type {EarthMover} */ (lab).configure(
        { constraint: { kind: 'none' } },
        { restart: true },
      ),
    );
  await expect(button).toHaveAttribute('aria-pressed', 'false');
  await expect(figureOf(page)).toHaveAttribute('data-bounded', 'false');
  await button.click();
  await expect(figureOf(page)).toHaveAttribute('data-bounded', 'true');
});

test('far from a lab that has not run it says so, and starts it', async ({ page }) => {
  const lines = '<p>between</p>'.repeat(200);
  await openFigures(page, LAB.replace('id=', 'loading="click" id=') + lines + WATCH);
  await figureOf(page).scrollIntoViewIfNeeded();
  const start = page.getByRole('button', { name: 'Start the lab' });
  await expect(start).toBeVisible();
  await expect(page.locator('em-watch .idle')).toContainText('The lab has not run yet');
  expect(await wordsOf(figureOf(page))).toContain('The lab has not run yet');
  expect((await labOf(page)).state).toBe('idle');
  await start.click();
  await expect.poll(async () => (await labOf(page)).iteration).toBeGreaterThan(0);
  await expect(page.locator('#lab')).toBeInViewport();
  await expect(page.locator('#lab')).toBeFocused();
});

test('far below the lab it keeps the run going, and measured', async ({ page }) => {
  const lines = '<p>between</p>'.repeat(200);
  await openFigures(page, LAB + lines + WATCH);
  await expect.poll(async () => (await labOf(page)).iteration).toBeGreaterThan(0);
  await page.evaluate(() => scrollTo(0, 2500));
  await expect.poll(async () => (await labOf(page)).state).toBe('paused');
  await figureOf(page).scrollIntoViewIfNeeded();
  await expect.poll(async () => (await labOf(page)).state).toBe('running');
  const before = await pointsOf(page);
  await expect.poll(() => pointsOf(page)).toBeGreaterThan(before);
  await page.evaluate(() => scrollTo(0, 2500));
  await expect.poll(async () => (await labOf(page)).state).toBe('paused');
});

test('in Chinese it says the same', async ({ page }) => {
  await openFigures(page, LAB + WATCH, 'zh');
  await expect.poll(() => pointsOf(page)).toBeGreaterThanOrEqual(1);
  await page.getByRole('button', { name: '改用有界 critic' }).click();
  await expect(page.locator('em-watch .said')).toContainText('总变差距离的两倍');
  expect(await wordsOf(figureOf(page))).toMatch(/^实验台第 [\d,]+ 次迭代时，精确距离为 \d/);
});

test('what the exact distance does is guessed first, and not drawn before', async ({ page }) => {
  await openFigures(page, LAB + ASKING);
  await expect.poll(() => pointsOf(page)).toBeGreaterThanOrEqual(3);
  const exact = page.locator('em-watch [data-field=exact]');
  await expect(exact).toHaveText('?');
  await expect(page.locator('em-watch [data-field=share]')).toHaveText('?');
  expect(await wordsOf(figureOf(page))).toContain('The exact distance is yours to guess first');
  const chart = page.getByRole('slider', { name: 'Read the distances at an iteration' });
  await expect(chart).toHaveAttribute('aria-valuetext', /^Iteration \d+: critic distance [\d.]+$/);
  await page.locator('em-watch [data-control=guess-falls]').click();
  await expect(exact).toHaveText(/^\d/);
  // What is so is the run's to say once it is long enough, and the prose's before.
  await expect(page.locator('em-watch .guess-text')).toHaveText(
    /^You guessed: falls all the way\. In (our runs|fact)/,
  );
});

test('its room is kept before it is there, at every width', async ({ page }) => {
  await openFigures(page, LAB + ASKING);
  await expect.poll(() => pointsOf(page)).toBeGreaterThanOrEqual(1);
  await keepsItsRoom(page, [360, 700, 768, 1440], { element: figureOf(page) }, 120);
});

for (const width of [360, 1280]) {
  test(`axe-core finds nothing serious at ${width} pixels, and a finger misses nothing`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    await openFigures(page, LAB + WATCH);
    await expect.poll(() => pointsOf(page)).toBeGreaterThanOrEqual(1);
    expect(await findings(page)).toEqual([]);
    expect(await smallTargets(figureOf(page))).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      width,
    );
  });
}

test.describe('without a lab', () => {
  test.use({ allowed: [/there is no <earth-mover id="elsewhere">/] });

  test('it says what is missing', async ({ page }) => {
    await openFigures(page, `${LAB}<em-watch lab="elsewhere"></em-watch>`);
    await expect(page.locator('em-watch [role=alert]')).toContainText(
      'there is no <earth-mover id="elsewhere">',
    );
  });
});
