/** The reader's own images: brought along as files, folders, sheets and zips. */

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zipSync, zlibSync } from 'fflate';
import { pngOf } from '../../www/own/png.js';
import { expect, test } from './lab.js';
import { choose, control, field, given, has, inkOf, open, picture, shapesOf } from './own-panel.js';

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
