/** Systems have languages that no standard knows: none of them stops anything. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mock, test } from 'node:test';
import { withoutForeignTag } from '../../scripts/vendor-uplot.mjs';
import { KEYS, readSettings } from '../../www/run/settings.js';
import { chooseLanguage } from '../../www/strings/language.js';

/** Of no document: nothing is around it. */
const ALONE = /** @type {Element} */ (/** @type {unknown} */ ({ parentNode: null }));

/** @param {object} navigator */
const speaks = (navigator) => {
  Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true });
  return chooseLanguage('auto', ALONE);
};

test('the reader’s language is found whatever its tag is made of', () => {
  const before = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
  for (const languages of [['C'], ['en-US@posix'], ['POSIX'], [''], [], ['tlh', 'C'], ['*']]) {
    assert.equal(speaks({ languages }), 'en', languages.join());
  }
  for (const languages of [['zh_CN.UTF-8'], ['ZH-hans'], ['C', 'zh@pinyin'], ['fr', 'zh-TW']]) {
    assert.equal(speaks({ languages }), 'zh', languages.join());
  }
  assert.equal(speaks({ language: 'zh' }), 'zh');
  assert.equal(speaks({}), 'en');
  if (before) Object.defineProperty(globalThis, 'navigator', before);
});

test('an attribute may have any tag, too', () => {
  const warned = mock.method(console, 'warn', () => {});
  const langOf = (/** @type {string} */ tag) =>
    readSettings((name) => (name === 'lang' ? tag : null)).lang;
  assert.equal(langOf('zh_CN.UTF-8'), 'zh');
  assert.equal(langOf('en-US@posix'), 'en');
  assert.equal(langOf('C'), 'auto');
  assert.equal(warned.mock.callCount(), 0);
  mock.restoreAll();
});

test('a flag is written as HTML has it', () => {
  const { parse } = KEYS.concurrent;
  for (const text of ['', 'true', 'concurrent', 'CONCURRENT']) assert.equal(parse(text), true);
  assert.equal(parse('false'), false);
  assert.equal(parse('perhaps'), undefined);
});

test('uPlot is laid beside the page without a tag of the system’s', () => {
  const source = readFileSync('node_modules/uplot/dist/uPlot.esm.js', 'utf8');
  const laid = withoutForeignTag(source);
  assert.ok(source.includes('nav.language'));
  assert.ok(!laid.includes('nav.language'));
  // Another uPlot is to be looked at anew.
  assert.throws(() => withoutForeignTag(laid), /look again/);
});
