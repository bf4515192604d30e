// Names every module that a page's scripts import, so that a browser asks for all at once and not for one after
// another's arrival: node scripts/preload.mjs <folder> <page>...
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const [folder, ...pages] = process.argv.slice(2);

const IMPORT = /^(?:import|export)\s(?:[^'"]*?\sfrom\s)?['"](\.[^'"]+)['"]/gm;

/**
 * The modules that `path` imports, and those that they do.
 * @param {string} path
 * @param {Set<string>} found
 */
function follow(path, found) {
  if (found.has(path)) return;
  found.add(path);
  const text = readFileSync(join(folder, path), 'utf8');
  for (const [, to] of text.matchAll(IMPORT)) follow(normalize(join(dirname(path), to)), found);
}

for (const page of pages) {
  const file = join(folder, page);
  const html = readFileSync(file, 'utf8');
  const scripts = [...html.matchAll(/<script type="module"[^>]* src="\.\/([^"]+)"/g)];
  /** @type {Set<string>} */
  const found = new Set();
  for (const [, path] of scripts) follow(path, found);
  for (const [, path] of scripts) found.delete(path);
  const links = [...found].map((path) => `    <link rel="modulepreload" href="./${path}" />\n`);
  writeFileSync(file, html.replace(/( *<script type="module")/, `${links.join('')}$1`));
}
