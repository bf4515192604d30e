/** What the grid shows as a file: large pixels, on the grid's own ground. */

import { within } from '../../load/deadline.js';
import { make } from '../../ui/dom.js';

const PICTURE_MS = 10_000;
const SCALE = 4;
/** In pixels of the digits. */
const MARGIN = 6;

/**
 * @param {readonly HTMLCanvasElement[]} sheets one under another
 * @param {string} ground
 * @returns {Promise<Blob>}
 */
export function pictureOf(sheets, ground) {
  const width = Math.max(...sheets.map((sheet) => sheet.width)) + 2 * MARGIN;
  const height = sheets.reduce((sum, sheet) => sum + sheet.height + MARGIN, MARGIN);
  const canvas = make('canvas', { width: width * SCALE, height: height * SCALE });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  context.scale(SCALE, SCALE);
  context.fillStyle = ground;
  context.fillRect(0, 0, width, height);
  context.imageSmoothingEnabled = false;
  let top = MARGIN;
  for (const sheet of sheets) {
    context.drawImage(sheet, MARGIN, top);
    top += sheet.height + MARGIN;
  }
  /** @type {Promise<Blob>} */
  const made = new Promise((resolve, reject) => {
    const failed = () => reject(new Error('the browser could not encode the picture'));
    canvas.toBlob((blob) => (blob ? resolve(blob) : failed()), 'image/png');
  });
  return within(PICTURE_MS, made, 'picture');
}

/**
 * @param {Blob} blob
 * @param {string} name
 */
export function saveFile(blob, name) {
  const href = URL.createObjectURL(blob);
  make('a', { href, download: name }).click();
  // After the browser has taken it.
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}
