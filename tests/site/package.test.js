/** The npm package: what is in it, and that a TypeScript program and Node.js can use it once it is installed. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { cp, readFile, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { workspace } from '../../scripts/workspace.mjs';
import { example } from '../page/guide.js';
import { DIST, pack } from './packed.js';

const TYPES = join('tests', 'site', 'package');

/** @type {import('./packed.js').Packed} */
let packed;

before(async () => {
  packed = await pack();
});

after(() => packed?.remove());

test('it has what the element imports and fetches, and nothing else', () => {
  const { files } = packed;
  const html = readFileSync(join(DIST, 'embed.html'), 'utf8');
  const named = [...html.matchAll(/(?:href|src)="\.\/([^"]+)"/g)].map(([, path]) => path);
  assert.ok(named.length > 50);
  const { train, test: held } = JSON.parse(readFileSync(join(DIST, 'data/manifest.json'), 'utf8'));
  const shards = [...train, ...held].map(({ file }) => `data/${file}`);
  const needed = [
    ...named,
    ...shards,
    'data/classifier.safetensors',
    'worker/worker.js',
    'worker/follower.js',
    'earth-mover.d.ts',
    'README.md',
    'LICENSE-MIT',
    'LICENSE-APACHE',
    'LICENSE-MNIST',
    'vendor/uplot/LICENSE',
  ];
  assert.deepEqual(
    needed.filter((path) => !files.has(path)),
    [],
  );
  const kinds = [
    /^(earth-mover|lab\/element|run\/settings|strings\/language|types)\.d\.ts$/,
    /^(earth-mover|embed|ahead|policy|protocol|recipe|support)\.js$/,
    /^(lab|run|asking|worker|load|strings)\/[\w/-]+\.js$/,
    /^pkg\/(cpu|ndarray|webgpu|figures)\/earthmover_web(\.js|\.d\.ts|_bg\.wasm)$/,
    /^data\/(manifest\.json|classifier\.safetensors|(train|test)-\d\d\.gz)$/,
    /^vendor\/uplot\/(uPlot\.esm\.js|style\.js|LICENSE)$/,
    /^(embed\.html|embed\.css|icon\.svg|package\.json|README\.md|LICENSE-(MIT|APACHE|MNIST))$/,
  ];
  assert.deepEqual(
    [...files.keys()].filter((path) => !kinds.some((kind) => kind.test(path))),
    [],
  );
});

test('it is small beside its modules and its digits, and depends on nothing', async () => {
  const { files, scratch } = packed;
  const bytesOf = (/** @type {RegExp} */ kind) =>
    [...files].filter(([path]) => kind.test(path)).reduce((sum, [, bytes]) => sum + bytes, 0);
  assert.ok(bytesOf(/^(?!data|pkg)/) < 800_000);
  assert.ok(bytesOf(/^data/) < 13_000_000);
  const manifest = JSON.parse(
    await readFile(join(scratch, 'node_modules/earthmover/package.json'), 'utf8'),
  );
  assert.equal(manifest.name, 'earthmover');
  assert.equal(manifest.version, workspace('version'));
  assert.ok(manifest.license.includes(workspace('license')));
  assert.ok(manifest.repository.url.includes(workspace('repository')));
  assert.deepEqual(
    Object.keys(manifest).filter((key) => /dependencies|scripts/i.test(key)),
    [],
  );
  // Every door leads somewhere.
  for (const door of Object.values(manifest.exports)) {
    for (const path of typeof door === 'string' ? [door] : Object.values(door)) {
      if (path.includes('*')) continue;
      const { size } = await stat(join(scratch, 'node_modules/earthmover', path));
      assert.ok(size > 0, path);
    }
  }
});

test('its wasm API trains in Node.js', async () => {
  await writeFile(join(packed.scratch, 'train.js'), example('js', 'import { readFile }'));
  const { stdout } = await packed.run('node', 'train.js');
  const lines = stdout.trim().split('\n');
  assert.deepEqual(
    lines.map((line) => line.split(' ')[0]),
    Array.from({ length: 10 }, (_, index) => String(index + 1)),
  );
  for (const line of lines) assert.match(line, /^\d+ -?\d+(\.\d+)?(e-\d+)?$/);
});

for (const resolution of ['bundler', 'nodenext']) {
  test(`its types take right use and refuse wrong use (${resolution})`, async () => {
    await cp(TYPES, packed.scratch, { recursive: true });
    await writeFile(join(packed.scratch, 'guide.ts'), example('ts', 'import type'));
    const module = resolution === 'bundler' ? 'esnext' : 'nodenext';
    const check = (/** @type {string[]} */ ...sources) =>
      packed
        .run(
          'node',
          resolve('node_modules/typescript/bin/tsc'),
          ...['--strict', '--noEmit', '--pretty', 'false', '--target', 'es2022'],
          ...['--lib', 'es2022,dom,dom.iterable', '--types', ''],
          ...['--module', module, '--moduleResolution', resolution, ...sources],
        )
        .then(
          () => '',
          ({ stdout }) => stdout,
        );
    assert.equal(await check('use.ts', 'guide.ts'), '');
    const refused = await check('misuse.ts');
    const found = [...refused.matchAll(/^(.+)\((\d+),\d+\): error/gm)];
    assert.deepEqual(
      found.filter(([, file]) => file !== 'misuse.ts'),
      [],
    );
    const lines = readFileSync(join(TYPES, 'misuse.ts'), 'utf8').trimEnd().split('\n');
    const wrong = lines.map((_, index) => index + 1).slice(lines.indexOf('') + 1);
    assert.ok(wrong.length > 15);
    assert.deepEqual([...new Set(found.map(([, , line]) => Number(line)))], wrong);
  });
}
