/** One name for one thing: what figures call their marks is what the article calls its symbols, and both say what it is. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { checkNames, withNamedWords, withNames } from '../../scripts/article/named.mjs';
import { NAMES } from '../../www/figures/symbols/marks.js';
import { en } from '../../www/figures/symbols/words/en.js';
import { zh } from '../../www/figures/symbols/words/zh.js';

/** @type {Record<string, string>} */
const SYMBOLS = JSON.parse(readFileSync('article/symbols.json', 'utf8'));
/** @param {string} name */
const take = (name) => SYMBOLS[name];
test('every symbol that a figure has marks for is one of the article’s, and is explained', () => {
  for (const name of NAMES) {
    assert.ok(Object.hasOwn(SYMBOLS, name), `symbols.json has no ${name}`);
    assert.ok(Object.hasOwn(en, `symbol.${name}`), name);
    assert.ok(Object.hasOwn(zh, `symbol.${name}`), name);
  }
  const told = Object.keys(en).filter((key) => key !== 'symbol.isLit');
  assert.deepEqual(told.sort(), NAMES.map((name) => `symbol.${name}`).sort());
});

test('formulas and symbols are given names, each once, whatever their white space', () => {
  const formula =
    '<mrow>\n <msub>\n <mi>x</mi>\n <mn>1</mn>\n </msub>\n <mi>γ</mi> <mi>x</mi> </mrow>';
  assert.equal(
    withNames(formula, take),
    '<mrow><msub data-symbol="x1"><mi>x</mi><mn>1</mn></msub><mi data-symbol="γ">γ</mi><mi>x</mi></mrow>',
  );
  assert.equal(
    withNames(SYMBOLS.cost, take)
      .match(/data-symbol="[^"]*"/g)
      ?.join(' '),
    'data-symbol="c" data-symbol="x1" data-symbol="x2"',
  );
  assert.equal(
    withNamedWords('<b class="real">P</b> and <b class="real">real</b>'),
    '<b class="real" data-symbol="P">P</b> and <b class="real">real</b>',
  );
  assert.throws(() => checkNames('<i data-symbol="h">h</i>', 'here'), /here: no figure .* "h"/);
});
