/** Zip files of pictures that a reader brings along, and those that the page makes. */

import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as fflate from 'fflate';
import { archiveOf, entriesOf } from '../../../www/own/archive.js';
import { formatOf } from '../../../www/own/formats.js';
import { MOST_ARCHIVE_BYTES, MOST_IMAGE_BYTES, MOST_SHAPES } from '../../../www/own/limits.js';
import { PIXELS } from '../../../www/shape.js';
import { takenOf } from '../asked.js';
import { anyBytes, spoilt } from '../edits/bytes.js';
import { law } from '../trying.js';

/** @typedef {{ name: string, content: Uint8Array }} File */

const PICTURE = Uint8Array.from({ length: PIXELS }, (_, at) => at % 256);
const ZIPS = [
  archiveOf([PICTURE, new Uint8Array(PIXELS)], fflate),
  fflate.zipSync({ 'a/b.png': PICTURE, '__MACOSX/x': PICTURE, 'c.txt': new Uint8Array(0) }),
];

const LOCAL = 30;
const CENTRAL = 46;
const END = 22;

/** A zip file that says of itself whatever it is told to say: files as they are, in the order given. @param {readonly File[]} files */
function zipOf(files) {
  const names = files.map(({ name }) => new TextEncoder().encode(name));
  const lengths = files.map(({ content }, at) => names[at].length + content.length);
  const records = names.reduce((sum, { length }) => sum + CENTRAL + length, 0);
  const bodies = lengths.reduce((sum, length) => sum + LOCAL + length, 0);
  const bytes = new Uint8Array(bodies + records + END);
  const view = new DataView(bytes.buffer);
  let [at, record] = [0, bodies];
  files.forEach(({ content }, place) => {
    const name = names[place];
    view.setUint32(at, 0x04034b50, true);
    view.setUint16(at + 26, name.length, true);
    bytes.set(name, at + LOCAL);
    bytes.set(content, at + LOCAL + name.length);
    view.setUint32(record, 0x02014b50, true);
    // Names are UTF-8.
    view.setUint16(record + 8, 1 << 11, true);
    view.setUint32(record + 20, content.length, true);
    view.setUint32(record + 24, content.length, true);
    view.setUint16(record + 28, name.length, true);
    view.setUint32(record + 42, at, true);
    bytes.set(name, record + CENTRAL);
    at += LOCAL + lengths[place];
    record += CENTRAL + name.length;
  });
  view.setUint32(record, 0x06054b50, true);
  view.setUint16(record + 8, files.length, true);
  view.setUint16(record + 10, files.length, true);
  view.setUint32(record + 12, records, true);
  view.setUint32(record + 16, bodies, true);
  return bytes;
}

/** @param {Uint8Array} bytes */
function read(bytes) {
  const taken = takenOf(() => entriesOf(bytes, fflate));
  if (!taken) return null;
  const { entries, left } = taken;
  assert.ok(entries.length <= MOST_SHAPES && left >= 0);
  const sizes = entries.map((entry) => entry.bytes.length);
  assert.ok(sizes.every((size) => size <= MOST_IMAGE_BYTES));
  assert.ok(sizes.reduce((sum, size) => sum + size, 0) <= MOST_ARCHIVE_BYTES);
  for (const { bytes: picture } of entries) takenOf(() => formatOf(picture));
  return taken;
}

const name = fc.oneof(
  fc.constantFrom('a.png', 'b.png', '2', '1', '__proto__', 'constructor', '.hidden', 'c/', ''),
  fc.string({ maxLength: 6 }),
);
const file = fc.record({ name, content: fc.uint8Array({ maxLength: 20 }) });

/** @type {import('../trying.js').Target} */
export const archives = {
  name: 'archives',
  laws: [
    law(
      'an archive is unpacked within its limits, or refused',
      fc.oneof(spoilt(ZIPS), spoilt([zipOf([{ name: 'a.png', content: PICTURE }])]), anyBytes),
      (bytes) => void read(bytes),
      { few: 500 },
    ),
    law(
      'every file of an archive is given once, or the archive is refused',
      fc.array(file, { maxLength: 6 }),
      (files) => {
        const taken = read(zipOf(files));
        const shown = files.filter(({ name: own }) => !/\/$|(^|\/)(\.|__MACOSX)/.test(own));
        const isUnclear = new Set(shown.map((one) => one.name)).size < shown.length;
        if (taken === null)
          return assert.ok(isUnclear || shown.some((one) => one.name === '__proto__'));
        const found = new Map(taken.entries.map((entry) => [entry.name, [...entry.bytes]]));
        assert.deepEqual(found, new Map(shown.map((one) => [one.name, [...one.content]])));
      },
      {
        few: 500,
        examples: [
          ['a', 'a'].map((own, at) => ({ name: own, content: Uint8Array.of(at) })),
          [{ name: '__proto__', content: Uint8Array.of(1) }],
        ],
      },
    ),
    law(
      'what a record says of its size is not believed',
      fc.array(fc.nat(9), { minLength: 4, maxLength: 6 }),
      (sizes) => {
        // Each record names the bytes of the first, and another size of what they will be.
        const content = new Uint8Array(60e6);
        const none = new Uint8Array(0);
        const bytes = zipOf(
          sizes.map((_, at) => ({ name: `${at}`, content: at ? none : content })),
        );
        const view = new DataView(bytes.buffer);
        const record = bytes.length - END - sizes.length * (CENTRAL + 1);
        sizes.forEach((size, at) => {
          view.setUint32(record + at * (CENTRAL + 1) + 20, content.length, true);
          view.setUint32(record + at * (CENTRAL + 1) + 24, size, true);
          view.setUint32(record + at * (CENTRAL + 1) + 42, 0, true);
        });
        assert.equal(read(bytes), null);
      },
      { few: 1 },
    ),
    law(
      'what was packed is what is unpacked',
      fc.array(fc.uint8Array({ minLength: 28, maxLength: 28 }), { maxLength: 4 }),
      (rows) => {
        const images = rows.map((row) => PICTURE.map((byte, at) => byte ^ row[at % 28]));
        const taken = read(archiveOf(images, fflate));
        assert.equal(taken?.entries.length, images.length);
        assert.equal(taken?.left, 0);
      },
      { few: 30 },
    ),
  ],
};
