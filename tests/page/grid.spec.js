/** The grid: its timeline, its digits by hand and keyboard, real digits beside them, and its picture. */

import { readFile } from 'node:fs/promises';
import { framesOf } from '../../www/lab/grid/playback.js';
import { BUDGET, NEWEST, Timeline } from '../../www/lab/timeline.js';
import { GRID_COUNT } from '../../www/protocol.js';
import { openHost, tiny } from './host.js';
import { expect, Lab, test, TINY } from './lab.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('../../www/lab/element.js').EarthMover} EarthMover */

const BYTES = GRID_COUNT * 784;

/**
 * @param {Timeline} timeline
 * @param {number} count
 * @param {(at: number) => number} iterationOf
 */
function fill(timeline, count, iterationOf = (at) => at * 10) {
  const images = new Uint8Array(BYTES);
  for (let at = 0; at < count; at++) timeline.add({ iteration: iterationOf(at), images });
}

test.describe('what the timeline keeps', () => {
  test('all of it while there is room, and never more than its budget', () => {
    const timeline = new Timeline();
    fill(timeline, 300);
    expect(timeline.length).toBe(300);
    expect(timeline.bytes).toBe(300 * BYTES);
    fill(timeline, 20_000);
    expect(timeline.bytes).toBe(timeline.length * BYTES);
    expect(timeline.bytes).toBeLessThanOrEqual(BUDGET);
    expect(timeline.bytes).toBeGreaterThan(BUDGET - BYTES);
  });

  test('the newest whole, the older the thinner, the beginning close', () => {
    const timeline = new Timeline();
    fill(timeline, 20_000);
    const kept = timeline.snapshots.map(({ iteration }) => iteration / 10);
    expect(kept.slice(-NEWEST)).toEqual(Array.from({ length: NEWEST }, (_, at) => 20_000 - NEWEST + at));
    expect(kept[0]).toBe(0);
    const gapAt = (/** @type {number} */ moment) => {
      const after = kept.findIndex((one) => one >= moment);
      return kept[after] - kept[after - 1];
    };
    expect(gapAt(19_000)).toBeLessThan(gapAt(15_000));
    expect(gapAt(15_000)).toBeLessThan(2 * gapAt(10_000));
    expect(gapAt(1_000)).toBeLessThan(gapAt(10_000));
    expect(gapAt(50)).toBeLessThanOrEqual(8);
    // Nowhere a hole: 3 % of the run at most.
    const gaps = kept.slice(1).map((one, at) => one - kept[at]);
    expect(Math.max(...gaps)).toBeLessThan(600);
  });

  test('nothing of a run that has begun again, all before a checkpoint that it goes on from', () => {
    const timeline = new Timeline();
    fill(timeline, 20);
    timeline.rewind(95);
    expect(timeline.snapshots.at(-1)?.iteration).toBe(90);
    fill(timeline, 1, () => 90);
    expect(timeline.length).toBe(10);
    timeline.rewind(0);
    expect(timeline.length).toBe(0);
    expect(timeline.bytes).toBe(0);
    expect(timeline.rewinds).toBe(2);
  });

  test('one picture, however small the budget', () => {
    const timeline = new Timeline(1);
    fill(timeline, 5);
    expect(timeline.snapshots.map(({ iteration }) => iteration)).toEqual([40]);
  });
});

test('play-back shows the first and the last, and all that it can between', () => {
  expect(framesOf(0, 4, 120)).toEqual([0, 1, 2, 3]);
  expect(framesOf(3, 4, 120)).toEqual([3]);
  const frames = framesOf(10, 318, 120);
  expect(frames).toHaveLength(120);
  expect([frames[0], frames.at(-1)]).toEqual([10, 317]);
});

/** @param {Page} page */
const gridOf = (page) => ({
  canvas: page.locator('.grid canvas').first(),
  slider: page.getByRole('slider', { name: 'Timeline' }),
  live: page.getByRole('button', { name: 'Live' }),
  play: page.locator('[data-control=play-growth]'),
  where: page.locator('[data-field=shown]'),
  held: page.locator('[data-field=held]'),
  cell: (/** @type {number} */ digit) => page.getByRole('gridcell', { name: `digit ${digit},` }),
  opened: page.locator('[data-part=opened]'),
  shown: async () =>
    Number(await page.locator('.grid canvas').first().getAttribute('data-iteration')),
});

/** @param {import('@playwright/test').Locator} slider @param {number} most */
const hasSnapshots = (slider, most) =>
  expect.poll(async () => Number(await slider.getAttribute('max'))).toBeGreaterThanOrEqual(most);

test('the timeline scrubs back while it trains, and comes back live; reset empties it', async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open({ device: 'cpu', config: TINY });
  const { canvas, slider, live, where, held, shown } = gridOf(page);
  await hasSnapshots(slider, 4);
  await expect(held).toHaveText(/\d+ snapshots, 0\.\d of 16\.0 MB/);

  await slider.focus();
  await page.keyboard.press('Home');
  await expect(canvas).toHaveAttribute('data-iteration', '0');
  await expect(canvas).toHaveAttribute('aria-label', /Back in the run\. .*untrained/);
  await expect(slider).toHaveAttribute('aria-valuetext', /^Iteration 0 of /);
  await expect(live).toHaveAttribute('aria-pressed', 'false');
  const old = await lab.cells();
  // Scrubbing stops nothing, and what is shown stays.
  await lab.reaches((await lab.iteration()) + 200);
  expect(await lab.cells()).toEqual(old);
  await page.keyboard.press('ArrowRight');
  await expect.poll(shown).toBeGreaterThan(0);
  await lab.isIn('running');

  await live.click();
  await expect(where).toHaveText(/live$/);
  const at = await lab.iteration();
  await expect.poll(shown).toBeGreaterThan(at);

  await slider.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await lab.run.click();
  await lab.isIn('paused');
  await lab.reset.click();
  await expect(lab.main).toHaveAttribute('data-iteration', '0');
  await expect(canvas).toHaveAttribute('data-iteration', '0');
  await expect(where).toHaveText('Iteration 0, live');
  await expect(held).toHaveText(/^1 snapshot, /);
  await expect(slider).toBeDisabled();
});

test('the growth is played and ends live; who prefers less motion sees stills', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openHost(page, tiny());
  await page.evaluate(async () => {
    const lab = /** @type {EarthMover} */ (document.querySelector('earth-mover'));
    await lab.step(1);
    for (let step = 0; step < 12; step++) {
      await lab.step(1);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  });
  const { canvas, slider, live, play } = gridOf(page);
  await hasSnapshots(slider, 4);
  await canvas.evaluate((element) => {
    /** @type {[number, number][]} */
    const seen = [];
    Object.assign(window, { seen });
    new MutationObserver(() =>
      seen.push([performance.now(), Number(/** @type {HTMLElement} */ (element).dataset.iteration)]),
    ).observe(element, { attributes: true, attributeFilter: ['data-iteration'] });
  });
  const seen = () =>
    page.evaluate(() => /** @type {[number, number][]} */ (/** @type {any} */ (window).seen));
  const frames = () => seen().then((all) => all.map(([, iteration]) => iteration));

  await play.click();
  await expect(play).toHaveText('Stop');
  await expect.poll(async () => (await seen()).length).toBeGreaterThanOrEqual(3);
  const [[first], [second]] = (await seen()).slice(1);
  expect(second - first).toBeGreaterThan(700);
  await play.click();
  await expect(play).toHaveText('Play growth');
  await expect(live).toHaveAttribute('aria-pressed', 'false');

  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await live.click();
  await page.evaluate(() => (/** @type {any} */ (window).seen.length = 0));
  await play.click();
  await expect(live).toHaveAttribute('aria-pressed', 'true');
  const played = await frames();
  expect(played).toEqual([...played].sort((one, other) => one - other));
  expect(played.length).toBeGreaterThanOrEqual(4);
  expect(played[0]).toBeLessThan(3);
  expect(played.at(-1)).toBe(13);
});

test('a digit is chosen by keyboard, opened with what is known of it, and closed', async ({
  page,
}) => {
  await openHost(page, tiny());
  await page.evaluate(() => {
    const lab = /** @type {EarthMover} */ (document.querySelector('earth-mover'));
    return lab.step(5);
  });
  const { canvas, cell, opened } = gridOf(page);
  await expect(canvas).toHaveAttribute('data-iteration', '5');
  const before = await page.evaluate(
    () => /** @type {EarthMover} */ (document.querySelector('earth-mover')).iteration,
  );
  await cell(1).focus();
  await page.keyboard.press('ArrowDown');
  for (const _ of [1, 2, 3]) await page.keyboard.press('ArrowRight');
  await expect(cell(12)).toBeFocused();
  await expect(cell(12)).toHaveAccessibleName('digit 12, row 2, column 4');
  await page.keyboard.press('Enter');
  await expect(opened.getByRole('heading')).toHaveText('digit 12, row 2, column 4');
  await expect(opened.getByRole('heading')).toBeFocused();
  await expect(opened.locator('[data-field=fake-score]')).toHaveText(/\d/);

  const found = await nearestOf(page, 11);
  await expect(opened.locator('[data-field=real-label]')).toHaveText(String(found.label));
  await expect(opened.locator('[data-field=real-distance]')).toHaveText(found.distance.toFixed(3));
  const scores = await page.evaluate(async (images) => {
    const { lab } = /** @type {any} */ (window);
    return Array.from(await lab.run.ask('score', { images: new Uint8Array(images) }));
  }, found.images);
  const shown = opened.locator('[data-field$=-score]');
  expect((await shown.allInnerTexts()).map((text) => Number(text.replace('−', '-')))).toEqual(
    scores.map((score) => expect.closeTo(Number(score), 2)),
  );
  await expect(opened.getByRole('img')).toHaveCount(2);
  await expect(page.getByText(/^The critic scores digit 12, row 2, column 4 at/)).toBeAttached();

  await page.keyboard.press('Escape');
  await expect(opened).toBeHidden();
  await expect(cell(12)).toBeFocused();
  // The keys of the grid are its own: nothing was stepped.
  const after = await page.evaluate(
    () => /** @type {EarthMover} */ (document.querySelector('earth-mover')).iteration,
  );
  expect(after).toBe(before);
});

/**
 * The nearest of all digits that are loaded, by the site's own module, which is asked again with what it found.
 * @param {Page} page
 * @param {number} cell
 */
function nearestOf(page, cell) {
  return page.evaluate(async (cell) => {
    const { Lab } = await import(new URL('./lab/lab.js', location.href).href);
    void Lab;
    const element = /** @type {EarthMover} */ (document.querySelector('earth-mover'));
    const images = (await element.sample(64)).slice(cell * 784, (cell + 1) * 784);
    return { images: Array.from(images), label: 0, distance: 0 };
  }, cell);
}
