/** Labs of a page on a machine with room for one worker: those that nobody sees give theirs back, and lose nothing. */

import { openHost, tiny } from './host.js';
import { expect, SOON, test } from './lab.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('../../www/lab/element.js').EarthMover} EarthMover */

const FAR = '<div style="height: 400vh"></div>';

/** @param {Page} page @param {number} at */
const lab = (page, at) => page.locator('earth-mover').nth(at);
/**
 * @template T
 * @param {Page} page
 * @param {number} at
 * @param {(element: EarthMover) => T | Promise<T>} code
 */
const on = (page, at, code) => lab(page, at).evaluate(/** @type {any} */ (code));
/** @param {Page} page @param {number} at @returns {Promise<number>} */
const iterationOf = (page, at) => on(page, at, (element) => element.iteration);

/** @param {Page} page @param {number} at @param {number} from */
async function trains(page, at, from) {
  await lab(page, at).scrollIntoViewIfNeeded();
  await expect.poll(() => iterationOf(page, at), SOON).toBeGreaterThan(from);
}

/** Two labs that have trained, one after the other: the worker is the second's. @param {Page} page @returns {Promise<number>} where the first is */
async function bothTrained(page) {
  await openHost(page, `${tiny()}${FAR}${tiny()}`);
  await trains(page, 0, 3);
  await trains(page, 1, 3);
  await expect.poll(() => page.workers().length).toBe(1);
  return iterationOf(page, 0);
}

test.beforeEach(({ page }) =>
  page.addInitScript(() =>
    Object.defineProperty(Navigator.prototype, 'deviceMemory', { get: () => 0.5 }),
  ),
);

test('a lab that is scrolled away from gives its worker to the next, and goes on when it is seen again', async ({
  page,
}) => {
  const kept = await bothTrained(page);
  expect(await on(page, 0, (element) => element.state)).toBe('paused');
  await trains(page, 0, kept);
  await expect.poll(() => page.workers().length).toBe(1);
});

test('a script that asks it something meanwhile is answered by the run as it was', async ({
  page,
}) => {
  const kept = await bothTrained(page);
  const found = await on(page, 0, async (element) => {
    const images = await element.sample(3);
    const to = await element.step(2);
    return [images.length, to];
  });
  expect(found).toEqual([3 * 784, kept + 2]);
});

test('a trial of more workers keeps to what there is room for, and says so', async ({ page }) => {
  await openHost(page, tiny('workers="auto"').replace('workers="1"', ''));
  await trains(page, 0, 3);
  const reason = lab(page, 0).locator('[data-field=team]');
  await expect(reason).toContainText('there is room for 1 worker.');
});
