/** What is caught and dropped says why, beside itself. (That no promise floats is the linter's to see.) */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const FOLDER = 'www';
const scripts = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.m?js$/.test(path))
  .map((path) => join(FOLDER, path));

/** Lines of a script at which something is dropped without a word. @param {string} text */
function silent(text) {
  const lines = text.split('\n');
  const isSaid = (/** @type {number} */ at) => /^\s*(\/\/|\*|\/\*\*)/.test(lines[at] ?? '');
  return lines.flatMap((line, at) => {
    // A chain may be broken into lines: what is said of it stands before the first.
    let first = at;
    while (/^\s*[.)]/.test(lines[first])) first -= 1;
    if (/\.catch\(\(\) => (\{\}|null)\)/.test(line)) {
      return isSaid(at - 1) || isSaid(first - 1) ? [] : [at + 1];
    }
    const isThrown = /^\s*throw /.test(lines[at + 1] ?? '');
    return /\bcatch \{/.test(line) && !isSaid(at + 1) && !isThrown ? [at + 1] : [];
  });
}

test('the lines that drop an error are found', () => {
  assert.deepEqual(silent('try {\n} catch {\n  return 1;\n}'), [2]);
  assert.deepEqual(silent('try {\n} catch {\n  // It is none.\n  return 1;\n}'), []);
  assert.deepEqual(silent('ask().catch(() => {});'), [1]);
  assert.deepEqual(silent('// Nobody waits.\nask()\n  .then(tell)\n  .catch(() => {});'), []);
});

test('nothing is caught and dropped without a word', () => {
  assert.ok(scripts.length > 100);
  const found = scripts.flatMap((path) =>
    silent(readFileSync(path, 'utf8')).map((line) => `${path}:${line}`),
  );
  assert.deepEqual(found, []);
});
