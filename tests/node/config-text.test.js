/** Changes of a configuration as text for links. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { configText, hashText, parseConfig } from '../../www/run/config-text.js';

const PATCHES = [
  { batch: 8 },
  { architecture: { kind: 'mlp', generatorHidden: [16, 32], criticHidden: [] } },
  { criticAdam: { rate: 1e-7, beta1: 0 }, averaging: null, flag: true },
  { averaging: { decay: 0.99, from: 1e21 } },
  { odd: { name: 'with, signs: and more' } },
  { listed: [[1], [2]] },
  {},
];
const BAD = [
  ...['', 'batch', 'batch:', ':8', 'batch:8,', 'a:1,a.b:2', 'a:b:c', '[1]', '{', 'a:;', 'null'],
  ...['x a:1', 'a:1 x', 'a b:1', '1a:1', 'a.:1', '.a:1', 'a..b:1', 'a:1x', 'a:x1', 'a:.5', 'a:1.'],
  ...['a:1e', 'a:1;x', 'a:x;', 'a:1;;2', 'a:1e999', '{"a":1e999}', 'a:[1]', 'a:-', 'toString:'],
];
/** Of an object in an object, and so on. @param {number} depth */
const deep = (depth) => `{"a":`.repeat(depth) + '1' + '}'.repeat(depth);

test('short forms of a configuration are read as they were written', () => {
  const texts = PATCHES.map((patch) => configText(/** @type {any} */ (patch)));
  assert.deepEqual(texts.map(parseConfig), PATCHES);
  assert.equal(texts[0], 'batch:8');
  assert.equal(texts[2], 'criticAdam.rate:1e-7,criticAdam.beta1:0,averaging:null,flag:true');
  assert.equal(texts[6], '{}');
});

test('what is no configuration is read as none', () => {
  assert.deepEqual(
    BAD.filter((text) => parseConfig(text) !== undefined),
    [],
  );
});

test('lists, signs, powers and words are what they say', () => {
  /** @type {[string, object][]} */
  const texts = [
    ['a:1;', { a: [1] }],
    ['a:1;2', { a: [1, 2] }],
    ['a:-1.5e-3', { a: -0.0015 }],
    ['a:1e+2,B2:WORD', { a: 100, B2: 'WORD' }],
    [' a.b:true,a.c_d:false ', { a: { b: true, c_d: false } }],
    ['constructor:1', { constructor: 1 }],
    ['a.toString:null,a.b.c:12.25', { a: { toString: null, b: { c: 12.25 } } }],
    [' {"a":[[1],{"b":null}]} ', { a: [[1], { b: null }] }],
  ];
  for (const [text, value] of texts) assert.deepEqual(parseConfig(text), value, text);
});

test('what is deeper than any configuration is none', () => {
  assert.notEqual(parseConfig(deep(8)), undefined);
  assert.equal(parseConfig(deep(9)), undefined);
  assert.equal(parseConfig(deep(100_000)), undefined);
});

test('a link’s fragment can be read', () => {
  const fields = new URLSearchParams({ config: 'a:1;2,b:3', seed: '4' });
  assert.equal(hashText(fields), 'config=a:1;2,b:3&seed=4');
});
