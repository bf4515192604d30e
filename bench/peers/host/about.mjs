/** What was measured with: machine, browser, packages, and the modules in dist/. */

import { existsSync, readFileSync, statSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { browserVersion } from './browser.mjs';

const PACKAGES = ['@tensorflow/tfjs-core', '@jax-js/jax'];

/** @param {string} root */
export async function machine(root) {
  const [first] = cpus();
  const versions = PACKAGES.map((name) => {
    const { version } = JSON.parse(
      readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8'),
    );
    return `${name} ${version}`;
  });
  return [
    `${first.model.trim()}, ${cpus().length} processors`,
    `Chromium ${await browserVersion()}, ${versions.join(', ')}`,
  ];
}

/** What wasm-opt was told, by the profile that a module was built in (scripts/build-module.sh). */
const PROFILES = [
  ['-O3', 'as published (profile dist)'],
  ['-O1', 'quickly (profile release)'],
];

/**
 * The modules in dist/: how they were built, and their sizes.
 * @param {string} root
 */
export function dist(root) {
  return ['cpu', 'ndarray', 'webgpu'].flatMap((name) => {
    const file = join(root, 'dist', 'pkg', name, 'earthmover_web_bg.wasm');
    if (!existsSync(file)) return [];
    const noted = join(root, 'target', 'modules', name, 'how');
    const how = existsSync(noted) ? readFileSync(noted, 'utf8') : '';
    const [, built] = PROFILES.find(([flag]) => how.startsWith(flag)) ?? ['', 'nobody noted how'];
    return [
      `Earthmover’s ${name} module: ${(statSync(file).size / 1000).toFixed(0)} kB, built ${built}`,
    ];
  });
}
