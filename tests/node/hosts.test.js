/** What the guide says of hosts is what `tests/hosts/` has. */

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { GUIDE } from '../../scripts/guide.mjs';

const FOLDER = 'tests/hosts';
const guide = readFileSync(GUIDE, 'utf8');

/** What each project is named after, in the guide's table. @type {Record<string, string[]>} */
const NAMED = {
  astro: ['astro'],
  docusaurus: ['@docusaurus/core'],
  esbuild: ['esbuild'],
  jupyter: ['jupyterlab', 'anywidget'],
  marimo: ['marimo'],
  next: ['next'],
  observable: ['@observablehq/framework'],
  reveal: ['reveal.js'],
  sphinx: ['sphinx', 'myst-parser'],
  solid: ['vite', 'solid-js'],
  svelte: ['vite', 'svelte'],
  'vite-react': ['vite', 'react'],
  vitepress: ['vitepress'],
  vue: ['vite', 'vue'],
  webpack: ['webpack'],
};

/** The version that a project pins. @param {string} host @param {string} name @returns {string | undefined} */
function versionOf(host, name) {
  const npm = join(FOLDER, host, 'package.json');
  if (existsSync(npm)) {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(npm, 'utf8'));
    return { ...dependencies, ...devDependencies }[name];
  }
  const python = readFileSync(join(FOLDER, host, 'requirements.txt'), 'utf8');
  return new RegExp(`^${name}==(\\S+)`, 'im').exec(python)?.[1];
}

test('the guide’s table has each host with the version that is tried', () => {
  const [, section] = guide.split('\n## Where it was opened\n');
  const rows = section.split('\n').filter((line) => line.startsWith('| '));
  const hosts = readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'html')
    .map(({ name }) => name);
  assert.deepEqual(hosts.sort(), Object.keys(NAMED).sort());
  for (const [host, names] of Object.entries(NAMED)) {
    const versions = names.map((name) => versionOf(host, name));
    const found = rows.some((row) => versions.every((version) => version && row.includes(version)));
    assert.ok(found, `${host}: ${names.join(', ')} ${versions.join(', ')}`);
  }
});

test('no lock file names a registry, and every version is exact', () => {
  for (const host of Object.keys(NAMED)) {
    const lock = join(FOLDER, host, 'package-lock.json');
    if (!existsSync(lock)) continue;
    assert.doesNotMatch(readFileSync(lock, 'utf8'), /"resolved": "http/, host);
    const manifest = JSON.parse(readFileSync(join(FOLDER, host, 'package.json'), 'utf8'));
    for (const version of Object.values({
      ...manifest.dependencies,
      ...manifest.devDependencies,
    })) {
      assert.match(String(version), /^\d+\.\d+\.\d+/, host);
    }
  }
});

test('the file for notebooks in the guide is the one that is tried', () => {
  assert.ok(
    guide.includes(`\`\`\`py\n${readFileSync(join(FOLDER, 'jupyter', 'lab.py'), 'utf8')}\`\`\``),
  );
});
