/**
 * Each target on few inputs of one seed; with SECONDS in the environment for as long, of a seed that chance gives and that
 * is printed (SEED gives another, TARGETS names those that are tried).
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TARGETS } from './targets.js';
import { tryTarget } from './trying.js';

const { SECONDS, SEED, TARGETS: named } = process.env;
const seed = Number(SEED ?? (SECONDS ? Math.floor(Math.random() * 2 ** 31) : 7));
const chosen = TARGETS.filter(({ name }) => !named || named.split(',').includes(name));

test('every target has a name of its own', () => {
  assert.equal(new Set(TARGETS.map(({ name }) => name)).size, TARGETS.length);
  assert.ok(chosen.length > 0, `there is no target ${named}`);
});

if (SECONDS) console.log(`fuzz: seed ${seed}`);

let total = 0;
for (const { name, laws } of chosen) {
  test(name, async () => {
    const ms = SECONDS ? (1000 * Number(SECONDS)) / chosen.length / laws.length : null;
    const inputs = await tryTarget({ name, laws }, { seed, ms });
    total += inputs;
    if (SECONDS) console.log(`fuzz: ${name}: ${inputs} inputs`);
  });
}

test('all of it', { skip: !SECONDS }, () => {
  console.log(`fuzz: ${total} inputs in all, nothing found`);
});
