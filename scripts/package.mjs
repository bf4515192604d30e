// Lays out the npm package of a built page: node scripts/package.mjs [dist] [target/package]
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { guide } from './guide.mjs';
import { closure } from './imports.mjs';
import { workspace } from './workspace.mjs';

const [dist = 'dist', out = join('target', 'package')] = process.argv.slice(2);

/** What is begun by its URL; all else is imported by these. */
const SCRIPTS = [
  'earth-mover.js',
  'embed.js',
  'policy.js',
  'ahead.js',
  'worker/worker.js',
  'worker/follower.js',
];
/** The rest of a frame, the digits, and whose all of it is. */
const FILES = ['embed.html', 'embed.css', 'icon.svg', 'data', 'vendor/uplot/LICENSE'];
const LICENCES = ['LICENSE-MIT', 'LICENSE-APACHE', 'LICENSE-MNIST'];
const NEEDED = ['cpu', 'ndarray', 'webgpu'];

/** @param {string} path */
const read = (path) => readFileSync(path, 'utf8');

/** @param {string} path @param {string} text */
function write(path, text) {
  mkdirSync(dirname(join(out, path)), { recursive: true });
  writeFileSync(join(out, path), text);
}

/** @param {string} path */
const copy = (path) => cpSync(join(dist, path), join(out, path), { recursive: true });

/** The wasm modules of the page, by name. */
function modules() {
  const names = readdirSync(join(dist, 'pkg')).filter((name) => !name.startsWith('.'));
  const missing = NEEDED.filter((name) => !names.includes(name));
  if (missing.length === 0) return names.sort();
  throw new Error(`there is no module ${missing.join(', ')} in ${dist}/pkg: run cargo make build`);
}

/** @param {string} name */
function addModule(name) {
  const folder = `pkg/${name}`;
  copy(`${folder}/earthmover_web.js`);
  copy(`${folder}/earthmover_web_bg.wasm`);
  const types = read(join(dist, folder, 'earthmover_web.d.ts'));
  // Its classes have [Symbol.dispose], which few programs that use them have asked for.
  write(`${folder}/earthmover_web.d.ts`, `/// <reference lib="esnext.disposable" />\n${types}`);
}

/** The types of the element: those that `tsc` makes of its JSDoc, and what they import. */
function addTypes() {
  const made = mkdtempSync(join(tmpdir(), 'earthmover-types-'));
  try {
    const options = ['--declaration', '--emitDeclarationOnly', '--noEmit', 'false'];
    const tsc = join('node_modules', '.bin', 'tsc');
    execFileSync(tsc, ['--project', '.', ...options, '--outDir', made], { stdio: 'inherit' });
    // Written by hand, so that tsc only reads it.
    cpSync(join('www', 'types.d.ts'), join(made, 'www', 'types.d.ts'));
    const www = join(made, 'www');
    const declarations = closure(www, ['earth-mover.d.ts'], (path) => typeImports(www, path));
    for (const path of declarations) write(path, packaged(read(join(www, path))));
  } finally {
    rmSync(made, { recursive: true });
  }
}

/** @param {string} folder @param {string} path */
function typeImports(folder, path) {
  const code = read(join(folder, path)).replace(/\/\*[\s\S]*?\*\//g, '');
  const found = [...code.matchAll(/(?:\bfrom |\bimport\()["'](\.[^"']+)\.js["']/g)];
  return found.map(([, to]) => `${to}.d.ts`).filter((to) => !to.includes('/dist/pkg/'));
}

/** Beside www/ lies dist/pkg/; in the package all is in one folder. @param {string} text */
const packaged = (text) =>
  text.replace(/((?:\.\.\/)+)dist\/pkg\//g, (_, up) => `${up.slice('../'.length) || './'}pkg/`);

/** @param {string[]} names of the wasm modules */
function manifest(names) {
  const wasm = names.flatMap((name) => {
    const path = `./pkg/${name}/earthmover_web`;
    return [
      [`./wasm/${name}`, { types: `${path}.d.ts`, default: `${path}.js` }],
      [`./wasm/${name}.wasm`, `${path}_bg.wasm`],
    ];
  });
  const repository = workspace('repository');
  return {
    name: 'earthmover',
    version: workspace('version'),
    description:
      'A Wasserstein GAN that trains on MNIST in the browser: an element, and a wasm API.',
    keywords: ['wasserstein', 'gan', 'optimal-transport', 'mnist', 'custom-element', 'wasm'],
    homepage: repository,
    repository: { type: 'git', url: `git+${repository}.git` },
    // The program's, uPlot's, the digits'.
    license: `(${workspace('license')}) AND MIT AND CC-BY-SA-3.0`,
    type: 'module',
    exports: {
      '.': { types: './earth-mover.d.ts', default: './earth-mover.js' },
      ...Object.fromEntries(wasm),
      './data/*': './data/*',
      './package.json': './package.json',
    },
    sideEffects: SCRIPTS.map((path) => `./${path}`),
  };
}

const names = modules();
rmSync(out, { recursive: true, force: true });
for (const path of [...closure(dist, SCRIPTS), ...FILES, ...LICENCES]) copy(path);
for (const name of names) addModule(name);
addTypes();
write('README.md', guide());
write('package.json', `${JSON.stringify(manifest(names), null, 2)}\n`);
console.log(`${out} is laid out: npm pack ./${out}`);
