/** The reader's own images: drawn, kept, varied, and trained on. */

import { findings } from './axe.js';
import { expect, Lab, SOON, test } from './lab.js';
import {
  choose,
  control,
  draw,
  field,
  given,
  has,
  inkOf,
  open,
  picture,
  shapesOf,
} from './own-panel.js';

test('nothing of it is fetched before its tab is opened', async ({ page }) => {
  /** @type {string[]} */
  const fetched = [];
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  const own = () => fetched.filter((path) => /\/(own|vendor\/fflate)\/(?!.*strings)/.test(path));
  await page.goto('./embed.html?loading=click');
  await page.locator('#tab-panels-keep').click();
  expect(own().filter((path) => !path.includes('/lab/') && !path.includes('/strings/'))).toEqual(
    [],
  );
  await page.locator('#tab-panels-own').click();
  await expect(field(page, 'pad')).toBeVisible();
  expect(own().some((path) => path.endsWith('/own/panel.js'))).toBe(true);
});

test('what is drawn is centred, and added by a button or by Enter', async ({ page }) => {
  await open(page);
  await expect(field(page, 'count')).toHaveText('Your shapes: 0');
  await expect(control(page, 'train')).toHaveAttribute('aria-disabled', 'true');
  // In a corner, so that it has to be moved.
  await draw(page, [
    [0.1, 0.1],
    [0.4, 0.1],
    [0.4, 0.4],
  ]);
  await draw(page, [
    [0.1, 0.2],
    [0.2, 0.3],
  ]);
  await control(page, 'pad-undo').click();
  await control(page, 'pad-add').click();
  await has(page, 1);
  const [first] = await shapesOf(page);
  const { size, middle } = inkOf(first);
  expect(Math.max(...size)).toBe(20);
  for (const place of middle) expect(Math.abs(place - 14)).toBeLessThanOrEqual(0.5);
  expect(Math.max(...first)).toBe(255);
  await expect(field(page, 'said')).toHaveText('1 shape added: 1 in all.');
  // The pad is empty again.
  await expect(control(page, 'pad-add')).toHaveAttribute('aria-disabled', 'true');

  await draw(page, [
    [0.5, 0.1],
    [0.5, 0.9],
  ]);
  await page.keyboard.press('Enter');
  await has(page, 2);
  const [, line] = await shapesOf(page);
  expect(inkOf(line).size[1]).toBe(20);
  expect(inkOf(line).size[0]).toBeLessThan(6);
  await expect(control(page, 'train')).toHaveAttribute('aria-disabled', 'false');
  // Nothing is drawn any more.
  await page.keyboard.press('Enter');
  await expect(field(page, 'said')).toHaveText('There is nothing on the pad to add.');
});

test('ready shapes are added, looked through and removed by keys alone', async ({ page }) => {
  await open(page);
  await control(page, 'ready-circle').focus();
  for (const name of ['circle', 'cross', 'triangle', 'star', 'heart', 'a', 'b', 'c']) {
    await expect(control(page, `ready-${name}`)).toBeFocused();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
  }
  await has(page, 8);
  const all = await shapesOf(page);
  expect(new Set(all.map(String)).size).toBe(8);
  for (const shape of all) expect(Math.max(...inkOf(shape).size)).toBe(20);

  const thumbnails = control(page, 'remove');
  await expect(thumbnails).toHaveCount(8);
  await thumbnails.first().focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(thumbnails.nth(2)).toBeFocused();
  await page.keyboard.press('Delete');
  await has(page, 7);
  await expect(thumbnails.nth(2)).toBeFocused();
  await expect(thumbnails.nth(2)).toHaveAttribute('aria-label', 'Remove shape 3');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await has(page, 6);
  expect(await shapesOf(page)).toEqual([...all.slice(0, 2), ...all.slice(3, 7)]);
  // Neither key has made a step of the run, nor begun it.
  await expect(page.locator('.lab')).toHaveAttribute('data-state', 'idle');
  for (const count of [7, 8]) {
    await control(page, 'undo').press('Enter');
    await has(page, count);
  }
  expect(await shapesOf(page)).toEqual(all);
  await control(page, 'clear').click();
  await has(page, 0);
  await control(page, 'undo').click();
  expect(await shapesOf(page)).toEqual(all);
});

test('they are kept where the reader wants it, and forgotten where not', async ({ page }) => {
  await open(page);
  await expect(field(page, 'kept')).toHaveText(/Nothing is kept/);
  for (const name of ['star', 'c']) await control(page, `ready-${name}`).click();
  await has(page, 2);
  await control(page, 'keep').check();
  await expect(field(page, 'kept')).toHaveText(/^Kept in this browser/);
  await control(page, 'turn').fill('30');
  await control(page, 'ready-a').click();
  await has(page, 3);
  const before = await shapesOf(page);
  const kept = () =>
    page.evaluate(async () => {
      const { find } = await import(new URL('own/store.js', location.href).href);
      const { images, strengths } = (await find()) ?? { images: [], strengths: null };
      return [images.length / 784, strengths?.turn];
    });
  await expect.poll(kept, SOON).toEqual([3, 30]);

  await page.reload();
  await page.locator('#tab-panels-own').click();
  await has(page, 3);
  expect(await shapesOf(page)).toEqual(before);
  await expect(control(page, 'keep')).toBeChecked();
  await expect(control(page, 'turn')).toHaveValue('30');
  await control(page, 'keep').uncheck();
  await expect.poll(kept, SOON).toEqual([0, undefined]);
  await page.reload();
  await page.locator('#tab-panels-own').click();
  await expect(field(page, 'kept')).toHaveText(/Nothing is kept/);
  await has(page, 0);
});

test('where the browser lets nothing be kept it is said, and all else works', async ({ page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('denied by the test', 'SecurityError');
    };
  });
  await open(page);
  await expect(field(page, 'kept')).toContainText(
    'The browser does not let this page keep them (denied by the test).',
  );
  await control(page, 'ready-star').click();
  await has(page, 1);
  await control(page, 'keep').click();
  await expect(control(page, 'keep')).not.toBeChecked();
  await expect(field(page, 'kept')).toContainText('denied by the test');
});

test('variants follow the sliders, and without any strength they are the shape', async ({
  page,
}) => {
  await open(page);
  await expect(field(page, 'variants')).toBeHidden();
  for (const name of ['star', 'heart', 'b', 'c']) await control(page, `ready-${name}`).click();
  await has(page, 4);
  await expect(field(page, 'variants')).toHaveAttribute('aria-label', /^3 shapes/);
  /** How many of the variants of a row are the shape beside them. @param {number} row */
  const same = (row) =>
    field(page, 'variants').evaluate((place, top) => {
      const [shape, variants] = [...place.querySelectorAll('canvas')].map((canvas) =>
        canvas.getContext('2d'),
      );
      const look = (/** @type {CanvasRenderingContext2D} */ context, /** @type {number} */ left) =>
        String(context.getImageData(left, top, 28, 28).data);
      if (!shape || !variants) return -1;
      const original = look(shape, 0);
      return Array.from({ length: 8 }, (_, at) => look(variants, 30 * at)).filter(
        (one) => one === original,
      ).length;
    }, row * 30);
  await expect.poll(() => same(0)).toBe(0);
  for (const name of ['shift', 'turn', 'stretch']) await control(page, name).fill('0');
  for (const row of [0, 1, 2]) await expect.poll(() => same(row)).toBe(8);
  await expect(field(page, 'turn')).toHaveText('±0°');
  await control(page, 'turn').press('ArrowRight');
  await expect(field(page, 'turn')).toHaveText('±1°');
  await expect.poll(() => same(1)).toBe(0);
});

test('the lab trains on the set that is made of them, which no address names', async ({ page }) => {
  await open(page);
  for (const name of ['star', 'heart', 'b']) await control(page, `ready-${name}`).click();
  await has(page, 3);
  await expect(field(page, 'made')).toHaveText('2,000 images of 3 shapes');
  await control(page, 'made').fill('1000');
  await expect(field(page, 'made')).toHaveText('1,000 images of 3 shapes');
  await control(page, 'train').click();
  const lab = new Lab(page);
  await lab.reaches(20);
  // In the view that was made anew for other images, too.
  await expect(field(page, 'training')).toContainText('A run on 1,000 images has begun.');
  await expect(control(page, 'train')).toBeFocused();
  await expect(control(page, 'remove')).toHaveCount(3);
  const set = await page.evaluate(async () => {
    const { setOf } = await import(new URL('load/sets.js', location.href).href);
    const own = setOf('own');
    const manifest = await own.manifest();
    const blob = await own.packed(manifest.train[0], 1, () => {});
    const bytes = new Uint8Array(await blob.arrayBuffer());
    return { manifest, length: bytes.length, first: [...bytes.subarray(0, 3 * 784)] };
  });
  expect(set.manifest).toMatchObject({ format: 2, name: 'own', labels: [], classifier: null });
  expect(set.manifest.title).toEqual({ en: 'Your own images', zh: '你自己的图像' });
  expect(set.manifest.train[0].sha256).toMatch(/^[0-9a-f]{64}$/);
  expect(set.length).toBe(1000 * 785);
  // The shapes themselves come first.
  expect(set.first).toEqual((await shapesOf(page)).flat());
  await expect(lab.main.locator('[data-control=reals]')).toHaveText('Real images');
  await expect(lab.main.getByRole('tab', { name: 'Nearness' })).toBeVisible();
  expect(page.url()).not.toContain('own');
  await lab.main.getByRole('tab', { name: 'Share' }).click();
  await expect(lab.main.locator('[data-field=own-note]')).toBeVisible();
  await expect(lab.main.locator('[data-field=link]')).not.toHaveValue(/own/);
  // Others are another set under the same name.
  await lab.main.locator('#tab-panels-own').click();
  await control(page, 'ready-circle').click();
  await has(page, 4);
  await control(page, 'train').click();
  await expect.poll(() => lab.iteration(), SOON).toBeLessThan(15);
  await lab.reaches(20);
});

test('another language has the same shapes', async ({ page }) => {
  await open(page);
  for (const name of ['star', 'heart']) await control(page, `ready-${name}`).click();
  await has(page, 2);
  await page.locator('earth-mover').evaluate((lab) => lab.setAttribute('lang', 'zh'));
  await expect(field(page, 'count')).toHaveText('你的形状：2');
  await expect(control(page, 'train')).toHaveText('用它们训练');
  await expect(control(page, 'remove')).toHaveCount(2);
});

for (const lang of ['en', 'zh']) {
  for (const theme of ['light', 'dark']) {
    test(`on a phone, filled, nothing is too wide or serious by axe-core, in ${lang}, ${theme}`, async ({
      page,
    }) => {
      await page.setViewportSize({ width: 360, height: 780 });
      await open(page, { lang, theme });
      for (const name of ['star', 'heart', 'a']) await control(page, `ready-${name}`).click();
      await has(page, 3);
      await draw(page, [
        [0.2, 0.2],
        [0.8, 0.8],
      ]);
      await choose(page, [
        given(`${'a long name '.repeat(12)}.png`, picture(60, 50)),
        given(`${'along'.repeat(30)}.png`, Buffer.from('nothing')),
      ]);
      await expect(field(page, 'preview')).toBeVisible();
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBeLessThanOrEqual(360);
      expect(await findings(page)).toEqual([]);
      // What a finger presses is large enough.
      const small = await page.locator('.instrument.own').evaluate((panel) =>
        [...panel.querySelectorAll('button')]
          .filter((one) => one.checkVisibility({ visibilityProperty: true }))
          .map((one) => [one.dataset.control, one.getBoundingClientRect()])
          .filter(
            ([, box]) =>
              Math.min(/** @type {DOMRect} */ (box).width, /** @type {DOMRect} */ (box).height) <
              43.5,
          )
          .map(([name]) => name),
      );
      expect(small).toEqual([]);
    });
  }
}
