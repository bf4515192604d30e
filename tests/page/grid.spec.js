/** The grid: its timeline, its digits by hand and keyboard, real digits beside them, and its picture. */

import { readFile } from 'node:fs/promises';
import { openHost, tiny } from './host.js';
import { expect, Lab, test, TINY } from './lab.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('../../www/lab/element.js').EarthMover} EarthMover */

/** @param {Page} page */
const gridOf = (page) => ({
  canvas: page.locator('.grid canvas').first(),
  slider: page.getByRole('slider', { name: 'Timeline' }),
  live: page.getByRole('button', { name: 'Live' }),
  play: page.locator('[data-control=play-growth]'),
  where: page.locator('[data-field=shown]'),
  held: () => page.getByRole('slider', { name: 'Timeline' }).getAttribute('title'),
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
  await slider.scrollIntoViewIfNeeded();
  await hasSnapshots(slider, 4);
  expect(await held()).toMatch(/\d+ snapshots, 0\.\d of 16\.0 MB/);

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

  const track = await slider.boundingBox();
  const [left, y] = [track?.x ?? 0, (track?.y ?? 0) + (track?.height ?? 0) / 2];
  await page.mouse.move(left + (track?.width ?? 0) * 0.9, y);
  await page.mouse.down();
  await page.mouse.move(left + (track?.width ?? 0) * 0.5, y, { steps: 5 });
  const dragged = await shown();
  expect(dragged).toBeGreaterThan(0);
  expect(dragged).toBeLessThan((await lab.iteration()) * 0.8);
  // Under the pointer nothing moves, whatever is drawn meanwhile.
  const value = await slider.inputValue();
  await lab.reaches((await lab.iteration()) + 200);
  expect([await slider.inputValue(), await shown()]).toEqual([value, dragged]);
  await page.mouse.up();
  expect(await shown()).toBe(dragged);

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
  await where.scrollIntoViewIfNeeded();
  await expect(where).toHaveText('Iteration 0, live');
  await expect.poll(held).toMatch(/^1 snapshot, /);
  await expect(slider).toBeDisabled();
});

test(
  'the growth is played and ends live; who prefers less motion sees stills',
  { tag: '@timed' },
  async ({ page }) => {
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
        seen.push([
          performance.now(),
          Number(/** @type {HTMLElement} */ (element).dataset.iteration),
        ]),
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
    const before = (await seen()).length;
    await play.click();
    await expect(live).toHaveAttribute('aria-pressed', 'true');
    const played = (await frames()).slice(before);
    expect(played).toEqual([...played].sort((one, other) => one - other));
    expect(played.length).toBeGreaterThanOrEqual(4);
    expect(played[0]).toBeLessThan(3);
    expect(played.at(-1)).toBe(13);
  },
);

/** @param {Page} page @param {string} selector */
const pixelsOf = (page, selector) =>
  page.locator(selector).evaluate((element) => {
    const canvas = /** @type {HTMLCanvasElement} */ (element);
    const { width, height } = canvas;
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    return Array.from(context.getImageData(0, 0, width, height).data);
  });

/** The brightness of pixels, from the bytes of RGBA. @param {number[]} bytes */
const brightness = (bytes) =>
  Array.from(
    { length: bytes.length / 4 },
    (_, at) => bytes[at * 4] + bytes[at * 4 + 1] + bytes[at * 4 + 2],
  );

test('a digit is chosen by keyboard, opened with what is known of it, and closed', async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open({ device: 'cpu', config: TINY });
  await lab.reaches(5);
  const paused = await lab.pause();
  const { canvas, cell, opened } = gridOf(page);
  await expect(canvas).toHaveAttribute('data-iteration', String(paused));
  await cell(1).focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowLeft');
  await expect(cell(1)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowRight');
  await expect(cell(12)).toBeFocused();
  await expect(cell(12)).toHaveAccessibleName('digit 12, row 2, column 4');
  await page.keyboard.press('Enter');

  const heading = opened.getByRole('heading');
  await expect(heading).toHaveText('digit 12, row 2, column 4');
  await expect(heading).toBeFocused();
  await expect(cell(12)).toHaveAttribute('aria-selected', 'true');
  await expect(opened.locator('[data-field=fake-score]')).toHaveText(/\d/);
  await expect(opened.locator('[data-field=real-score]')).toHaveText(/\d/);
  await expect(opened.locator('[data-field=real-label]')).toHaveText(/^\d$/);
  await expect(opened.locator('[data-field=real-distance]')).toHaveText(/^[\d.]+$/);
  await expect(opened.locator('[data-field=fake-iteration]')).toHaveText(
    paused.toLocaleString('en'),
  );
  await expect(page.getByText(/^The critic scores digit 12, row 2, column 4 at/)).toBeAttached();
  const fake = '.half:first-child canvas';
  const drawn = (await lab.cells())[11];
  await expect.poll(async () => brightness(await pixelsOf(page, fake))).toEqual(drawn);

  await page.keyboard.press('Escape');
  await expect(opened).toBeHidden();
  await expect(cell(12)).toBeFocused();
  // The keys of the grid are its own: nothing was stepped.
  expect(await lab.iteration()).toBe(paused);

  // What is opened of the past is the past's.
  await gridOf(page).slider.focus();
  await page.keyboard.press('Home');
  await cell(64).click();
  await expect(opened.locator('[data-field=fake-iteration]')).toHaveText('0');
  await expect(cell(64)).toHaveAttribute('aria-selected', 'true');
  await expect(opened.getByText(/critic at iteration/)).toContainText(paused.toLocaleString('en'));
  await opened.getByRole('button', { name: 'Close' }).click();
  await expect(cell(64)).toBeFocused();
});

test(
  'the nearest digit is the nearest, and scores are the critic’s',
  { tag: '@sources' },
  async ({ page }) => {
    await openHost(page, '', { script: '' });
    const found = await page.evaluate(async (config) => {
      const { Lab } = await import(new URL('./lab/lab.js', location.href).href);
      const { readSettings } = await import(new URL('./run/settings.js', location.href).href);
      const given = { device: 'cpu', workers: '1', config: JSON.stringify(config) };
      const settings = readSettings((/** @type {'device'} */ name) => given[name]);
      const lab = new Lab(settings, () => {});
      await lab.live();
      const { run } = lab;
      await run.step(3);
      // Digits go on coming: what is drawn of all of them is the same only when they are all there.
      while (!run.bytes.isWhole) await new Promise((resolve) => setTimeout(resolve, 50));
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      const image = (await run.ask('sample', { latents: { count: 1, seed: 5 } })).slice();
      const { images, labels } = await run.ask('reals', { count: 1024, seed: 1 });
      // Asked later, it may only know more.
      const look = await run.ask('look', { image });
      const far = (/** @type {Uint8Array} */ one, /** @type {Uint8Array} */ other) =>
        Math.sqrt(one.reduce((sum, value, at) => sum + ((value - other[at]) / 255) ** 2, 0));
      const others = Array.from(labels, (_, at) =>
        far(image, images.subarray(at * 784, (at + 1) * 784)),
      );
      const itself = await run.ask('look', { image: images.slice(784, 2 * 784) });
      const scores = [
        ...(await run.ask('score', { images: image })),
        ...(await run.ask('score', { images: look.image })),
      ];
      const refused = await run.ask('look', { image: new Uint8Array(3) }).catch(String);
      const again = await run.ask('reals', { count: 16, seed: 1 });
      const same = await run.ask('reals', { count: 16, seed: 1 });
      const isSame = again.images.every(
        (/** @type {number} */ value, /** @type {number} */ at) => value === same.images[at],
      );
      lab.close();
      return {
        look: { ...look.nearest, scores: look.scores, iteration: look.iteration },
        distance: far(image, look.image),
        best: Math.min(...others),
        itself: [itself.nearest.distance, itself.nearest.label, labels[1]],
        scores,
        refused,
        isSame,
      };
    }, TINY);
    expect(found.look.distance).toBeCloseTo(found.distance, 4);
    expect(found.look.distance).toBeLessThanOrEqual(found.best + 1e-6);
    expect(found.itself[0]).toBe(0);
    expect(found.itself[1]).toBe(found.itself[2]);
    expect(found.look.iteration).toBe(3);
    expect(found.look.scores[0]).toBeCloseTo(found.scores[0], 4);
    expect(found.look.scores[1]).toBeCloseTo(found.scores[1], 4);
    expect(found.refused).toMatch(/ArgumentError.*image.*3/);
    expect(found.isSame).toBe(true);
  },
);

test('real digits stand under the fakes, and the picture shows what the grid shows', async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open({ device: 'cpu', config: TINY, seed: 3 });
  await lab.reaches(3);
  const paused = await lab.pause();
  const save = async () => {
    const arrives = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save PNG' }).click();
    const download = await arrives;
    const bytes = await readFile(await download.path());
    return { name: download.suggestedFilename(), bytes: bytes.toString('base64') };
  };
  const alone = await save();
  expect(alone.name).toBe(`earthmover-seed-3-iteration-${paused}.png`);
  expect(pngSize(alone.bytes)).toEqual([4 * 250, 4 * 250]);

  const toggle = page.getByRole('button', { name: 'Real digits' });
  await expect(page.locator('.reals canvas')).toHaveCount(0);
  await toggle.click();
  await expect(toggle).toHaveAttribute('aria-pressed', 'true');
  const reals = page.locator('.reals canvas');
  // Drawn where it can be seen.
  await reals.scrollIntoViewIfNeeded();
  await expect(reals).toHaveAttribute('aria-label', /two rows: (\d, ){15}\d\./);
  await expect(reals).toBeVisible();
  const [real, fake] = [
    await reals.boundingBox(),
    await page.locator('.grid canvas').first().boundingBox(),
  ];
  expect(real?.width).toBe(fake?.width);
  const bytes = await pixelsOf(page, '.reals canvas');
  const sums = [0, 1, 2].map((channel) =>
    bytes.filter((_, at) => at % 4 === channel).reduce((sum, value) => sum + value, 0),
  );
  expect(sums[2]).toBeGreaterThan(sums[0]);

  await gridOf(page).slider.focus();
  await page.keyboard.press('Home');
  const both = await save();
  expect(both.name).toBe('earthmover-seed-3-iteration-0.png');
  expect(pngSize(both.bytes)).toEqual([4 * 250, 4 * (250 + 58 + 6)]);
  await toggle.click();
  await expect(reals).toBeHidden();
});

/** @param {string} base64 */
function pngSize(base64) {
  const bytes = Buffer.from(base64, 'base64');
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

test('on a phone an opened digit leaves the grid in sight', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const lab = new Lab(page);
  await lab.open({ device: 'cpu', config: TINY });
  await lab.main.scrollIntoViewIfNeeded();
  await lab.reaches(3);
  const { canvas, cell, opened } = gridOf(page);
  await cell(9).click();
  await expect(opened.locator('[data-field=real-score]')).toHaveText(/\d/);
  const [grid, digit] = [await canvas.boundingBox(), await opened.boundingBox()];
  const bottom = (grid?.y ?? 0) + (grid?.height ?? 0);
  expect(digit?.y).toBeGreaterThan(bottom);
  expect(bottom).toBeGreaterThan(100);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  for (const control of await page.locator('.grid button:visible, .grid input:visible').all()) {
    const box = await control.boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
  }
});
