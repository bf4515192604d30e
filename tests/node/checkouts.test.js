/**
 * Several checkouts share what is compiled, and cargo takes a program of one for that of another. So none is made with its
 * checkout's folder in it: the tests begin in their package's, and go by that.
 */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

test('no program is compiled with the folder of its checkout', () => {
  const sources = readdirSync('crates', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.rs'))
    .map((path) => join('crates', path));
  assert.ok(sources.length > 100);
  const isBound = /env!\(\s*"CARGO_MANIFEST_(DIR|PATH)"/;
  assert.deepEqual(
    sources.filter((path) => isBound.test(readFileSync(path, 'utf8'))),
    [],
  );
});
