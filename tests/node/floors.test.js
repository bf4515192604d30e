/** Imports point one way: no files of a crate need each other, and the floors of `earthmover` need only those below. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const CRATES = ['', '-transport', '-figures', '-web', '-pack', '-cli'].map(
  (name) => `earthmover${name}`,
);

/** From below; beside them `config` and `data`, which all but `kernels` may need. */
const FLOORS = ['kernels', 'network', 'critic', 'run', 'judge'];

/** @typedef {Map<string, Set<string>>} Graph */

/** Paths that a use tree names: `a::{b, c::D}` is `a::b` and `a::c::D`. @param {string} tree @returns {string[]} */
function paths(tree) {
  const open = tree.indexOf('{');
  if (open < 0) return [tree.trim().replace(/ as \w+$/, '')];
  const [head, inner] = [tree.slice(0, open), tree.slice(open + 1, tree.lastIndexOf('}'))];
  let depth = 0;
  const parts = [''];
  for (const letter of inner) {
    depth += letter === '{' ? 1 : letter === '}' ? -1 : 0;
    if (letter === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += letter;
  }
  return parts.filter((part) => part.trim()).flatMap((part) => paths(head.trim() + part.trim()));
}

/** Which files of a crate need which, tests left out. @param {string} crate @returns {Graph} */
function imports(crate) {
  const folder = join('crates', crate, 'src');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(
      (path) => path.endsWith('.rs') && !/(^|\/)((lib|main|tests|suite)\.rs$|suite\/)/.test(path),
    )
    .map((path) => path.slice(0, -3).replaceAll('\\', '/'));
  /** @type {Graph} */
  const graph = new Map(files.map((file) => [file, new Set()]));
  for (const file of files) {
    const code = readFileSync(join(folder, `${file}.rs`), 'utf8')
      .replaceAll(/^#\[cfg\(test\)\]\nmod \w+;$/gm, '')
      .split(/^#\[cfg\((?:test|all\(test)/m)[0]
      .replaceAll(/^\s*\/\/.*$/gm, '');
    const trees = [...code.matchAll(/^\s*(?:pub(?:\([^)]*\))? )?use ([^;]+);/gm)];
    const named = trees.flatMap(([, tree]) => paths(tree.replaceAll(/\s+/g, ' ')));
    named.push(...[...code.matchAll(/\bcrate(?:::\w+)+/g)].map(([path]) => path));
    for (const path of named) {
      const to = fileOf(file, path, graph);
      // A file that opens its own folder is no circle.
      if (to && to !== file && !to.startsWith(`${file}/`)) graph.get(file)?.add(to);
    }
  }
  return graph;
}

/** The file that a path in `file` leads to, if it is one of the crate. @param {string} file @param {string} path @param {Graph} graph */
function fileOf(file, path, graph) {
  const [first, ...rest] = path.split('::');
  const at = file.split('/');
  let parts =
    first === 'crate' ? rest : first === 'self' ? [...at, ...rest] : [...at, first, ...rest];
  if (first === 'super') {
    const ups = 1 + rest.findIndex((part) => part !== 'super');
    parts = [...at.slice(0, -ups), ...rest.slice(ups - 1)];
  }
  while (parts.length > 0 && !graph.has(parts.join('/'))) parts = parts.slice(0, -1);
  // A name of another crate may lead to no more than the file itself.
  return parts.join('/');
}

/** A way from a file back to itself, if there is one. @param {Graph} graph */
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

test('paths are those of a use tree', () => {
  assert.deepEqual(paths('crate::a::{self, b::{C, D}, e as f}'), [
    'crate::a::self',
    'crate::a::b::C',
    'crate::a::b::D',
    'crate::a::e',
  ]);
});

for (const crate of CRATES) {
  test(`no files of ${crate} need each other`, () => {
    const graph = imports(crate);
    assert.ok([...graph.values()].some((to) => to.size > 1));
    assert.equal(circle(graph), null);
  });
}

test('no floor of earthmover needs one above it', () => {
  const floor = (/** @type {string} */ file) => file.split('/')[0];
  const seen = new Set();
  for (const [file, needs] of imports('earthmover')) {
    const own = FLOORS.indexOf(floor(file));
    for (const to of needs) {
      const other = FLOORS.indexOf(floor(to));
      if (own >= 0 && other >= 0) {
        assert.ok(other <= own, `${file} needs ${to}`);
        seen.add(`${own} ${other}`);
      }
      if (['config', 'data'].includes(floor(file))) assert.equal(other, -1, `${file} needs ${to}`);
      if (own === 0) assert.equal(other, 0, `${file} needs ${to}`);
    }
  }
  assert.ok(seen.size > FLOORS.length);
});

test('nothing above the kernels asks what the device is', () => {
  const folder = join('crates', 'earthmover', 'src');
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!path.endsWith('.rs') || path.startsWith('kernels')) continue;
    const code = readFileSync(join(folder, path), 'utf8');
    assert.doesNotMatch(code, /feature = "(wgpu|flex|ndarray)"|as_dispatch|DispatchDevice/, path);
  }
});
