// Whether a tag, as v0.2.0, is the version of crates, page and changelog: node scripts/release-version.mjs <tag>
import { readFileSync } from 'node:fs';
import { VERSION } from '../www/version.js';
import { workspace } from './workspace.mjs';

const [tag = ''] = process.argv.slice(2);
const crates = workspace('version');
const { version: npm } = JSON.parse(readFileSync('package.json', 'utf8'));
const changelog = /^## (\d+\.\d+\.\d+\S*)/m.exec(readFileSync('CHANGELOG.md', 'utf8'))?.[1];
const found = { tag: tag.replace(/^v/, ''), crates, page: VERSION, npm, changelog };
if (new Set(Object.values(found)).size > 1) {
  console.error(`release-version: these are not one version: ${JSON.stringify(found)}`);
  process.exit(1);
}
console.log(`All are ${crates}.`);
