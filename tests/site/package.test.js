/** The npm package: what is in it, and that a TypeScript program and Node.js can use it once it is installed. */

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { cp, readFile, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { FIGURES } from '../../scripts/bundle.mjs';
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

/** What may be in a package, beside the modules that it has. */
const KINDS = [
  /^(earth-mover|em-[a-z]+|cdn|frame|(shared|plots|panel|fflate)-[\w-]{8})\.js$/,
  /^widget\.mjs$/,
  /^(earth-mover|em-[a-z]+|types|figures|protocol|support|version|(lab|run|load|ui|strings|jsx)\/[\w/-]+)\.d\.ts$/,
  /^files\/worker-(cpu|follower|figures|critics|ndarray|webgpu)-[0-9a-f]{8}\.js$/,
  /^files\/classifier-[0-9a-f]{8}\.safetensors$/,
  /^(embed\.html|icon\.svg|package\.json|integrity\.json|custom-elements\.json|data\/manifest\.json|README\.md)$/,
  /^(LICENSE-(MIT|APACHE|MNIST)|vendor\/(uplot|fflate)\/LICENSE)$/,
];

/** @param {import('./packed.js').Packed} packed @param {string} path */
const inPackage = ({ scratch, name }, path) => join(scratch, 'node_modules', name, path);

/**
 * Every door of a package leads somewhere, and what it has is what it should have.
 * @param {import('./packed.js').Packed} packed
 * @param {RegExp[]} kinds
 */
async function check(packed, kinds) {
  const { files, name } = packed;
  const unknown = [...files.keys()].filter(
    (path) => ![...KINDS, ...kinds].some((kind) => kind.test(path)),
  );
  assert.deepEqual(unknown, []);
  const manifest = JSON.parse(await readFile(inPackage(packed, 'package.json'), 'utf8'));
  assert.equal(manifest.name, name);
  assert.equal(manifest.version, workspace('version'));
  assert.ok(manifest.license.includes(workspace('license')));
  assert.ok(manifest.repository.url.includes(workspace('repository')));
  assert.deepEqual(
    Object.keys(manifest).filter((key) => /dependencies|scripts/i.test(key)),
    [],
  );
  const doors = Object.values(manifest.exports).flatMap((door) =>
    Object.values([door].flat()).flatMap((one) =>
      typeof one === 'string' ? [one] : Object.values(one),
    ),
  );
  for (const path of [...doors, manifest.jsdelivr, manifest.unpkg, manifest.customElements]) {
    if (path.includes('*')) continue;
    const { size } = await stat(inPackage(packed, path));
    assert.ok(size > 0, path);
  }
  for (const path of ['LICENSE-MIT', 'LICENSE-APACHE', 'LICENSE-MNIST', 'README.md']) {
    assert.ok(files.has(path), path);
  }
}

test('what browsers are to hold scripts to is what they are', async () => {
  const integrity = JSON.parse(await readFile(inPackage(packed, 'integrity.json'), 'utf8'));
  const scripts = [...packed.files.keys()].filter((path) => /\.m?js$/.test(path));
  assert.deepEqual(Object.keys(integrity), scripts.sort());
  for (const path of scripts) {
    const digest = createHash('sha384').update(await readFile(inPackage(packed, path)));
    assert.equal(integrity[path], `sha384-${digest.digest('base64')}`, path);
  }
  const readme = await readFile(inPackage(packed, 'README.md'), 'utf8');
  const [tag] = /<script type="module" src="https:\/\/cdn[^>]*>/.exec(readme) ?? [''];
  assert.ok(tag.includes(`@${workspace('version')}/earth-mover.js"`), tag);
  assert.ok(tag.includes(` integrity="${integrity['earth-mover.js']}" crossorigin`), tag);
});

const sum = (/** @type {Map<string, number>} */ files, /** @type {RegExp} */ kind) =>
  [...files].filter(([path]) => kind.test(path)).reduce((all, [, bytes]) => all + bytes, 0);

test('the package has what most pages need, and nothing else', async () => {
  await check(packed, [
    /^files\/(cpu|figures|ndarray)-[0-9a-f]{8}\.wasm$/,
    /^files\/train-0[0-2]-[0-9a-f]{8}\.gz$/,
    /^wasm\/(cpu|figures|ndarray)(\.js|\.d\.ts)$/,
  ]);
  assert.ok(sum(packed.files, /^(?!files|wasm|data)/) < 815_000);
  assert.ok(packed.bytes < 4_500_000, `${packed.bytes} bytes packed`);
});

test('the full package has all there is', async () => {
  const full = await pack('earthmover-full');
  try {
    await check(full, [
      /^files\/(cpu|figures|ndarray|webgpu)-[0-9a-f]{8}\.wasm$/,
      /^files\/(train|test)-\d\d-[0-9a-f]{8}\.gz$/,
      /^wasm\/(cpu|figures|ndarray|webgpu)(\.js|\.d\.ts)$/,
    ]);
    const { train, test: held } = JSON.parse(
      readFileSync(join(DIST, 'data/manifest.json'), 'utf8'),
    );
    const shards = [...full.files.keys()].filter((path) => path.endsWith('.gz'));
    assert.equal(shards.length, train.length + held.length);
    // Half of it would be no reason for two.
    assert.ok(packed.bytes < full.bytes / 2);
  } finally {
    await full.remove();
  }
});

test('a server imports it, and nothing happens', async () => {
  const names = ['', '/earth-mover.js', ...FIGURES.map((name) => `/${name}.js`)];
  await writeFile(
    join(packed.scratch, 'server.js'),
    `const before = Object.keys(globalThis).length;
    for (const name of ${JSON.stringify(names)}) await import('earthmover' + name);
    const { EarthMover, setBasePath, VERSION } = await import('earthmover');
    console.log(typeof EarthMover, typeof setBasePath, VERSION, Object.keys(globalThis).length - before);`,
  );
  const { stdout } = await packed.run('node', 'server.js');
  assert.equal(stdout.trim(), `function function ${workspace('version')} 0`);
});

test('editors know each of its tags, with what may be set and what it says', async () => {
  const { modules } = JSON.parse(await readFile(inPackage(packed, 'custom-elements.json'), 'utf8'));
  const [lab, ...figures] = modules.map((/** @type {any} */ { declarations: [one] }) => one);
  assert.deepEqual(
    figures.map((/** @type {any} */ { tagName }) => tagName),
    FIGURES,
  );
  for (const list of [
    lab.attributes,
    lab.members,
    lab.events,
    lab.cssParts,
    lab.cssProperties,
    lab.slots,
  ]) {
    assert.ok(list.length > 1);
    for (const { name, description } of list) assert.ok(description, name);
  }
  for (const { tagName, description, attributes } of figures) {
    assert.ok(description, tagName);
    assert.ok(attributes.length > 0, tagName);
    for (const { name, description } of attributes) assert.ok(description, `${tagName} ${name}`);
  }
});

test('neither publint nor arethetypeswrong finds anything in it', async () => {
  const tarball = `./${packed.tarball}`;
  const bin = (/** @type {string} */ name) => resolve('node_modules/.bin', name);
  await packed.run(bin('publint'), '--strict', tarball);
  const { exports } = JSON.parse(await readFile(inPackage(packed, 'package.json'), 'utf8'));
  // What is no module has no types.
  const assets = Object.keys(exports).filter((door) => typeof exports[door] === 'string');
  await packed.run(
    bin('attw'),
    tarball,
    '--profile',
    'esm-only',
    '--exclude-entrypoints',
    ...assets.map((door) => door.replace('./', '')),
  );
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
