/** Guesses of a page: kept in the browser, told to the page, listed at the end. */

import { findings } from './axe.js';
import { openFigures, smallTargets } from './figure-host.js';
import { openHost, tiny } from './host.js';
import { expect, test } from './lab.js';

/** @typedef {import('@playwright/test').Page} Page */

const BOX = '<em-guesses><p>without scripts</p></em-guesses>';
const PAGE = `<em-transport id="transport"></em-transport><em-paradox id="paradox"></em-paradox>${BOX}`;

/** @param {Page} page */
const kept = (page) =>
  page.evaluate(
    () => /** @type {unknown} */ (JSON.parse(localStorage['earthmover.guesses'] ?? '{}')),
  );

/** @param {Page} page @param {string} figure */
const outcome = (page, figure) =>
  page
    .locator('em-guesses li')
    .filter({ has: page.locator(`[href="#${figure}"]`) })
    .locator('p');

/** @param {Page} page @param {string} name of a control of the transport figure */
const press = (page, name) => page.locator(`em-transport [data-control=${name}]`).click();

test('the box lists what was guessed and what is so, as soon as it is, and after a reload', async ({
  page,
}) => {
  await openFigures(page, PAGE);
  const box = page.locator('em-guesses');
  await expect(box.locator('li')).toHaveCount(2);
  await expect(box).toContainText('You have guessed nothing yet.');
  await expect(outcome(page, 'transport')).toHaveText('Not guessed');
  await expect(page.locator('em-transport [data-number=random-cost]')).toHaveText('?');
  await press(page, 'guess-submit');
  await expect(outcome(page, 'transport')).toHaveText(
    /^You guessed: 2\.5 times\. In fact: 1\.\d times\.$/,
  );
  await expect(outcome(page, 'paradox')).toHaveText('Not guessed');
  const said = await outcome(page, 'transport').innerText();
  expect(await kept(page)).toMatchObject({ 'random-cost': { guess: 2.5 } });
  await page.reload();
  await expect(outcome(page, 'transport')).toHaveText(said);
  // The figure has not forgotten either.
  await expect(page.locator('em-transport .guess-text')).toHaveText(said);
  await page.getByRole('button', { name: 'Forget my guesses' }).click();
  await expect(outcome(page, 'transport')).toHaveText('Not guessed');
  await expect(page.locator('em-transport [data-number=random-cost]')).toHaveText('?');
  expect(await kept(page)).toEqual({});
});

test('a page hears of each guess', async ({ page }) => {
  await openFigures(page, PAGE);
  await expect(page.locator('em-transport [data-number=optimal-cost]')).toHaveText(/^0\./);
  const heard = page.evaluate(
    () =>
      new Promise((resolve) => {
        document.addEventListener('earthmover-guess', (event) =>
          resolve(/** @type {CustomEvent} */ (event).detail),
        );
      }),
  );
  await press(page, 'guess-skip');
  expect(await heard).toBe('random-cost');
  await expect(outcome(page, 'transport')).toHaveText(/^In fact: 1\.\d times\.$/);
});

test('a lab answers what is asked beside it; before, the answer is the prose’s', async ({
  page,
}) => {
  const guess = (/** @type {string} */ question) =>
    `<em-guess question="${question}" lab="clipped"></em-guess>`;
  const lab = tiny('id="clipped" preset="clip-large" controls="run" autostart="no"');
  await openFigures(page, guess('zero-lambda') + guess('clipped-weights') + lab + BOX);
  const weights = page.locator('em-guess[question=clipped-weights]');
  await weights.locator('[data-control=guess-zero]').click();
  const told = 'You guessed: most near 0. In our runs most are soon at −c and c';
  await expect(weights.locator('.guess-text')).toContainText(told);
  await expect(outcome(page, 'clipped')).toContainText(told);
  await page.locator('#clipped [data-control=run]').click();
  await expect(weights.locator('.guess-text')).toContainText('In fact: ');
  await expect(outcome(page, 'clipped')).toHaveText(/^You guessed: most near 0\. In fact: .+\.$/);
  expect(await kept(page)).toMatchObject({ 'clipped-weights': { guess: 'zero' } });
  // Of a run whose λ was never set to 0 nothing is said.
  await page.locator('em-guess[question=zero-lambda] [data-control=guess-skip]').click();
  await expect(outcome(page, 'lab')).toContainText('In our runs it is soon twice as steep');
});

test('a question that there is not is named', async ({ page }) => {
  const warned = page.waitForEvent('console', (message) => message.text().startsWith('question'));
  await openFigures(page, '<em-guess question="none" lab="lab"></em-guess>');
  expect((await warned).text()).toBe(
    'question=none is ignored: it must be one of zero-lambda, clipped-weights',
  );
});

test('two figures of one page ask once', async ({ page }) => {
  await openFigures(page, '<em-transport></em-transport><em-transport></em-transport>');
  const [first, second] = [0, 1].map((at) => page.locator('em-transport').nth(at));
  await expect(second.locator('[data-number=random-cost]')).toHaveText('?');
  await first.locator('[data-control=guess-skip]').click();
  await expect(second.locator('[data-number=random-cost]')).toHaveText(/^0\./);
});

test('where the browser keeps nothing, guesses last as long as the page', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, 'localStorage', {
      get() {
        throw new DOMException('refused', 'SecurityError');
      },
    });
  });
  await openFigures(page, PAGE);
  await press(page, 'guess-submit');
  await expect(outcome(page, 'transport')).toHaveText(/^You guessed: 2\.5 times\. In fact/);
  await page.reload();
  await expect(outcome(page, 'transport')).toHaveText('Not guessed');
});

test('without scripts the box is a sentence', async ({ page }) => {
  await openHost(page, BOX, { script: '' });
  await expect(page.locator('em-guesses')).toHaveText('without scripts');
});

for (const lang of /** @type {const} */ (['en', 'zh'])) {
  test(`axe-core finds nothing serious in ${lang}, on a phone`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await openFigures(page, PAGE, lang);
    await press(page, 'guess-submit');
    const title = lang === 'en' ? 'What you guessed, and what is so' : '你的猜测与实际';
    await expect(page.locator('em-guesses').getByRole('group', { name: title })).toBeVisible();
    await expect(outcome(page, 'transport')).toHaveText(lang === 'en' ? /In fact: 1/ : /实际：1/);
    expect(await findings(page)).toEqual([]);
    expect(await smallTargets(page.locator('em-guesses'))).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });
}
