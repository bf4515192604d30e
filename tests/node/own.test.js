/** The reader's own images, as far as no browser is needed: files looked at, cut, packed and made a set of. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inflateSync } from 'node:zlib';
import * as fflate from 'fflate';
import { offerOwn, setOf } from '../../www/load/sets.js';
import { PIXELS, SIDE } from '../../www/shape.js';
import { archiveOf, entriesOf } from '../../www/own/archive.js';
import { Collection } from '../../www/own/collection.js';
import { formatOf } from '../../www/own/formats.js';
import { exchanged, greyOf, inkOf } from '../../www/own/grey.js';
import { cellsOf, cut } from '../../www/own/grid.js';
import { MOST_SHAPES } from '../../www/own/limits.js';
import { pngOf } from '../../www/own/png.js';
import { countFor, makeSet } from '../../www/own/set.js';
import { wordsOf } from '../../www/own/words.js';
import en from '../../www/own/words/en.js';
import zh from '../../www/own/words/zh.js';

/** @param {number} seed */
const imageOf = (seed) =>
  Uint8Array.from({ length: PIXELS }, (_, at) => (at % (seed + 3) === 0 ? (at * seed) % 256 : 0));

/** @param {Uint8Array} png */
function pixelsOf(png) {
  const view = new DataView(png.buffer, png.byteOffset);
  /** @type {Record<string, Uint8Array>} */
  const chunks = {};
  for (let at = 8; at < png.length; at += view.getUint32(at) + 12) {
    const name = String.fromCharCode(...png.subarray(at + 4, at + 8));
    chunks[name] = png.subarray(at + 8, at + 8 + view.getUint32(at));
  }
  const width = new DataView(chunks.IHDR.buffer, chunks.IHDR.byteOffset).getUint32(0);
  const rows = inflateSync(chunks.IDAT);
  return Uint8Array.from(rows.filter((_, at) => at % (width + 1) > 0));
}

/** @param {() => unknown} work @param {...unknown} said */
const refuses = (work, ...said) =>
  assert.throws(work, (/** @type {any} */ error) => {
    assert.deepEqual(error.said, said);
    return true;
  });

/** @param {number} width @param {number} height */
const png = (width, height) => {
  const bytes = pngOf(new Uint8Array(16), 4, fflate.zlibSync).slice();
  const view = new DataView(bytes.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  return bytes;
};

test('a file tells its kind and its size', () => {
  assert.deepEqual(formatOf(png(300, 200)), { kind: 'png', width: 300, height: 200 });
  // Two bytes of a comment before the frame, and the end.
  const jpeg = [0xff, 0xd8, 0xff, 0xfe, 0, 4, 1, 2, 0xff, 0xc2, 0, 11, 8, 0, 40, 1, 44];
  const end = [1, 1, 17, 0, 0xff, 0xd9];
  assert.deepEqual(formatOf(Uint8Array.from([...jpeg, ...end])), {
    kind: 'jpeg',
    width: 300,
    height: 40,
  });
  refuses(() => formatOf(Uint8Array.from(jpeg)), 'why.cut');
  const riff = (/** @type {string} */ kind, /** @type {number[]} */ rest) => {
    const text = `RIFF\x16\0\0\0WEBP${kind}\x0a\0\0\0`;
    return Uint8Array.from([...[...text].map((sign) => sign.charCodeAt(0)), ...rest]);
  };
  const extended = riff('VP8X', [0, 0, 0, 0, 43, 1, 0, 199, 0, 0]);
  assert.deepEqual(formatOf(extended), { kind: 'webp', width: 300, height: 200 });
  const lossy = riff('VP8 ', [0, 0, 0, 0x9d, 1, 0x2a, 44, 1, 200, 0]);
  assert.deepEqual(formatOf(lossy), { kind: 'webp', width: 300, height: 200 });
  // 14 bits of the width less 1, and as many of the height.
  const sizes = 299 | (199 << 14);
  const lossless = riff('VP8L', [
    0x2f,
    ...[0, 8, 16, 24].map((by) => (sizes >> by) & 255),
    0,
    0,
    0,
    0,
    0,
  ]);
  assert.deepEqual(formatOf(lossless), { kind: 'webp', width: 300, height: 200 });
  assert.equal(formatOf(Uint8Array.from([0x50, 0x4b, 3, 4])).kind, 'zip');
});

test('a file that is cut short, too large or none of these is refused', () => {
  const whole = png(300, 200);
  for (const length of [9, 20, 40, whole.length - 1]) {
    refuses(() => formatOf(whole.subarray(0, length)), 'why.cut');
  }
  refuses(() => formatOf(png(4001, 10)), 'why.tooLarge', 4001, 10, 4000);
  refuses(() => formatOf(png(10, 4001)), 'why.tooLarge', 10, 4001, 4000);
  assert.equal(formatOf(png(4000, 4000)).width, 4000);
  refuses(() => formatOf(new TextEncoder().encode('GIF89a')), 'why.noImage');
  refuses(() => formatOf(new Uint8Array(0)), 'why.noImage');
});

test('ink is what stands out from the border, whichever is the darker', () => {
  const draw = (/** @type {number} */ ground, /** @type {number} */ ink) => {
    const bytes = new Uint8Array(40 * 40).fill(ground);
    for (let row = 10; row < 30; row++) bytes.fill(ink, row * 40 + 12, row * 40 + 20);
    return { bytes, width: 40, height: 40, isColoured: false };
  };
  const plain = inkOf(draw(0, 255));
  assert.equal(plain[15 * 40 + 15], 255);
  assert.equal(plain[0], 0);
  // Pencil on grey paper, with what paper has of its own.
  const paper = draw(200, 90);
  paper.bytes[3] = 193;
  assert.deepEqual(inkOf(paper), plain);
  assert.deepEqual(inkOf(draw(30, 180)), plain);
  assert.deepEqual(
    exchanged(plain),
    inkOf(draw(0, 255)).map((byte) => 255 - byte),
  );
  refuses(() => inkOf(draw(100, 100)), 'why.plain');
  refuses(() => inkOf(draw(250, 245)), 'why.plain');
  // One of 28 × 28 on black is taken as it is, faint or not.
  const own = { bytes: new Uint8Array(PIXELS), width: SIDE, height: SIDE, isColoured: false };
  own.bytes[400] = 255;
  own.bytes[401] = 9;
  assert.deepEqual(inkOf(own), own.bytes);
});

test('colour becomes grey and is told, and what is clear lies on what its colours stand out from', () => {
  const grey = greyOf(Uint8ClampedArray.of(255, 0, 0, 255, 90, 90, 90, 255), 2, 1);
  assert.deepEqual([...grey.bytes], [76, 90]);
  assert.ok(grey.isColoured);
  const dark = greyOf(Uint8ClampedArray.of(10, 10, 10, 255, 0, 0, 0, 0), 2, 1);
  assert.deepEqual([...dark.bytes], [10, 255]);
  assert.ok(!dark.isColoured);
  const light = greyOf(Uint8ClampedArray.of(250, 250, 250, 255, 0, 0, 0, 0), 2, 1);
  assert.deepEqual([...light.bytes], [250, 0]);
});

test('cells share a sheet without a gap, and are cut whole', () => {
  const cells = cellsOf(301, 200, 3, 2);
  assert.equal(cells.length, 6);
  assert.deepEqual(cells[4], { left: 100, top: 100, width: 101, height: 100 });
  assert.equal(
    cells.reduce((sum, { width, height }) => sum + width * height, 0),
    301 * 200,
  );
  refuses(() => cellsOf(30, 200, 10, 2), 'why.smallCells', 10, 2, 30, 200, 4);
  const bytes = Uint8Array.from({ length: 301 * 200 }, (_, at) => at % 251);
  const piece = cut({ bytes, width: 301, height: 200, isColoured: true }, cells[4]);
  assert.deepEqual([piece.width, piece.height, piece.isColoured], [101, 100, true]);
  assert.equal(piece.bytes[101 * 7 + 5], bytes[301 * 107 + 105]);
});

test('an archive has a picture of each shape, and gives them back', () => {
  const images = [imageOf(1), imageOf(2), imageOf(3)];
  const zip = archiveOf(images, fflate);
  const { entries, left } = entriesOf(zip, fflate);
  assert.equal(left, 0);
  assert.deepEqual(
    entries.map(({ name }) => name),
    ['shape-0001.png', 'shape-0002.png', 'shape-0003.png'],
  );
  entries.forEach(({ bytes }, place) => {
    assert.deepEqual(formatOf(bytes), { kind: 'png', width: SIDE, height: SIDE });
    assert.deepEqual(pixelsOf(bytes), images[place]);
  });
});

test('an archive that is broken or too much is refused, and what systems leave in one is passed over', () => {
  const zip = archiveOf([imageOf(1)], fflate);
  refuses(() => entriesOf(zip.subarray(0, zip.length - 30), fflate), 'why.brokenArchive');
  const some = fflate.zipSync({
    '__MACOSX/._a.png': new Uint8Array(3),
    'folder/.DS_Store': new Uint8Array(3),
    'folder/a.png': new Uint8Array(3),
  });
  assert.deepEqual(
    entriesOf(some, fflate).entries.map(({ name }) => name),
    ['folder/a.png'],
  );
  // Its list says that one would unpack to more than may be.
  const bomb = zip.slice();
  const list = bomb.findIndex(
    (_, at) => bomb[at] === 0x50 && bomb[at + 1] === 0x4b && bomb[at + 2] === 1,
  );
  new DataView(bomb.buffer).setUint32(list + 24, 65_000_000, true);
  refuses(() => entriesOf(bomb, fflate), 'why.archiveLarge', 200);
  const many = Object.fromEntries(
    Array.from({ length: MOST_SHAPES + 20 }, (_, place) => [`${place}.png`, new Uint8Array(1)]),
  );
  const { entries, left } = entriesOf(fflate.zipSync(many, { level: 0 }), fflate);
  assert.deepEqual([entries.length, left], [MOST_SHAPES, 20]);
});

test('every step of a collection can be taken back, and it has its room', () => {
  const collection = new Collection();
  let told = 0;
  collection.onChange(() => (told += 1));
  assert.equal(collection.add([imageOf(1), imageOf(2), imageOf(3)]), 3);
  const [, second] = collection.shapes;
  collection.remove(second.id);
  collection.remove(second.id);
  collection.clear();
  assert.equal(told, 3);
  collection.undo();
  assert.equal(collection.shapes.length, 2);
  collection.undo();
  assert.deepEqual(collection.images.subarray(PIXELS, 2 * PIXELS), imageOf(2));
  collection.undo();
  assert.equal(collection.images.length, 0);
  assert.ok(!collection.canUndo);
  const many = Array.from({ length: MOST_SHAPES + 5 }, () => imageOf(1));
  assert.equal(collection.add(many), MOST_SHAPES);
  assert.ok(collection.isFull);
  assert.equal(collection.add(many), 0);
});

test('there are 40 images of each shape, at least 2,000 and at most 8,000', () => {
  assert.deepEqual([2, 50, 60, 100, 200, 1000].map(countFor), [2000, 2000, 2400, 4000, 8000, 8000]);
});

test('a set is made in parts, and says what it is', async () => {
  /** @type {unknown[][]} */
  const asked = [];
  const ask = (/** @type {string} */ name, /** @type {unknown[]} */ ...rest) => {
    asked.push([name, ...rest.slice(1)]);
    const [, , , first, count] = /** @type {number[]} */ (rest);
    const made = Uint8Array.from(
      { length: count * PIXELS },
      (_, at) => (first + Math.floor(at / PIXELS)) % 256,
    );
    return Promise.resolve(made);
  };
  const strengths = { shift: 2, turn: 12, stretch: 0.15 };
  /** @type {number[]} */
  const shares = [];
  const images = new Uint8Array(3 * PIXELS);
  const how = { strengths, count: 900 };
  const set = await makeSet(images, how, ask, (share) => shares.push(share));
  assert.deepEqual(asked, [
    ['shapesVaried', strengths, 1, 0, 400],
    ['shapesVaried', strengths, 1, 400, 400],
    ['shapesVaried', strengths, 1, 800, 100],
  ]);
  assert.deepEqual(shares, [0, 400 / 900, 800 / 900, 1]);
  const manifest = await set.manifest();
  const [shard] = manifest.train;
  assert.deepEqual(
    [manifest.format, manifest.name, manifest.labels, manifest.classifier, shard.count],
    [2, 'own', [], null, 900],
  );
  assert.deepEqual([shard.fromIteration, shard.bytes], [0, 900 * 785]);
  let loaded = 0;
  const blob = await set.packed(shard, 1, (bytes) => (loaded = bytes));
  const bytes = new Uint8Array(await blob.arrayBuffer());
  assert.deepEqual([bytes.length, loaded], [900 * 785, 900 * 785]);
  assert.equal(bytes[899 * PIXELS], 899 % 256);
  assert.ok(bytes.subarray(900 * PIXELS).every((label) => label === 0));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  assert.equal(shard.sha256, Buffer.from(digest).toString('hex'));
  // Another set is another file, so that neither is taken for the other.
  const other = await makeSet(images, { strengths, count: 400 }, ask, () => {});
  assert.notEqual((await other.manifest()).train[0].file, shard.file);
  assert.throws(() => setOf('own'), { name: 'MissingError' });
  offerOwn(set);
  assert.equal(setOf('own'), set);
});

test('both languages say everything, and nothing else', () => {
  assert.deepEqual(Object.keys(zh), Object.keys(en));
  for (const [key, entry] of Object.entries(en)) {
    const other = zh[/** @type {keyof typeof zh} */ (key)];
    assert.equal(typeof other, typeof entry, key);
    if (typeof entry === 'function') assert.equal(other.length, entry.length, key);
  }
  const t = wordsOf('zh');
  assert.equal(t('bring.file', 'a.png', t('why.cut')), 'a.png：文件不完整。');
  assert.match(t('keep.denied', ['why.other', 'no']), /（no）/);
  // What came too late is said in the lab's words.
  assert.equal(
    wordsOf('en')('why.other', ['late.file', 10]),
    'the file could not be read within 10 seconds',
  );
});
