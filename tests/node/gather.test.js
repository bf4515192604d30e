/** Files out of what is dropped: folders within folders, a hundred entries at a time, as browsers give them. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dropped } from '../../www/own/gather.js';

/** @typedef {{ [name: string]: Tree | string }} Tree a folder, whose files are texts */

/** @param {string} name @param {Tree | string} content @returns {any} as a browser has it */
const entryOf = (name, content) =>
  typeof content === 'string'
    ? {
        name,
        isFile: true,
        isDirectory: false,
        file: (/** @type {(file: File) => void} */ done) => done(new File([content], name)),
      }
    : {
        name,
        isFile: false,
        isDirectory: true,
        createReader() {
          const left = Object.entries(content).map(([inner, one]) => entryOf(inner, one));
          return {
            readEntries: (/** @type {(some: unknown[]) => void} */ done) =>
              done(left.splice(0, 100)),
          };
        },
      };

/**
 * What a drop has until something is awaited, and nothing later.
 * @param {Tree} tree
 * @returns {any}
 */
function transferOf(tree) {
  const entries = Object.entries(tree).map(([name, content]) => entryOf(name, content));
  let isOver = false;
  queueMicrotask(() => (isOver = true));
  return {
    get items() {
      return isOver ? [] : entries.map((entry) => ({ webkitGetAsEntry: () => entry }));
    },
    get files() {
      return isOver ? [] : [new File([], 'no folder is a file')];
    },
  };
}

const namesOf = (/** @type {File[]} */ files) => files.map(({ name }) => name);

test('a folder gives its files and those of folders in it, in the order of their names', async () => {
  const tree = { shapes: { 'b.png': 'b', a: { 'z.png': 'z', 'y.png': 'y' }, '.hidden': 'no' } };
  const files = await dropped(transferOf(tree));
  assert.deepEqual(namesOf(files), ['y.png', 'z.png', 'b.png']);
  assert.equal(await files[2].text(), 'b');
});

test('files beside a folder come in the order of the drop', async () => {
  const files = await dropped(transferOf({ 'one.png': '1', more: { 'two.png': '2' }, '.x': '' }));
  assert.deepEqual(namesOf(files), ['one.png', 'two.png']);
});

test('more than a hundred entries come whole', async () => {
  const many = Object.fromEntries(
    Array.from({ length: 250 }, (_, at) => [`${String(at).padStart(3, '0')}.png`, String(at)]),
  );
  const files = await dropped(transferOf({ many }));
  assert.equal(files.length, 250);
  assert.equal(await files[249].text(), '249');
});

test('what cannot be read is an error, and not a part of it', async () => {
  const broken = entryOf('broken', {});
  broken.createReader = () => ({
    readEntries: (/** @type {unknown} */ _, /** @type {(error: Error) => void} */ failed) =>
      failed(new Error('gone')),
  });
  const transfer = /** @type {any} */ ({ items: [{ webkitGetAsEntry: () => broken }], files: [] });
  await assert.rejects(dropped(transfer), /gone/);
});

test('what a page has made is taken as it is', async () => {
  const made = new File(['x'], 'made.png');
  const transfer = /** @type {any} */ ({
    items: [{ webkitGetAsEntry: () => null }],
    files: [made],
  });
  assert.deepEqual(await dropped(transfer), [made]);
});
