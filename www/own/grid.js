/** A sheet of many shapes, cut into its cells. */

import { LEAST_CELL } from './limits.js';
import { Refused } from './refused.js';

/** @typedef {import('./grey.js').Grey} Grey */

/** @typedef {{ left: number, top: number, width: number, height: number }} Cell */

/**
 * Cells of whole pixels that share a sheet, row by row; they leave none out, so that some may be a pixel larger.
 * @param {number} width
 * @param {number} height
 * @param {number} columns
 * @param {number} rows
 * @returns {Cell[]}
 * @throws Refused where they would be too small
 */
export function cellsOf(width, height, columns, rows) {
  if (Math.min(width / columns, height / rows) < LEAST_CELL) {
    throw new Refused('why.smallCells', columns, rows, width, height, LEAST_CELL);
  }
  const ends = (/** @type {number} */ length, /** @type {number} */ parts) =>
    Array.from({ length: parts + 1 }, (_, part) => Math.round((part * length) / parts));
  const [across, down] = [ends(width, columns), ends(height, rows)];
  return down.slice(1).flatMap((bottom, row) =>
    across.slice(1).map((right, column) => ({
      left: across[column],
      top: down[row],
      width: right - across[column],
      height: bottom - down[row],
    })),
  );
}

/** @param {Grey} sheet @param {Cell} cell @returns {Grey} */
export function cut(sheet, { left, top, width, height }) {
  const bytes = new Uint8Array(width * height);
  for (let row = 0; row < height; row++) {
    const from = (top + row) * sheet.width + left;
    bytes.set(sheet.bytes.subarray(from, from + width), row * width);
  }
  return { bytes, width, height, isColoured: sheet.isColoured };
}
