/** Both languages say everything, and nothing else. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import en from '../../www/strings/en.js';
import { Strings } from '../../www/strings/strings.js';
import zh from '../../www/strings/zh.js';

test('English and Chinese have the same keys, in the same order', () => {
  assert.deepEqual(Object.keys(zh), Object.keys(en));
  for (const [key, entry] of Object.entries(en)) {
    const other = zh[/** @type {keyof typeof zh} */ (key)];
    assert.equal(typeof other, typeof entry);
    if (typeof entry === 'function') assert.equal(other.length, entry.length);
  }
});

for (const [language, table] of Object.entries({ en, zh })) {
  test(`each file of ${language} is part of the whole, and each key is in one of them`, async () => {
    const files = readdirSync(`www/strings/${language}`).filter((file) => file !== 'words.js');
    const parts = await Promise.all(
      files.map((file) => import(`../../www/strings/${language}/${file}`)),
    );
    const keys = parts.flatMap((part) => Object.keys(part.default));
    assert.deepEqual(keys.sort(), Object.keys(table).sort());
  });
}

/** @param {string} folder @returns {string[]} */
const scripts = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'strings' ? [] : scripts(path);
    return path.endsWith('.js') ? [path] : [];
  });

test('no string is there for nobody', () => {
  const code = scripts('www')
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
  // Those that are put together by their parts.
  const parts = [...code.matchAll(/`([a-z]+\.)\$\{/g)].map(([, start]) => start);
  const unused = Object.keys(en).filter(
    (key) => !code.includes(`'${key}'`) && !parts.some((start) => key.startsWith(start)),
  );
  assert.deepEqual(unused, []);
});

test('messages within messages speak one language', () => {
  const inner = /** @type {const} */ (['device.noWebGpu']);
  assert.equal(
    new Strings('en').text(['device.stays', inner]),
    'This browser has no WebGPU. The run stays on the CPU.',
  );
  assert.equal(
    new Strings('zh').text(['device.stays', inner]),
    '此浏览器不支持 WebGPU。训练留在 CPU 上。',
  );
});

test('Chinese is written in Chinese', () => {
  for (const [key, entry] of Object.entries(zh)) {
    // What Chinese papers write in Latin letters too.
    if (typeof entry !== 'string' || ['', 'critic'].includes(entry)) continue;
    assert.match(entry, /[\u4e00-\u9fff]/, key);
    assert.doesNotMatch(entry, /[,;!?]|\.(?!\d)\s*$/, key);
  }
});
