/** Files of pictures before a browser decodes them, and pictures once it has. */

import assert from 'node:assert/strict';
import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { zlibSync } from 'fflate';
import { formatOf } from '../../../www/own/formats.js';
import { greyOf, inkOf } from '../../../www/own/grey.js';
import { cellsOf, cut } from '../../../www/own/grid.js';
import { LEAST_CELL, MOST_CELLS, MOST_SIDE } from '../../../www/own/limits.js';
import { pngOf } from '../../../www/own/png.js';
import { takenOf } from '../asked.js';
import { anyBytes, spoilt } from '../edits/bytes.js';
import { law } from '../trying.js';

const signs = (/** @type {string} */ text) => [...text].map((sign) => sign.charCodeAt(0));
const FRAME = [0xff, 0xc0, 0, 11, 8, 0, 40, 1, 44, 1, 1, 17, 0];
const ENDING = [0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xd9];
/** @param {number[]} before what stands between the beginning and the frame, whose picture is 300 × 40 */
const jpegOf = (before) => Uint8Array.from([0xff, 0xd8, ...before, ...FRAME, ...ENDING]);
const riff = (/** @type {string} */ kind, /** @type {number[]} */ rest) =>
  Uint8Array.from([...signs(`RIFF\x16\0\0\0WEBP${kind}\x0a\0\0\0`), ...rest]);
const GOOD = [
  pngOf(new Uint8Array(64), 8, zlibSync),
  jpegOf([0xff, 0xe0, 0, 4, 1, 2]),
  riff('VP8X', [0, 0, 0, 0, 43, 1, 0, 199, 0, 0]),
  riff('VP8 ', [0, 0, 0, 0x9d, 1, 0x2a, 44, 1, 200, 0]),
  riff('VP8L', [0x2f, 43, 193, 49, 0, 0, 0, 0, 0, 0]),
];

/** @param {Uint8Array} bytes */
function look(bytes) {
  const format = /** @type {import('../../../www/own/formats.js').Format | null} */ (
    takenOf(() => formatOf(bytes))
  );
  if (!format || format.kind === 'zip') return;
  const { width, height } = format;
  for (const side of [width, height]) {
    assert.ok(Number.isInteger(side) && side > 0 && side <= MOST_SIDE, `${width} × ${height}`);
  }
}

const side = fc.integer({ min: 1, max: 40 });
const sized = fc.tuple(side, side).chain(([width, height]) =>
  fc.record({
    width: fc.constant(width),
    height: fc.constant(height),
    bytes: fc.uint8Array({ minLength: width * height, maxLength: width * height }),
  }),
);

/** @type {import('../trying.js').Target} */
export const pictures = {
  name: 'pictures',
  laws: [
    law(
      'a file says its size, within the limits, or is refused',
      fc.oneof(spoilt(GOOD), anyBytes),
      look,
      { few: 2_000 },
    ),
    law(
      'a size is found behind whatever segments a camera writes',
      fc.array(fc.tuple(fc.constantFrom(0xe0, 0xe1, 0xfe, 0xdb, 0xc4), fc.nat(9), fc.nat(3)), {
        maxLength: 4,
      }),
      (segments) => {
        const before = segments.flatMap(([marker, length, fill]) => [
          ...Array(fill).fill(0xff),
          0xff,
          marker,
          0,
          length + 2,
          ...Array(length).fill(0xc0),
        ]);
        assert.deepEqual(formatOf(jpegOf(before)), { kind: 'jpeg', width: 300, height: 40 });
      },
      { few: 200, examples: [[[0xe1, 4, 1]]] },
    ),
    law(
      'a picture is written as what it is',
      sized,
      ({ bytes, width, height }) => {
        const png = pngOf(bytes, width, zlibSync);
        assert.deepEqual(formatOf(png), { kind: 'png', width, height });
        // After the signature and the header's chunk, the length and the name of that of the rows.
        const length = new DataView(png.buffer).getUint32(33);
        const rows = inflateSync(png.subarray(41, 41 + length));
        assert.deepEqual([...rows.filter((_, at) => at % (width + 1) > 0)], [...bytes]);
      },
      { few: 60 },
    ),
    law(
      'of any pixels there is a grey, and of any grey ink on an empty ground',
      sized,
      ({ bytes, width, height }) => {
        const rgba = new Uint8ClampedArray(4 * width * height);
        rgba.set(bytes);
        rgba.set(bytes, 3 * width * height);
        for (const grey of [
          greyOf(rgba, width, height),
          { bytes, width, height, isColoured: true },
        ]) {
          assert.equal(grey.bytes.length, width * height);
          const ink = takenOf(() => inkOf(grey));
          if (!ink) continue;
          assert.equal(ink.length, width * height);
          assert.ok(Math.max(...ink) > 0);
        }
      },
      { few: 200 },
    ),
    law(
      'cells cover a sheet without a gap, or are refused',
      fc.record({
        width: fc.integer({ min: 1, max: MOST_SIDE }),
        height: fc.integer({ min: 1, max: 60 }),
        columns: fc.integer({ min: 1, max: MOST_CELLS }),
        rows: fc.integer({ min: 1, max: MOST_CELLS }),
      }),
      ({ width, height, columns, rows }) => {
        const cells = takenOf(() => cellsOf(width, height, columns, rows));
        if (!cells) {
          return assert.ok(width / columns < LEAST_CELL || height / rows < LEAST_CELL);
        }
        assert.equal(cells.length, columns * rows);
        const covered = cells.reduce((sum, cell) => sum + cell.width * cell.height, 0);
        assert.equal(covered, width * height);
        const sheet = { bytes: new Uint8Array(width * height), width, height, isColoured: false };
        const last = cells[cells.length - 1];
        assert.equal(cut(sheet, last).bytes.length, last.width * last.height);
        assert.equal(last.left + last.width, width);
      },
      { few: 100 },
    ),
  ],
};
