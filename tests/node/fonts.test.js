/** The page's own faces: whole for what is written here, light, and under their licences. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { FORMULAS, ITALIC, TEXT } from '../../scripts/fonts/characters.mjs';
import { charactersOf, tablesOf } from './woff2.js';

const FOLDER = 'www/fonts';
const MOST = 60_000;

/** @param {string} name */
const face = (name) => tablesOf(readFileSync(join(FOLDER, `${name}.woff2`)));

/** Text of files below a folder, with what matches left out. @param {string} folder @param {RegExp} kind */
const textBelow = (folder, kind) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => kind.test(path))
    .map((path) => readFileSync(join(folder, path), 'utf8'))
    .join('\n');

/** What no Latin face has to have: Chinese, and its marks. */
const CHINESE = /[\u3000-\u9fff\uff00-\uffef]/u;
/** Signs beside words, which the system has. */
const ICONS = new Set('↩▶◀◆●✓✕⋯✔✗');

/** @param {Iterable<string>} text @param {Set<string>} has */
const missing = (text, has) =>
  [...new Set(text)].filter((one) => one > ' ' && !has.has(one) && !CHINESE.test(one));

test('the faces have the characters that they are to have', () => {
  for (const [name, characters] of Object.entries({
    text: TEXT,
    'text-italic': ITALIC,
    formulas: FORMULAS,
  })) {
    assert.deepEqual(missing(characters, charactersOf(face(name))), [], name);
  }
});

test('text that readers see is written in characters of the face', () => {
  const has = new Set([...charactersOf(face('text')), ...ICONS]);
  const words = textBelow('www', /(strings|words)\/.*(en|zh).*\.js$/);
  // What is said of formulas is heard, not read.
  const seen = /^(en|zh|teach)\/(?!formulas).*\.(html|json)$|references\.json$/;
  const article = textBelow('article', seen);
  assert.deepEqual(missing(words, has), []);
  assert.deepEqual(missing(article, has), []);
});

test('formulas are written in characters of theirs, and variables lean', () => {
  const has = charactersOf(face('formulas'));
  const sources = textBelow('article/formulas', /\.html$/) + readFileSync('article/symbols.json');
  const entities = sources.replace(/&#x([0-9a-f]+);/gi, (_, code) =>
    // Signs of no width say how a formula is read.
    code === '2061' ? '' : String.fromCodePoint(parseInt(code, 16)),
  );
  assert.deepEqual(missing(entities, has), []);
  const variables = new Set(Array.from(sources.matchAll(/<mi>(.)<\/mi>/gu), ([, one]) => one));
  const [latin, greek] = [0x1d434 - 65, 0x1d6fc - 0x3b1];
  const leaning = [...variables].flatMap((one) => {
    const code = Number(one.codePointAt(0));
    if (/[A-Z]/.test(one)) return [String.fromCodePoint(code + latin)];
    if (/[a-z]/.test(one)) return [String.fromCodePoint(code + latin - 6)];
    return /[α-ω]/.test(one) ? [String.fromCodePoint(code + greek)] : [];
  });
  assert.ok(leaning.length > 10);
  assert.deepEqual(missing(leaning, has), []);
});

test('formulas can be built, and text has weights', () => {
  assert.ok(face('formulas').has('MATH'));
  assert.ok(face('text').has('fvar'));
});

test('all faces are light together, and none has the name of the font it was made of', () => {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.woff2'));
  assert.equal(files.length, 3);
  const bytes = files.map((name) => readFileSync(join(FOLDER, name)));
  const weight = bytes.reduce((sum, { length }) => sum + length, 0);
  assert.ok(weight < MOST, `${weight} bytes`);
  const license = readFileSync(join(FOLDER, 'LICENSE-FONTS'), 'utf8');
  for (const name of files) assert.ok(license.includes(name), name);
  assert.match(license, /SIL OPEN FONT LICENSE Version 1\.1/);
  for (const file of bytes) {
    const table = /** @type {Buffer} */ (tablesOf(file).get('name'));
    const start = table.readUInt16BE(4);
    for (let at = 6; at < start; at += 12) {
      const [id, length, offset] = [6, 8, 10].map((place) => table.readUInt16BE(at + place));
      if (id === 0) continue;
      const text = Buffer.from(table.subarray(start + offset, start + offset + length));
      assert.doesNotMatch(text.swap16().toString('utf16le'), /Source|STIX/);
    }
  }
});
