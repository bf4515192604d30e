/** The reader's own images: drawn, brought along, kept, varied, and offered to the lab. */

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zipSync, zlibSync } from 'fflate';
import { pngOf } from '../../www/own/png.js';
import { findings } from './axe.js';
import { expect, Lab, SOON, test } from './lab.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {{ name: string, mimeType: string, buffer: Buffer }} Given */

/** @param {Page} page @param {Record<string, string>} [settings] */
async function open(page, settings = {}) {
  const query = new URLSearchParams({ device: 'cpu', workers: '1', loading: 'click', ...settings });
  await page.goto(`./embed.html?${query}`);
  await page.locator('#tab-panels-own').click();
  await expect(page.locator('[data-field=own-pad]')).toBeVisible();
}

/** @param {Page} page @param {string} name */
const control = (page, name) => page.locator(`[data-control=own-${name}]`);

/** @param {Page} page @param {string} name */
const field = (page, name) => page.locator(`[data-field=own-${name}]`);

/** The shapes, as the page has them. @param {Page} page @returns {Promise<number[][]>} */
const shapesOf = (page) =>
  page.evaluate(async () => {
    const { own } = await import(new URL('own/own.js', location.href).href);
    return own.collection.shapes.map((/** @type {any} */ { image }) => [...image]);
  });

/** @param {Page} page */
const countOf = (page) =>
  page.evaluate(async () => {
    const { own } = await import(new URL('own/own.js', location.href).href);
    return own.collection.shapes.length;
  });

/** @param {Page} page @param {number} count */
const has = (page, count) => expect.poll(() => countOf(page), SOON).toBe(count);

/**
 * A picture with a bar of ink, somewhere.
 * @param {number} width
 * @param {number} height
 * @param {{ ground?: number, ink?: number, bar?: [number, number, number, number] }} [look]
 */
function picture(width, height, { ground = 0, ink = 255, bar = [10, 4, 5, 20] } = {}) {
  const bytes = new Uint8Array(width * height).fill(ground);
  const [left, top, wide, high] = bar;
  for (let row = top; row < top + high; row++) {
    bytes.fill(ink, row * width + left, row * width + left + wide);
  }
  return Buffer.from(pngOf(bytes, width, zlibSync));
}

/** @param {string} name @param {Buffer} buffer @param {string} [mimeType] @returns {Given} */
const given = (name, buffer, mimeType = 'image/png') => ({ name, mimeType, buffer });

/** @param {Page} page @param {Given[]} files */
const choose = (page, files) => control(page, 'files').setInputFiles(files);

/** Places of the ink's middle, and its size. @param {number[]} image */
function inkOf(image) {
  const inked = image.flatMap((byte, at) => (byte > 0 ? [[at % 28, Math.floor(at / 28)]] : []));
  const span = (/** @type {number} */ of) => {
    const places = inked.map((place) => place[of]);
    return Math.max(...places) - Math.min(...places) + 1;
  };
  const mass = image.reduce((sum, byte) => sum + byte, 0);
  const middle = (/** @type {(at: number) => number} */ place) =>
    image.reduce((sum, byte, at) => sum + byte * (place(at) + 0.5), 0) / mass;
  return {
    size: [span(0), span(1)],
    middle: [middle((at) => at % 28), middle((at) => Math.floor(at / 28))],
  };
}

/** Draws a stroke through these parts of the pad. @param {Page} page @param {[number, number][]} points */
async function draw(page, points) {
  const pad = field(page, 'pad');
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (!box) throw new Error('there is no pad');
  const at = ([x, y] = points[0]) =>
    /** @type {const} */ ([box.x + x * box.width, box.y + y * box.height]);
  await page.mouse.move(...at());
  await page.mouse.down();
  for (const point of points.slice(1)) await page.mouse.move(...at(point), { steps: 4 });
  await page.mouse.up();
}

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

test('good images are added, and bad ones beside them are told by name', async ({ page }) => {
  await open(page);
  const whole = picture(60, 50);
  await choose(page, [
    given('light.png', picture(60, 50)),
    given('dark on light.png', picture(60, 50, { ground: 240, ink: 20 })),
    given('notes.png', Buffer.from('no image at all')),
    given('half.png', whole.subarray(0, whole.length - 20)),
    given('huge.png', picture(4001, 30)),
    given('plain.png', picture(30, 30, { bar: [0, 0, 0, 0] })),
  ]);
  await expect(field(page, 'found')).toHaveText(
    '2 shapes found. Add them? 4 images could not be taken.',
  );
  await expect(field(page, 'refused').locator('li')).toHaveText([
    'notes.png: it is no PNG, JPEG, WebP or zip file.',
    'half.png: the file has been cut short.',
    'huge.png: it has 4,001 × 30 pixels; at most 4,000 × 4,000 are allowed.',
    'plain.png: it is of one colour, so that there is no shape.',
  ]);
  // Nothing is added before it was looked at.
  await has(page, 0);
  await control(page, 'add').click();
  await has(page, 2);
  const [one, other] = await shapesOf(page);
  expect(one).toEqual(other);
  expect(inkOf(one).size).toEqual([5, 20]);
  await expect(field(page, 'preview')).toBeHidden();
  await control(page, 'undo').click();
  await has(page, 0);
});

test('JPEG and WebP are read, and colour is said to become grey', async ({ page }) => {
  await open(page);
  const files = await page.evaluate(async () => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [120, 90];
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    context.fillStyle = 'white';
    context.fillRect(0, 0, 120, 90);
    context.fillStyle = 'rgb(180, 0, 60)';
    context.fillRect(50, 10, 15, 60);
    const blobs = ['image/jpeg', 'image/webp'].map(
      (type) => new Promise((resolve) => canvas.toBlob(resolve, type)),
    );
    return Promise.all(
      (await Promise.all(blobs)).map(async (blob) => [
        ...new Uint8Array(await /** @type {Blob} */ (blob).arrayBuffer()),
      ]),
    );
  });
  const [jpeg, webp] = files.map((bytes) => Buffer.from(bytes));
  await choose(page, [
    given('bar.jpg', jpeg, 'image/jpeg'),
    given('bar.webp', webp, 'image/webp'),
    given('cut.jpg', jpeg.subarray(0, jpeg.length - 40), 'image/jpeg'),
    given('cut.webp', webp.subarray(0, webp.length - 40), 'image/webp'),
  ]);
  await expect(field(page, 'found')).toHaveText(
    '2 shapes found. Add them? 2 images were coloured and are now grey. 2 images could not be taken.',
  );
  await expect(field(page, 'refused').locator('li')).toHaveText([
    'cut.jpg: the file has been cut short.',
    'cut.webp: the file has been cut short.',
  ]);
  await control(page, 'add').click();
  await has(page, 2);
  for (const shape of await shapesOf(page)) {
    expect(inkOf(shape).size[1]).toBe(20);
    expect(Math.abs(inkOf(shape).size[0] - 5)).toBeLessThanOrEqual(2);
  }
});

test('a sheet is cut into its shapes, and ink and ground may be exchanged', async ({ page }) => {
  await open(page);
  // Three columns and two rows, of which the last cell is empty.
  const bytes = new Uint8Array(150 * 100);
  for (let cell = 0; cell < 5; cell++) {
    const [left, top] = [(cell % 3) * 50 + 10, Math.floor(cell / 3) * 50 + 10];
    for (let row = 0; row < 20; row++) {
      bytes.fill(255, (top + row) * 150 + left, (top + row) * 150 + left + 4 + 4 * cell);
    }
  }
  await choose(page, [given('sheet.png', Buffer.from(pngOf(bytes, 150, zlibSync)))]);
  await expect(field(page, 'found')).toHaveText('1 shape found. Add them?');
  await control(page, 'columns').fill('3');
  await control(page, 'rows').fill('2');
  await control(page, 'rows').press('Enter');
  await expect(field(page, 'found')).toHaveText(
    '5 shapes found. Add them? One empty cell was left out.',
  );
  await control(page, 'exchange').check();
  await control(page, 'add').click();
  await has(page, 5);
  // The ground fills its square, with a hole where the ink was.
  const [hollow] = await shapesOf(page);
  expect(inkOf(hollow).size).toEqual([20, 20]);
  await control(page, 'undo').click();

  await choose(page, [given('sheet.png', Buffer.from(pngOf(bytes, 150, zlibSync)))]);
  await control(page, 'add').click();
  await has(page, 5);
  const widths = (await shapesOf(page)).map((shape) => inkOf(shape).size);
  expect(widths).toEqual([
    [4, 20],
    [8, 20],
    [12, 20],
    [16, 20],
    [20, 20],
  ]);
  // Too many cells for so few pixels.
  await control(page, 'columns').fill('60');
  await choose(page, [given('sheet.png', Buffer.from(pngOf(bytes, 150, zlibSync)))]);
  await expect(field(page, 'refused')).toContainText(
    'sheet.png: 60 columns and 2 rows of 150 × 100 pixels are too small: a cell needs 4 pixels each way.',
  );
});

test('what is saved as a zip is loaded again, pixel by pixel', async ({ page }) => {
  await open(page);
  for (const name of ['star', 'heart', 'b']) await control(page, `ready-${name}`).click();
  await has(page, 3);
  const before = await shapesOf(page);
  const download = page.waitForEvent('download');
  await control(page, 'save').click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('earthmover-shapes.zip');
  const zip = await readFile(await file.path());

  await page.reload();
  await page.locator('#tab-panels-own').click();
  await has(page, 0);
  await choose(page, [given('shapes.zip', zip, 'application/zip')]);
  await expect(field(page, 'found')).toHaveText('3 shapes found. Add them?');
  await control(page, 'add').click();
  await has(page, 3);
  expect((await shapesOf(page)).map(String).sort()).toEqual(before.map(String).sort());

  // One bad picture in a zip takes none of the others along, and a broken zip is told.
  const mixed = zipSync({
    'a.png': new Uint8Array(picture(40, 40)),
    'b.txt': new Uint8Array(40),
  });
  await choose(page, [
    given('mixed.zip', Buffer.from(mixed)),
    given('broken.zip', zip.subarray(0, 400)),
  ]);
  await expect(field(page, 'found')).toHaveText(
    '1 shape found. Add them? 2 images could not be taken.',
  );
  await expect(field(page, 'refused').locator('li')).toHaveText([
    'mixed.zip: b.txt: it is no PNG, JPEG, WebP or zip file.',
    'broken.zip: the zip file is broken or has been cut short.',
  ]);
});

test('a folder is read with the folders in it, without what systems leave there', async ({
  page,
}, info) => {
  await open(page);
  const folder = info.outputPath('letters');
  await mkdir(join(folder, 'more'), { recursive: true });
  await writeFile(join(folder, 'a.png'), picture(60, 50));
  await writeFile(join(folder, 'more', 'b.png'), picture(60, 50, { bar: [5, 5, 9, 9] }));
  await writeFile(join(folder, 'more', '.DS_Store'), 'nothing');
  await control(page, 'folder').setInputFiles(folder);
  await expect(field(page, 'found')).toHaveText('2 shapes found. Add them?');
  await control(page, 'add').click();
  await has(page, 2);
  expect(new Set((await shapesOf(page)).map((shape) => inkOf(shape).size[0]))).toEqual(
    new Set([5, 20]),
  );
});

test('files that fall on the panel are images, not checkpoints', async ({ page }) => {
  await open(page);
  const data = picture(60, 50).toString('base64');
  const dataTransfer = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    const content = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
    transfer.items.add(new File([content], 'fallen.png', { type: 'image/png' }));
    return transfer;
  }, data);
  const zone = page.locator('.own-zone');
  await zone.dispatchEvent('dragover', { dataTransfer });
  await expect(zone).toHaveAttribute('data-held', '');
  await expect(page.locator('.drop-target')).toBeHidden();
  await zone.dispatchEvent('drop', { dataTransfer });
  await expect(field(page, 'found')).toHaveText('1 shape found. Add them?');
  await expect(zone).not.toHaveAttribute('data-held');
  await control(page, 'discard').click();
  await expect(field(page, 'preview')).toBeHidden();
  await has(page, 0);
});

test('a thousand shapes are the most, and what is left out is said', async ({ page }) => {
  await open(page);
  await control(page, 'ready-star').click();
  await has(page, 1);
  const one = new Uint8Array(picture(28, 28));
  const many = Object.fromEntries(Array.from({ length: 1010 }, (_, at) => [`${at}.png`, one]));
  await choose(page, [given('many.zip', Buffer.from(zipSync(many, { level: 0 })))]);
  await expect(field(page, 'found')).toHaveText(
    '999 shapes found. Add them? 11 more were left out: a collection has at most 1,000 shapes.',
  );
  await control(page, 'add').click();
  await has(page, 1000);
  await control(page, 'ready-a').click();
  await expect(field(page, 'said')).toHaveText(
    'There is no more room: a collection has at most 1,000 shapes.',
  );
  await has(page, 1000);
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
