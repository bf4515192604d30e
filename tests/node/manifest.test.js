/** What a data set's list must say, and what is said of one that does not. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textOf } from '../../www/load/errors.js';
import { classesOf, manifestOf, titleOf } from '../../www/load/manifest.js';
import { isSetName, setOf } from '../../www/load/sets.js';
import { unpackShard } from '../../www/load/unpack.js';
import { PIXELS } from '../../www/shape.js';
import { LIST, SHARD } from './made-up/manifest.js';
import { Strings } from '../../www/strings/strings.js';

/** @param {object} list */
const read = (list) => manifestOf(new TextEncoder().encode(JSON.stringify(list)));

/** What is said of what `make` throws. @param {() => unknown} make @param {'en' | 'zh'} language */
function saidOf(make, language = 'en') {
  try {
    make();
  } catch (error) {
    return new Strings(language).text(textOf(error));
  }
  return assert.fail('nothing was refused');
}

test('a list that says all is taken as it is', () => {
  const list = read(LIST);
  assert.deepEqual(list, LIST);
  assert.equal(classesOf(list), 2);
  assert.equal(classesOf({ labels: [] }), 1);
  assert.equal(titleOf(list, 'zh'), '虚构');
  assert.equal(titleOf({ title: { en: 'Made up' } }, 'zh'), 'Made up');
  assert.equal(titleOf({ title: 'Made up' }, 'zh'), 'Made up');
});

test('what a list lacks is named', () => {
  /** @type {[object, RegExp][]} */
  const cases = [
    [{ format: 1 }, /format 1 is not known here/],
    [{ width: 32 }, /its images are 32 × 28 × 1, but must be 28 × 28 × 1, grey/],
    [{ channels: 3 }, /28 × 28 × 3/],
    [{ title: null }, /has no title/],
    [{ title: {} }, /has no title/],
    [{ labels: ['a', 1] }, /has no labels/],
    [{ labels: Array(256).fill('a') }, /has no labels/],
    [{ licence: 7 }, /has no licence/],
    [{ credit: undefined }, /has no credit/],
    [{ link: 'javascript:alert(1)' }, /has no link/],
    [{ classifier: { file: '../../secret' } }, /has no classifier/],
    [{ train: [] }, /has no train/],
    [{ train: [{ ...SHARD, file: '../train.gz' }] }, /has no train/],
    [{ train: [{ ...SHARD, count: 0 }] }, /has no train/],
    [{ train: [{ ...SHARD, fromIteration: -1 }] }, /has no train/],
    [{ test: [{}] }, /has no test/],
  ];
  for (const [change, said] of cases) {
    assert.match(
      saidOf(() => read({ ...LIST, ...change })),
      said,
    );
  }
  assert.match(
    saidOf(() => manifestOf(new Uint8Array([123, 34]))),
    /manifest.json came cut short/,
  );
  assert.match(
    saidOf(() => read({ ...LIST, width: 32 }), 'zh'),
    /图像为 32 × 28 × 1/,
  );
});

test('a label beyond the names is named, and so is the file', async () => {
  const bytes = new Uint8Array(2 * (PIXELS + 1));
  bytes[2 * PIXELS + 1] = 3;
  const taken = await unpackShard(bytes, SHARD, 4);
  assert.deepEqual([...taken.labels], [0, 3]);
  const error = await unpackShard(bytes, SHARD, 3).catch((one) => one);
  const said = new Strings('en').text(textOf(error));
  assert.equal(said, 'train-00.gz has an image of class 3, but there are 3 classes, from 0 on');
});

test('a set has a name of ours or an address', () => {
  for (const name of ['mnist', 'fashion', './letters/', 'https://a.b/c', 'sets/mine', 'own']) {
    assert.ok(isSetName(name), name);
  }
  for (const name of ['', 'digits', 'http://[', 'MNIST']) assert.ok(!isSetName(name), name);
  assert.throws(() => setOf('own'), /no images of the reader’s own on this page yet/);
});
