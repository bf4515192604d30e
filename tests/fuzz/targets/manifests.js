/** Lists of data sets, and what a set may be named by. */

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { classesOf, manifestOf, titleOf } from '../../../www/load/manifest.js';
import { isSetName, setOf } from '../../../www/load/sets.js';
import { MOST_CLASSES } from '../../../www/shape.js';
import { LIST, SHARD } from '../../node/made-up/manifest.js';
import { takenOf } from '../asked.js';
import { anyBytes, spoilt } from '../edits/bytes.js';
import { spoiltValue } from '../edits/json.js';
import { anyText, spoiltText } from '../edits/text.js';
import { law } from '../trying.js';

const GOOD = [
  LIST,
  { ...LIST, title: 'One', classifier: null, link: 'https://a.b/c', labels: [], test: [SHARD] },
];
const encoded = (/** @type {unknown} */ list) => new TextEncoder().encode(JSON.stringify(list));
const FOLDER = 'https://host/sets/mine/';

const isText = (/** @type {unknown} */ value) => typeof value === 'string';

/** @param {string} file */
const isWithin = (file) =>
  assert.equal(new URL('.', new URL(file, FOLDER)).href, FOLDER, `${file} is in another folder`);

/** @param {Uint8Array} bytes */
function read(bytes) {
  const list = /** @type {import('../../../www/load/manifest.js').Manifest | null} */ (
    takenOf(() => manifestOf(bytes))
  );
  if (!list) return;
  for (const shard of [...list.train, ...list.test]) {
    isWithin(shard.file);
    assert.ok(isText(shard.sha256));
    assert.ok(Number.isSafeInteger(shard.count) && shard.count > 0);
  }
  assert.ok(list.train.length > 0);
  if (list.classifier) isWithin(list.classifier.file);
  assert.ok(list.link === null || isText(list.link));
  assert.ok(isText(list.licence) && isText(list.credit) && list.labels.every(isText));
  assert.ok(classesOf(list) >= 1 && classesOf(list) <= MOST_CLASSES);
  for (const language of ['en', 'zh']) assert.ok(isText(titleOf(list, language)));
  // What was read is what is written, and what is written is what is read.
  assert.deepEqual(manifestOf(encoded(list)), list);
}

const OURS = ['mnist', 'fashion', 'own'];
const NAMES = [...OURS, '', './letters/', 'sets/mine', 'https://a.b/c/manifest.json'];
const PAGE = 'https://host/page/index.html';

/** Where a set of that name is asked for. @param {string} name @returns {Promise<string>} */
async function askedOf(name) {
  let asked = '';
  const { fetch } = globalThis;
  Object.assign(globalThis, {
    document: { baseURI: PAGE },
    fetch: async (/** @type {string} */ address) => {
      asked = address;
      // Of what is not there no second try is made.
      return { ok: false, status: 404, body: null };
    },
  });
  try {
    await setOf(name).manifest();
  } catch (error) {
    assert.equal(/** @type {any} */ (error).kind, 'data', `${error}`);
  } finally {
    Object.assign(globalThis, { fetch, document: undefined });
  }
  return asked;
}

/** @type {import('../trying.js').Target} */
export const manifests = {
  name: 'manifests',
  laws: [
    law(
      'a list is whole, or refused by the name of what is not',
      spoiltValue(GOOD),
      (list) => read(encoded(list)),
      {
        few: 1_000,
        examples: [
          { ...LIST, link: ['https://a.b'] },
          { ...LIST, title: ['a'] },
          { ...LIST, train: [{ ...SHARD, file: '..' }] },
          { ...LIST, train: [{ ...SHARD, file: 'data:,x' }] },
          { ...LIST, train: [{ ...SHARD, file: '?x' }] },
          { ...LIST, classifier: { file: '%2e%2e', bytes: 1, sha256: '' } },
        ],
      },
    ),
    law('bytes are a list, or refused', fc.oneof(spoilt(GOOD.map(encoded)), anyBytes), read, {
      few: 300,
    }),
    law(
      'a name leads to a folder of its own host, or is no name',
      fc.oneof(spoiltText(NAMES), anyText, fc.webUrl()),
      async (name) => {
        if (!isSetName(name) || OURS.includes(name)) return;
        const asked = new URL(await askedOf(name));
        const named = new URL(name, PAGE);
        assert.equal(asked.host, named.host);
        assert.ok(['http:', 'https:'].includes(asked.protocol));
        assert.ok(asked.pathname.endsWith('/manifest.json'));
      },
      {
        few: 500,
        examples: ['https://a.b//c.d/', 'data:text/plain,x', 'javascript:x', 'mailto:a@b.c'],
      },
    ),
  ],
};
