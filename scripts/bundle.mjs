// Makes of a built page the one that is published: node scripts/bundle.mjs [dist] [target/site]
//
// The sources are plain modules, which `cargo make serve` gives out as they are: some 150 requests. Here each script that
// is named by a page, and each worker, becomes one file, and what scripts share two more. What is fetched by name goes
// into files/, where its name has a mark of its content, so that a host may let browsers keep it for ever, and a
// worker's glue never meets the module of another release. Names that pages and authors write stay as they are.
import { createHash } from 'node:crypto';
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, extname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { workspace } from './workspace.mjs';

/** Figures are what has a script of that name. */
export const FIGURES = readdirSync('www')
  .filter((name) => /^em-\w+\.js$/.test(name))
  .map((name) => basename(name, '.js'));
/** Scripts that pages name, and of which a package has its doors. */
export const ENTRIES = ['earth-mover', ...FIGURES];
/** Scripts that are begun by their address, with all that they import in one file. */
const WORKERS = [
  'worker/cpu.js',
  'worker/ndarray.js',
  'worker/webgpu.js',
  'worker/follower.js',
  'figures/worker/figures.js',
  'figures/worker/critics.js',
];
const MODULES = ['cpu', 'figures', 'ndarray', 'webgpu'];

/**
 * What a bundle is made with.
 * @typedef {object} Parts
 * @property {readonly string[]} modules
 * @property {number} shards of training digits, the first of them
 * @property {boolean} hasTest whether the test digits, which nothing of ours asks for, are among the files
 * @property {readonly string[]} scripts that pages name
 * @property {readonly string[]} pages
 * @property {boolean} isSite whether its pages are given out as such, as no CDN of packages does
 * @property {readonly string[]} rest of the files, which stay where they are
 */

/** @type {Parts} */
export const SITE = {
  isSite: true,
  modules: MODULES,
  shards: Infinity,
  hasTest: true,
  scripts: [...ENTRIES, 'article'],
  pages: [
    ...['index.html', 'zh/index.html', 'teach.html', 'zh/teach.html'],
    ...['embedding.html', 'embed.html'],
  ],
  rest: [
    ...['page', 'page-figures', 'page-fonts', 'page-links', 'page-print', 'teach', 'embedding'].map(
      (name) => `${name}.css`,
    ),
    'fonts',
    'figures/figures.css',
    'figures/static',
    'widget.mjs',
    'icon.svg',
    'card.png',
    'robots.txt',
    '.nojekyll',
    'LICENSE-MIT',
    'LICENSE-APACHE',
    'LICENSE-MNIST',
    'vendor/uplot/LICENSE',
    'vendor/fflate/LICENSE',
  ],
};

/** Charts, which not every figure has. */
const PLOTS = /vendor.uplot|ui.plots|ui.styles.charts|figures.kit.chart\.js/;

/** @param {string} path */
const read = (path) => readFileSync(path, 'utf8');

/** Eight digits of SHA-256: what changes with the content, and with nothing else. @param {Uint8Array | string} bytes */
const markOf = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 8);

export class Bundle {
  /**
   * @param {string} dist a built page
   * @param {string} out the folder that is made anew
   * @param {Parts} parts
   */
  constructor(dist, out, parts) {
    /** @private */
    this.dist = dist;
    /** @private */
    this.out = out;
    /** @private */
    this.parts = parts;
    /** Where each file of the sources is now. @type {Map<string, string>} */
    this.places = new Map();
  }

  async make() {
    rmSync(this.out, { recursive: true, force: true });
    this.addFiles();
    await this.addWorkers();
    await this.addScripts();
    await this.addFrame();
    for (const path of this.parts.rest) this.copy(path);
    for (const path of this.parts.pages) this.addPage(path);
  }

  /** Modules and digits: what is fetched as it is. @private */
  addFiles() {
    for (const name of this.parts.modules) {
      const path = `pkg/${name}/earthmover_web_bg.wasm`;
      try {
        statSync(join(this.dist, path));
      } catch {
        throw new Error(`there is no module ${name} in ${this.dist}/pkg: run cargo make build`);
      }
      this.addFile(path, `${name}.wasm`);
    }
    for (const { file } of [...this.manifest.train, ...this.manifest.test])
      this.addFile(`data/${file}`, file);
    this.addFile('data/classifier.safetensors', 'classifier.safetensors');
  }

  /** What lists the digits that are in it. */
  get manifest() {
    const { train, test, ...rest } = JSON.parse(read(join(this.dist, 'data/manifest.json')));
    const { shards, hasTest } = this.parts;
    return { ...rest, train: train.slice(0, shards), test: hasTest ? test : [] };
  }

  /**
   * @private
   * @param {string} path of the sources
   * @param {string} name
   * @param {Uint8Array | string} [bytes] where they are not those of the sources
   */
  addFile(path, name, bytes = readFileSync(join(this.dist, path))) {
    const ending = extname(name);
    const place = `files/${basename(name, ending)}-${markOf(bytes)}${ending}`;
    this.places.set(path, place);
    this.write(place, bytes);
  }

  /** @private */
  async addWorkers() {
    for (const path of WORKERS) {
      // One that leads has the name of its module.
      const name = basename(path, '.js');
      if (MODULES.includes(name) && !this.parts.modules.includes(name)) continue;
      const { code } = await this.single(path, 'es');
      this.addFile(path, `${path.replace(/^.*worker\//, 'worker-')}`, code);
    }
  }

  /**
   * One file of a script and all that it imports.
   * @private
   * @param {string} input
   * @param {'es' | 'iife'} format
   * @param {import('rolldown').Plugin[]} [plugins]
   */
  async single(input, format, plugins = []) {
    const build = await rolldown({
      input: resolve(this.dist, input),
      plugins: [...plugins, fixedGlue],
      onLog: refuse,
    });
    const { output } = await build.generate({ format, minify: true, codeSplitting: false });
    if (output.length !== 1) throw new Error(`${input} became ${output.length} files`);
    return output[0];
  }

  /** @private */
  async addScripts() {
    const names = this.parts.scripts;
    const build = await rolldown({
      input: Object.fromEntries(names.map((name) => [name, resolve(this.dist, `${name}.js`)])),
      plugins: [this.addresses('import.meta.url', '')],
      onLog: refuse,
    });
    const { output } = await build.generate({
      format: 'es',
      minify: true,
      entryFileNames: '[name].js',
      chunkFileNames: '[name]-[hash].js',
      codeSplitting: {
        groups: [
          // What is one by itself in a page, as what it has downloaded, is in one file.
          { name: 'shared', minShareCount: 2, priority: 2, test: (id) => !PLOTS.test(id) },
          { name: 'plots', priority: 1, test: PLOTS },
        ],
      },
    });
    /** What a page asks for with a script of its own, by that script's name. @type {Map<string, string[]>} */
    this.imports = new Map();
    for (const chunk of output) {
      if (chunk.type !== 'chunk') throw new Error(`${chunk.fileName} is no script`);
      this.imports.set(chunk.fileName, chunk.imports);
      this.write(chunk.fileName, chunk.code);
    }
  }

  /** What a frame runs first, in one classic script: its policy, and what asks ahead. @private */
  async addFrame() {
    const policy = read(join(this.dist, 'policy.js'));
    const { code } = await this.single('frame.js', 'iife', [
      this.addresses('own', 'const own = document.currentScript.src;'),
    ]);
    this.write('frame.js', `${policy}${code}`);
  }

  /**
   * The module of addresses in this form.
   * @private
   * @param {string} here the script's own address, as an expression
   * @param {string} before what that needs
   * @returns {import('rolldown').Plugin}
   */
  addresses(here, before) {
    const file = resolve(this.dist, 'load/files.js');
    const code = before + this.addressesSource(here);
    return { name: 'addresses', load: (id) => (resolve(id) === file ? code : null) };
  }

  /** @private @param {string} here */
  addressesSource(here) {
    const places = [...this.places];
    const lines = places.map(
      ([path, place]) => `  ${JSON.stringify(path)}: () => new URL('./${place}', ${here}).href,`,
    );
    const [name, first] = places[0];
    const home = JSON.stringify(workspace('homepage'));
    return `
import { base } from './base.js';
import { named } from './errors.js';
export const MANIFEST = ${JSON.stringify(this.manifest)};
const PLACES = ${JSON.stringify(Object.fromEntries(places))};
// Written out one by one, since only so do bundlers see them and bring the files along; and only when one is asked for,
// since where a bundler leaves no address of its own, a page says where they lie.
const HERE = {
${lines.join('\n')}
};
// Some bundlers (Next.js) make paths of addresses, without an origin.
const addressHere = (name) => new URL(HERE[name](), document.baseURI).href;
export function addressOf(name) {
  if (!(name in PLACES)) throw named('MissingError', name + ' is not part of this package');
  const folder = base();
  if (folder) return new URL(PLACES[name], folder).href;
  try {
    return addressHere(name);
  } catch {
    throw named('PlaceError', 'nothing says where the files of earthmover lie: see setBasePath');
  }
}
// Where another bundler has laid the files elsewhere, our pages are nowhere, and CDNs give out pages as plain text: then
// those of the site are named.
export function siteAddressOf(name) {
  const folder = base();
  if (folder) return new URL(name, folder).href;
  try {
    const here = addressHere(${JSON.stringify(name)});
    const isPlain = here.endsWith('/${first}') && (${this.parts.isSite} || !name.endsWith('.html'));
    if (isPlain) return new URL(name, here.slice(0, -${first.length})).href;
  } catch {
    // Nothing has an address of its own.
  }
  return new URL(name, ${home}).href;
}
`;
  }

  /** @private @param {string} path */
  addPage(path) {
    const html = read(join(this.dist, path));
    this.write(path, path === 'embed.html' ? this.framePage(html) : html);
  }

  /** A frame asks for all of its scripts at once. @private @param {string} html */
  framePage(html) {
    const links = this.preloads(['earth-mover.js']).map(
      (name) => `    <link rel="modulepreload" href="./${name}" />\n`,
    );
    return [
      [/ *<link rel="modulepreload".*\n/g, ''],
      [/src="\.\/policy\.js"/, 'src="./frame.js"'],
      [/ *<script type="module" async src="\.\/frame\.js"><\/script>\n/, ''],
      [/( *<script src="\.\/frame\.js")/, `${links.join('')}$1`],
    ].reduce((text, [from, to]) => {
      const now = text.replace(from, String(to));
      if (now === text) throw new Error(`embed.html no longer has ${from}: look again`);
      return now;
    }, html);
  }

  /** What a script imports, and what that does. @private @param {string[]} names */
  preloads(names) {
    const found = new Set(names);
    for (const name of found) for (const one of this.imports?.get(name) ?? []) found.add(one);
    return [...found].filter((name) => !names.includes(name));
  }

  /** @private @param {string} path */
  copy(path) {
    cpSync(join(this.dist, path), join(this.out, path), { recursive: true });
  }

  /**
   * @private
   * @param {string} path
   * @param {Uint8Array | string} text
   */
  write(path, text) {
    const file = join(this.out, path);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, text);
  }
}

/** The page brings every module itself: the address that wasm-bindgen would take one from is none of a worker's. */
const fixedGlue = {
  name: 'glue',
  transform(/** @type {string} */ code, /** @type {string} */ id) {
    if (!id.endsWith('earthmover_web.js')) return null;
    const parts = code.split("new URL('earthmover_web_bg.wasm', import.meta.url)");
    if (parts.length !== 2) throw new Error(`${id} no longer names its module once: look again`);
    return parts.join('undefined');
  },
};

/** A warning of the bundler is an error. @param {string} level @param {{ message: string }} log */
function refuse(level, log) {
  if (level === 'warn') throw new Error(log.message);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [dist = 'dist', out = join('target', 'site')] = process.argv.slice(2);
  await new Bundle(dist, out, SITE).make();
  const count = readdirSync(out, { recursive: true }).length;
  console.log(`${relative('', out)} is made: ${count} files and folders`);
}
