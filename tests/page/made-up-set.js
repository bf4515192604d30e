/** A small set of images that nobody has, served beside the page: rings and squares of many sizes. */

import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { PIXELS, SIDE } from '../../www/shape.js';

/** @typedef {import('../../www/load/manifest.js').Manifest} Manifest */

/** Where it is, from a page's folder. */
export const FOLDER = 'sets/shapes/';

/** @param {number} place */
function shapeOf(place) {
  const image = new Uint8Array(PIXELS);
  const radius = 4 + (place % 7);
  const [x0, y0] = [13 + (place % 3), 13 + (Math.floor(place / 3) % 3)];
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      const [dx, dy] = [Math.abs(x - x0), Math.abs(y - y0)];
      const far = place % 2 ? Math.max(dx, dy) : Math.hypot(dx, dy);
      if (Math.abs(far - radius) < 1.2) image[y * SIDE + x] = 255;
    }
  }
  return image;
}

const COUNT = 600;
const RAW = Buffer.concat([
  ...Array.from({ length: COUNT }, (_, place) => shapeOf(place)),
  Uint8Array.from({ length: COUNT }, (_, place) => place % 2),
]);
const PACKED = gzipSync(RAW);

/** @type {Manifest} */
const LIST = {
  format: 2,
  name: 'shapes',
  title: { en: 'Rings and squares', zh: '圆环与方框' },
  width: SIDE,
  height: SIDE,
  channels: 1,
  labels: ['ring', 'square'],
  licence: 'CC0 1.0',
  credit: 'Made up for a test.',
  link: 'https://example.org/shapes',
  classifier: null,
  train: [
    {
      file: 'train-00.gz',
      first: 0,
      count: COUNT,
      bytes: PACKED.length,
      sha256: createHash('sha256').update(RAW).digest('hex'),
      fromIteration: 0,
    },
  ],
  test: [],
};

/**
 * Its files, by their names in the folder.
 * @param {Partial<Manifest>} [changes] to what it says of itself
 * @returns {Map<string, Buffer>}
 */
export const filesOf = (changes = {}) =>
  new Map([
    ['manifest.json', Buffer.from(JSON.stringify({ ...LIST, ...changes }))],
    ['train-00.gz', PACKED],
  ]);

/** @param {import('@playwright/test').Page} page @param {Partial<Manifest>} [changes] */
export async function serveShapes(page, changes) {
  for (const [name, body] of filesOf(changes)) {
    await page.route(`**/${FOLDER}${name}`, (route) => route.fulfill({ body }));
  }
}
