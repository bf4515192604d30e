/** Imports point one way: no modules of a crate's root need each other, and kernels need only what is beside them. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const CRATES = ['transport', 'figures', 'web', 'pack', 'cli'].map((name) => `earthmover-${name}`);

/** A crate's modules with those of its root that they name, tests and comments left out. @param {string} crate */
function imports(crate) {
  const folder = join('crates', crate, 'src');
  /** @type {Map<string, Set<string>>} */
  const graph = new Map();
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!path.endsWith('.rs') || /^lib\.rs$|\btests\.rs$/.test(path)) continue;
    const name = path.split(/[/.]/)[0];
    const code = readFileSync(join(folder, path), 'utf8')
      .split(/^#\[cfg\((?:test|all\(test)/m)[0]
      .replaceAll(/^\s*\/\/.*$/gm, '');
    const named = graph.get(name) ?? new Set();
    for (const [, to] of code.matchAll(/\bcrate::(\w+)/g)) named.add(to);
    // `use crate::{one, two::Three};`
    for (const [, list] of code.matchAll(/\bcrate::\{([^}]*)\}/g)) {
      for (const [, to] of list.matchAll(/(?:^|,)\s*(\w+)/g)) named.add(to);
    }
    named.delete(name);
    graph.set(name, named);
  }
  return graph;
}

/** A way from a module back to itself, if there is one. @param {Map<string, Set<string>>} graph */
function circle(graph) {
  const done = new Set();
  /** @type {(name: string, way: string[]) => string[] | null} */
  const walk = (name, way) => {
    if (way.includes(name)) return [...way.slice(way.indexOf(name)), name];
    if (done.has(name)) return null;
    for (const to of graph.get(name) ?? []) {
      const found = walk(to, [...way, name]);
      if (found) return found;
    }
    done.add(name);
    return null;
  };
  for (const name of graph.keys()) {
    const found = walk(name, []);
    if (found) return found.join(' → ');
  }
  return null;
}

test('a circle is found where there is one', () => {
  const graph = new Map([
    ['a', new Set(['b'])],
    ['b', new Set(['c', 'd'])],
    ['d', new Set(['b'])],
  ]);
  assert.equal(circle(graph), 'b → d → b');
  graph.get('d')?.clear();
  assert.equal(circle(graph), null);
});

for (const crate of ['earthmover', ...CRATES]) {
  test(`no modules of ${crate} need each other`, () => {
    const graph = imports(crate);
    assert.ok(graph.size > 2);
    assert.equal(circle(graph), null);
  });
}

test('kernels need only what is beside them', () => {
  assert.deepEqual([...(imports('earthmover').get('kernels') ?? [])], ['config']);
});
