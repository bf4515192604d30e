/** Which pairs hold the critic: the published penalty lets go, adversarial pairs do not; and the figure's manners. */

import { openFigures, wordsOf } from './figure-host.js';
import { keepsItsRoom } from './figure-room.js';
import { expect, test } from './lab.js';
import { trainedManners } from './trained-manners.js';

/** @typedef {import('@playwright/test').Page} Page */

/** As the article has it: fewer digits are soon learnt by heart, and then no penalty keeps the gap at their distance. */
const FIGURE = '<em-pairs ask="false"></em-pairs>';
/** The same, with its guess. */
const ASKING = '<em-pairs></em-pairs>';
const STEPS = 60;

/** @param {Page} page */
const figureOf = (page) => page.locator('em-pairs');

/** @param {Page} page */
const stepsOf = async (page) => Number(await figureOf(page).getAttribute('data-steps'));

/** @param {Page} page @param {number} steps of each critic */
const reaches = (page, steps) => expect.poll(() => stepsOf(page)).toBeGreaterThanOrEqual(steps);

/**
 * What the table shows of a critic: its gap by the exact distance.
 * @param {Page} page
 * @param {string} kind
 */
async function ratioOf(page, kind) {
  const text = await page.locator(`[data-kind=${kind}] [data-field=ratio]`).innerText();
  return Number(text.replaceAll(',', ''));
}

/** @param {Page} page @param {string} kind */
const verdictOf = (page, kind) => page.locator(`[data-kind=${kind}]`).getAttribute('data-verdict');

/** @param {Page} page */
async function holdsToItsClaim(page) {
  await reaches(page, STEPS);
  expect(await ratioOf(page, 'none')).toBeGreaterThan(10);
  expect(await ratioOf(page, 'realReal')).toBeGreaterThan(10);
  expect(await verdictOf(page, 'none')).toBe('letsGo');
  expect(await verdictOf(page, 'realReal')).toBe('letsGo');
  for (const kind of ['realFake', 'segment']) {
    expect(await ratioOf(page, kind), kind).toBeGreaterThan(1);
    expect(await ratioOf(page, kind), kind).toBeLessThan(10);
  }
  const adversarial = await ratioOf(page, 'adversarial');
  expect(adversarial).toBeGreaterThan(0.25);
  expect(adversarial).toBeLessThan(1.25);
  expect(await verdictOf(page, 'adversarial')).toBe('holds');
}

test('the published penalty lets go of its critic, adversarial pairs hold theirs', async ({
  page,
}) => {
  await openFigures(page, FIGURE);
  await holdsToItsClaim(page);
  await expect(page.locator('.batches .fake')).toContainText(/exact distance of \d\.\d\d/);
  const words = await wordsOf(figureOf(page));
  expect(words).toMatch(/two real digits, as published: runs away/);
  expect(words).toMatch(/steepest neighbour: held/);
});

test('a larger λ does not hold it either, and begins afresh', async ({ page }) => {
  await openFigures(page, FIGURE);
  await reaches(page, STEPS);
  await page.locator('[data-control=lambda][data-value="1000"]').click();
  await expect.poll(() => stepsOf(page)).toBeLessThan(STEPS);
  await reaches(page, STEPS);
  expect(await ratioOf(page, 'realReal')).toBeGreaterThan(10);
  await page.getByRole('button', { name: 'Reset' }).click();
  await expect(page.locator('[data-control=lambda][data-value="10"]')).toHaveAttribute(
    'aria-pressed',
    'true',
  );
});

test('a critic that is left out rests, and catches up', async ({ page }) => {
  await openFigures(page, FIGURE);
  await reaches(page, 5);
  const row = page.locator('[data-kind=segment]');
  const box = row.getByRole('checkbox', { name: 'two points between them' });
  await box.uncheck();
  await expect(row).toHaveAttribute('data-shown', 'false');
  // The call that is under way ends.
  await page.waitForTimeout(500);
  const rested = await row.getAttribute('data-gap');
  await reaches(page, (await stepsOf(page)) + 20);
  expect(await row.getAttribute('data-gap')).toBe(rested);
  expect(await wordsOf(figureOf(page))).not.toContain('two points between them');
  const ahead = await stepsOf(page);
  // The whole of its label is the target of a finger.
  await row.locator('.glyph').click();
  await expect(box).toBeChecked();
  await expect(row).not.toHaveAttribute('data-gap', /** @type {string} */ (rested));
  await reaches(page, ahead);
});

test('it pauses by its button, out of sight, and goes on', async ({ page }) => {
  await openFigures(page, FIGURE);
  await page.evaluate(() => {
    const spacer = document.createElement('div');
    spacer.style.height = '4000px';
    document.body.append(spacer);
  });
  await reaches(page, 3);
  /** Whether it stands still. */
  const rests = async () => {
    await page.waitForTimeout(500);
    const before = await stepsOf(page);
    await page.waitForTimeout(1000);
    return (await stepsOf(page)) === before;
  };
  await page.getByRole('button', { name: 'Pause' }).click();
  expect(await rests()).toBe(true);
  await page.getByRole('button', { name: 'Run' }).click();
  await reaches(page, (await stepsOf(page)) + 3);
  await page.evaluate(() => scrollTo(0, 4000));
  expect(await rests()).toBe(true);
  await page.evaluate(() => scrollTo(0, 0));
  await reaches(page, (await stepsOf(page)) + 3);
});

test('the chart is read by keys', async ({ page }) => {
  await openFigures(page, FIGURE);
  await reaches(page, 20);
  const chart = page.getByRole('slider', { name: 'Read the gaps at a step' });
  await chart.focus();
  await chart.press('Home');
  await chart.press('PageUp');
  await expect(chart).toHaveAttribute('aria-valuetext', /^Step 20: .*no penalty \d/);
});

test('in Chinese it says the same', async ({ page }) => {
  await openFigures(page, FIGURE, 'zh');
  await holdsToItsClaim(page);
  await expect(page.locator('[data-kind=realReal] .verdict')).toHaveText('失控');
  expect(await wordsOf(figureOf(page))).toMatch(/精确距离 \d.*约束得住/);
});

test('what becomes of the gap without a penalty is guessed first, and then drawn', async ({
  page,
}) => {
  await openFigures(page, ASKING);
  await reaches(page, 45);
  const row = page.locator('[data-kind=none]');
  await expect(row).toHaveAttribute('data-verdict', 'kept');
  await expect(row.locator('[data-field=ratio]')).toHaveText('?');
  expect(await ratioOf(page, 'realReal')).toBeGreaterThan(1);
  expect(await wordsOf(figureOf(page))).not.toContain('without a penalty');
  await page.locator('[data-control=guess-meets]').click();
  await expect(page.locator('.guess-text')).toHaveText(
    'You guessed: comes to the exact distance. In fact: leaves the exact distance behind.',
  );
  const labels = page.locator('.guess-card[data-label]');
  await expect(labels).toHaveCount(2);
  await expect(labels.nth(0)).toHaveAttribute('data-label', 'your guess');
  await expect(labels.nth(1)).toHaveAttribute('data-label', 'in fact');
  expect(await ratioOf(page, 'none')).toBeGreaterThan(10);
  await page.locator('[data-control=guess-back]').click();
  await expect(row.locator('[data-field=ratio]')).toHaveText('?');
  await page.locator('[data-control=guess-skip]').click();
  await expect(page.locator('.guess-text')).toHaveText(
    'In fact: leaves the exact distance behind.',
  );
});

test('its room is kept before it is there, at every width', async ({ page }) => {
  await openFigures(page, ASKING);
  await reaches(page, 45);
  await keepsItsRoom(page, [360, 480, 700, 768, 1440], { element: figureOf(page) }, 48);
});

trainedManners({ figure: FIGURE, tag: 'em-pairs', steps: 3, waiting: /wait to be trained/ });
