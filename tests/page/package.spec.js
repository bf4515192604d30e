/** The npm package: what is in it, and that a page, a TypeScript program and Node.js can use it once it is installed. */

import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { workspace } from '../../scripts/workspace.mjs';
import { example } from './guide.js';
import { labOf, Site } from './host.js';
import { expect, test } from './lab.js';

const DIST = process.env.DIST ?? 'dist';
const TYPES = join('tests', 'page', 'package');
const call = promisify(execFile);

/** Where the package is laid out, packed and installed. */
let scratch = '';
/** @type {Site} */
let site;
/** Paths of the packed files, with their bytes. @type {Map<string, number>} */
let files;

/** @param {string} program @param {string[]} args */
const inScratch = (program, ...args) =>
  call(program, args, { cwd: scratch, env: { ...process.env, FORCE_COLOR: '0' } });

test.beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'earthmover-package-'));
  const laid = join(scratch, 'laid-out');
  await call('node', ['scripts/package.mjs', DIST, laid]);
  const { stdout } = await inScratch('npm', 'pack', '--json', './laid-out');
  const [packed] = JSON.parse(stdout);
  files = new Map(packed.files.map((/** @type {any} */ { path, size }) => [path, size]));
  await writeFile(join(scratch, 'package.json'), '{ "private": true, "type": "module" }');
  await inScratch('npm', 'install', '--offline', '--no-audit', '--no-fund', `./${packed.filename}`);
  await rm(laid, { recursive: true });
  site = new Site(scratch);
  await site.open();
});

test.afterAll(async () => {
  site?.close();
  if (scratch) await rm(scratch, { recursive: true });
});

test('it has what the element imports and fetches, and nothing else', async () => {
  const html = readFileSync(join(DIST, 'embed.html'), 'utf8');
  const named = [...html.matchAll(/(?:href|src)="\.\/([^"]+)"/g)].map(([, path]) => path);
  expect(named.length).toBeGreaterThan(50);
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
  expect(needed.filter((path) => !files.has(path))).toEqual([]);
  const kinds = [
    /^(earth-mover|lab\/element|run\/settings|strings\/language|types)\.d\.ts$/,
    /^(earth-mover|embed|ahead|policy|protocol|recipe|support)\.js$/,
    /^(lab|run|asking|worker|load|strings)\/[\w/-]+\.js$/,
    /^pkg\/(cpu|ndarray|webgpu|figures)\/earthmover_web(\.js|\.d\.ts|_bg\.wasm)$/,
    /^data\/(manifest\.json|classifier\.safetensors|(train|test)-\d\d\.gz)$/,
    /^vendor\/uplot\/(uPlot\.esm\.js|style\.js|LICENSE)$/,
    /^(embed\.html|embed\.css|icon\.svg|package\.json|README\.md|LICENSE-(MIT|APACHE|MNIST))$/,
  ];
  expect([...files.keys()].filter((path) => !kinds.some((kind) => kind.test(path)))).toEqual([]);
});

test('it is small beside its modules and its digits, and depends on nothing', async () => {
  const bytesOf = (/** @type {RegExp} */ kind) =>
    [...files].filter(([path]) => kind.test(path)).reduce((sum, [, bytes]) => sum + bytes, 0);
  expect(bytesOf(/^(?!data|pkg)/)).toBeLessThan(800_000);
  expect(bytesOf(/^data/)).toBeLessThan(13_000_000);
  const manifest = JSON.parse(
    await readFile(join(scratch, 'node_modules/earthmover/package.json'), 'utf8'),
  );
  expect(manifest).toMatchObject({ name: 'earthmover', version: workspace('version') });
  expect(manifest.license).toContain(workspace('license'));
  expect(manifest.repository.url).toContain(workspace('repository'));
  expect(Object.keys(manifest).filter((key) => /dependencies|scripts/i.test(key))).toEqual([]);
  // Every door leads somewhere.
  for (const door of Object.values(manifest.exports)) {
    for (const path of typeof door === 'string' ? [door] : Object.values(door)) {
      if (path.includes('*')) continue;
      expect((await stat(join(scratch, 'node_modules/earthmover', path))).size).toBeGreaterThan(0);
    }
  }
});

test('a page trains with it from node_modules', async ({ page }) => {
  /** @type {string[]} */
  const urls = [];
  page.on('response', (response) => urls.push(response.url()));
  await site.show(page, `<!doctype html><title>host</title>${example('html', '<script')}`);
  await expect.poll(async () => (await labOf(page)).iteration).toBeGreaterThan(3);
  expect(urls.filter((url) => url.endsWith('.gz')).length).toBeGreaterThan(0);
  const elsewhere = urls.filter((url) => !/\/node_modules\/earthmover\/|host\.html$/.test(url));
  expect(elsewhere).toEqual([]);
});

test('its wasm API trains in Node.js', async () => {
  await writeFile(join(scratch, 'train.js'), example('js', 'import { readFile }'));
  const { stdout } = await inScratch('node', 'train.js');
  const lines = stdout.trim().split('\n');
  expect(lines.map((line) => line.split(' ')[0])).toEqual(
    Array.from({ length: 10 }, (_, index) => String(index + 1)),
  );
  for (const line of lines) expect(line).toMatch(/^\d+ -?\d+(\.\d+)?(e-\d+)?$/);
});

for (const resolution of ['bundler', 'nodenext']) {
  test(`its types take right use and refuse wrong use (${resolution})`, async () => {
    await cp(TYPES, scratch, { recursive: true });
    await writeFile(join(scratch, 'guide.ts'), example('ts', 'import type'));
    const module = resolution === 'bundler' ? 'esnext' : 'nodenext';
    const check = (/** @type {string[]} */ ...sources) =>
      inScratch(
        'node',
        resolve('node_modules/typescript/bin/tsc'),
        ...['--strict', '--noEmit', '--pretty', 'false', '--target', 'es2022'],
        ...['--lib', 'es2022,dom,dom.iterable', '--types', ''],
        ...['--module', module, '--moduleResolution', resolution, ...sources],
      ).then(
        () => '',
        ({ stdout }) => stdout,
      );
    expect(await check('use.ts', 'guide.ts')).toBe('');
    const refused = await check('misuse.ts');
    const found = [...refused.matchAll(/^(.+)\((\d+),\d+\): error/gm)];
    expect(found.filter(([, file]) => file !== 'misuse.ts')).toEqual([]);
    const lines = readFileSync(join(TYPES, 'misuse.ts'), 'utf8').trimEnd().split('\n');
    const wrong = lines.map((_, index) => index + 1).slice(lines.indexOf('') + 1);
    expect(wrong.length).toBeGreaterThan(15);
    expect([...new Set(found.map(([, , line]) => Number(line)))]).toEqual(wrong);
  });
}
