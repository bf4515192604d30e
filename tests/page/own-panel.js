/** The panel of a reader's own images, as tests open it, draw in it and bring images along. */

import { zlibSync } from 'fflate';
import { pngOf } from '../../www/own/png.js';
import { expect, SOON } from './lab.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {{ name: string, mimeType: string, buffer: Buffer }} Given */

/** @param {Page} page @param {Record<string, string>} [settings] */
export async function open(page, settings = {}) {
  const query = new URLSearchParams({ device: 'cpu', workers: '1', loading: 'click', ...settings });
  await page.goto(`./embed.html?${query}`);
  await page.locator('#tab-panels-own').click();
  await expect(page.locator('[data-field=own-pad]')).toBeVisible();
}

/** @param {Page} page @param {string} name */
export const control = (page, name) => page.locator(`[data-control=own-${name}]`);

/** @param {Page} page @param {string} name */
export const field = (page, name) => page.locator(`[data-field=own-${name}]`);

/** The shapes, as the page has them. @param {Page} page @returns {Promise<number[][]>} */
export const shapesOf = (page) =>
  page.evaluate(async () => {
    const { own } = await import(new URL('own/own.js', location.href).href);
    return own.collection.shapes.map((/** @type {any} */ { image }) => [...image]);
  });

/** @param {Page} page */
export const countOf = (page) =>
  page.evaluate(async () => {
    const { own } = await import(new URL('own/own.js', location.href).href);
    return own.collection.shapes.length;
  });

/** @param {Page} page @param {number} count */
export const has = (page, count) => expect.poll(() => countOf(page), SOON).toBe(count);

/**
 * A picture with a bar of ink, somewhere.
 * @param {number} width
 * @param {number} height
 * @param {{ ground?: number, ink?: number, bar?: [number, number, number, number] }} [look]
 */
export function picture(width, height, { ground = 0, ink = 255, bar = [10, 4, 5, 20] } = {}) {
  const bytes = new Uint8Array(width * height).fill(ground);
  const [left, top, wide, high] = bar;
  for (let row = top; row < top + high; row++) {
    bytes.fill(ink, row * width + left, row * width + left + wide);
  }
  return Buffer.from(pngOf(bytes, width, zlibSync));
}

/** @param {string} name @param {Buffer} buffer @param {string} [mimeType] @returns {Given} */
export const given = (name, buffer, mimeType = 'image/png') => ({ name, mimeType, buffer });

/** @param {Page} page @param {Given[]} files */
export const choose = (page, files) => control(page, 'files').setInputFiles(files);

/** Places of the ink's middle, and its size. @param {number[]} image */
export function inkOf(image) {
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
export async function draw(page, points) {
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
