// Names every module that a page's scripts import, so that a browser asks for all at once and not for one after
// another's arrival: node scripts/preload.mjs <folder> <page>...
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { closure } from './imports.mjs';

const [folder, ...pages] = process.argv.slice(2);

for (const page of pages) {
  const file = join(folder, page);
  const html = readFileSync(file, 'utf8');
  const scripts = [...html.matchAll(/<script type="module"[^>]* src="\.\/([^"]+)"/g)];
  const named = scripts.map(([, path]) => path);
  const found = [...closure(folder, named)].filter((path) => !named.includes(path));
  const links = found.map((path) => `    <link rel="modulepreload" href="./${path}" />\n`);
  // A script that is async asks for other files early: its place is before them, in the browser's queue too.
  writeFileSync(file, html.replace(/( *<script type="module" src=)/, `${links.join('')}$1`));
}
