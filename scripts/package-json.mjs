// The package.json of an npm package: its doors, and what is said of it.
import { workspace } from './workspace.mjs';

/** Whose templates have types of their own. */
export const FRAMEWORKS = ['react', 'vue', 'svelte', 'solid'];

/**
 * @param {string} name
 * @param {{ modules: readonly string[] }} parts
 * @param {ReadonlyMap<string, string>} places of the files by their names in the sources
 * @param {readonly string[]} entries
 */
export function manifestOf(name, { modules }, places, entries) {
  const repository = workspace('repository');
  return {
    name,
    version: workspace('version'),
    description:
      'A Wasserstein GAN that trains on MNIST in the browser: an element, figures, and a wasm API.',
    keywords: ['wasserstein', 'gan', 'optimal-transport', 'mnist', 'custom-element', 'wasm'],
    homepage: workspace('homepage'),
    bugs: `${repository}/issues`,
    repository: { type: 'git', url: `git+${repository}.git` },
    // The program's, uPlot's and fflate's, the digits'.
    license: `(${workspace('license')}) AND MIT AND CC-BY-SA-3.0`,
    type: 'module',
    exports: exportsOf(modules, places, entries),
    types: './earth-mover.d.ts',
    jsdelivr: './cdn.js',
    unpkg: './cdn.js',
    customElements: './custom-elements.json',
    sideEffects: [
      ...entries.map((entry) => `./${entry}.js`),
      './cdn.js',
      './frame.js',
      './widget.mjs',
    ],
  };
}

/**
 * @param {readonly string[]} modules
 * @param {ReadonlyMap<string, string>} places
 * @param {readonly string[]} entries
 */
function exportsOf(modules, places, entries) {
  const scripts = entries.map((entry) => [
    `./${entry}.js`,
    { types: `./${entry}.d.ts`, default: `./${entry}.js` },
  ]);
  const wasm = modules.flatMap((name) => [
    [`./wasm/${name}`, { types: `./wasm/${name}.d.ts`, default: `./wasm/${name}.js` }],
    [`./wasm/${name}.wasm`, `./${places.get(`pkg/${name}/earthmover_web_bg.wasm`)}`],
  ]);
  const data = [...places].filter(([path]) => path.startsWith('data/'));
  return {
    '.': { types: './earth-mover.d.ts', default: './earth-mover.js' },
    ...Object.fromEntries(scripts),
    ...Object.fromEntries(FRAMEWORKS.map((one) => [`./${one}`, { types: `./jsx/${one}.d.ts` }])),
    ...Object.fromEntries(wasm),
    './data/manifest.json': './data/manifest.json',
    ...Object.fromEntries(data.map(([path, place]) => [`./${path}`, `./${place}`])),
    './widget.mjs': './widget.mjs',
    './embed.html': './embed.html',
    './files/*': './files/*',
    './custom-elements.json': './custom-elements.json',
    './package.json': './package.json',
  };
}
