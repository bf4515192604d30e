/** Changes of a configuration as text for links. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { configText, parseConfig } from '../../www/run/config-text.js';

const PATCHES = [
  { batch: 8 },
  { architecture: { kind: 'mlp', generatorHidden: [16, 32], criticHidden: [] } },
  { criticAdam: { rate: 1e-7, beta1: 0 }, averaging: null, flag: true },
  { averaging: { decay: 0.99, from: 1e21 } },
  { odd: { name: 'with, signs: and more' } },
  { listed: [[1], [2]] },
  {},
];
const BAD = ['', 'batch', 'batch:', ':8', 'batch:8,', 'a:1,a.b:2', 'a:b:c', '[1]', '{', 'a:;'];

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
