// Lays out the npm packages of a built page: node scripts/package.mjs [dist] [target/packages] [name, else all]
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
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
import { dirname, join, sep } from 'node:path';
import { Bundle, ENTRIES, FIGURES, SITE } from './bundle.mjs';
import { customElements, figureTypes, scriptTypes } from './elements.mjs';
import { guide } from './guide.mjs';
import { closure } from './imports.mjs';
import { FRAMEWORKS, manifestOf } from './package-json.mjs';

const [dist = 'dist', target = join('target', 'packages'), only] = process.argv.slice(2);

const PARTS = {
  isSite: false,
  hasTest: true,
  scripts: ENTRIES,
  pages: ['embed.html'],
  rest: [
    'widget.mjs',
    'icon.svg',
    'LICENSE-MIT',
    'LICENSE-APACHE',
    'LICENSE-MNIST',
    'vendor/uplot/LICENSE',
    'vendor/fflate/LICENSE',
  ],
};
/**
 * The same package twice: what most pages need, and all there is. Three shards are 9,250 digits, of which a run draws
 * the last from iteration 400 on.
 */
const PACKAGES = {
  earthmover: { ...PARTS, modules: ['cpu', 'figures', 'ndarray'], shards: 3, hasTest: false },
  'earthmover-full': { ...PARTS, modules: SITE.modules, shards: SITE.shards },
};

/** @param {string} path */
const read = (path) => readFileSync(path, 'utf8');

/**
 * What browsers hold scripts to, by their paths in a folder.
 * @param {string} folder
 * @returns {Record<string, string>}
 */
function integrityOf(folder) {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const scripts = paths.filter((path) => /\.m?js$/.test(path)).sort();
  return Object.fromEntries(
    scripts.map((path) => {
      const digest = createHash('sha384').update(readFileSync(join(folder, path)));
      return [path.replaceAll(sep, '/'), `sha384-${digest.digest('base64')}`];
    }),
  );
}

/**
 * The types of the elements: those that `tsc` makes of their JSDoc, and what they import.
 * @param {string} figures those of the figures
 * @returns {Map<string, string>}
 */
function types(figures) {
  const made = mkdtempSync(join(tmpdir(), 'earthmover-types-'));
  try {
    const options = ['--declaration', '--emitDeclarationOnly', '--noEmit', 'false'];
    const tsc = join('node_modules', '.bin', 'tsc');
    execFileSync(tsc, ['--project', '.', ...options, '--outDir', made], { stdio: 'inherit' });
    // Written by hand, so that tsc only reads them.
    const www = join(made, 'www');
    for (const path of ['types.d.ts', 'jsx']) {
      cpSync(join('www', path), join(www, path), { recursive: true });
    }
    writeFileSync(join(www, 'figures.d.ts'), figures);
    for (const tag of FIGURES) writeFileSync(join(www, `${tag}.d.ts`), scriptTypes(tag));
    const doors = [...ENTRIES, ...FRAMEWORKS.map((name) => `jsx/${name}`)].map(
      (path) => `${path}.d.ts`,
    );
    const declarations = closure(www, doors, (path) => typeImports(www, path));
    return new Map([...declarations].map((path) => [path, packaged(read(join(www, path)))]));
  } finally {
    rmSync(made, { recursive: true });
  }
}

/** @param {string} folder @param {string} path */
function typeImports(folder, path) {
  const code = read(join(folder, path)).replace(/\/\*[\s\S]*?\*\//g, '');
  const found = [...code.matchAll(/(?:\bfrom |\bimport |\bimport\()["'](\.[^"']+)\.js["']/g)];
  return found.map(([, to]) => `${to}.d.ts`).filter((to) => !to.includes('/dist/pkg/'));
}

/** Beside www/ lies dist/pkg/; in the package the modules' types are in wasm/. @param {string} text */
const packaged = (text) =>
  text.replace(
    /((?:\.\.\/)+)dist\/pkg\/(\w+)\/earthmover_web\.js/g,
    (_, up, name) => `${up.slice('../'.length) || './'}wasm/${name}.js`,
  );

class Package {
  /** @param {keyof typeof PACKAGES} name @param {ReadonlyMap<string, string>} declarations */
  constructor(name, declarations) {
    this.name = name;
    this.out = join(target, name);
    this.parts = PACKAGES[name];
    this.declarations = declarations;
    this.bundle = new Bundle(dist, this.out, this.parts);
  }

  async lay() {
    await this.bundle.make();
    for (const module of this.parts.modules) this.addModule(module);
    for (const [path, text] of this.declarations) this.write(path, text);
    this.write('cdn.js', CDN);
    this.write('custom-elements.json', elements);
    this.write('data/manifest.json', JSON.stringify(this.bundle.manifest));
    const integrity = integrityOf(this.out);
    this.write('integrity.json', JSON.stringify(integrity));
    this.write('README.md', guide(integrity['earth-mover.js']));
    const manifest = manifestOf(this.name, this.parts, this.bundle.places, ENTRIES);
    this.write('package.json', `${JSON.stringify(manifest, null, 2)}\n`);
    console.log(`${this.out} is laid out: npm pack ./${this.out}`);
  }

  /** The wasm API of a module, which finds it where the elements do. @param {string} name */
  addModule(name) {
    const folder = join(dist, 'pkg', name);
    const file = `../${this.bundle.places.get(`pkg/${name}/earthmover_web_bg.wasm`)}`;
    const glue = read(join(folder, 'earthmover_web.js'));
    this.write(`wasm/${name}.js`, glue.replace("'earthmover_web_bg.wasm'", `'${file}'`));
    // Its classes have [Symbol.dispose], which few programs that use them have asked for.
    const declarations = read(join(folder, 'earthmover_web.d.ts'));
    this.write(`wasm/${name}.d.ts`, `/// <reference lib="esnext.disposable" />\n${declarations}`);
  }

  /** @param {string} path @param {string} text */
  write(path, text) {
    const file = join(this.out, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/**
 * What a CDN gives out for the package's bare name. Some do so at an address that has no file's name, beside which
 * nothing lies: then the address is the package's folder.
 */
const CDN = `const here = new URL(import.meta.url);
if (!/\\.m?js$/.test(here.pathname)) here.pathname += '/';
export const { EarthMover, setBasePath, VERSION } = await import(new URL('earth-mover.js', here).href);
`;

const declarations = types(await figureTypes(dist));
// Read by editors: spaces would be two fifths of it.
const elements = JSON.stringify(await customElements(dist));
for (const name of /** @type {(keyof typeof PACKAGES)[]} */ (Object.keys(PACKAGES))) {
  if (!only || only === name) await new Package(name, declarations).lay();
}
