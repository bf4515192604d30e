// Lists what of npm is in what is published, as CycloneDX: node scripts/sbom-npm.mjs <file>
// npm itself leaves out what something that is used in development has too (npm 11.19), so that it is given the rest alone.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [out = ''] = process.argv.slice(2);
const { devDependencies: _, ...manifest } = JSON.parse(readFileSync('package.json', 'utf8'));
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
for (const [path, { dev }] of Object.entries(lock.packages)) if (dev) delete lock.packages[path];
delete lock.packages[''].devDependencies;
const folder = mkdtempSync(join(tmpdir(), 'earthmover-sbom-'));
try {
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(lock));
  const asked = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'];
  const list = execFileSync('npm', asked, { cwd: folder, encoding: 'utf8' });
  const names = JSON.parse(list).components.map((/** @type {{ name: string }} */ { name }) => name);
  const missing = Object.keys(manifest.dependencies).filter((name) => !names.includes(name));
  if (missing.length > 0) throw new Error(`npm's list has no ${missing.join(', ')}`);
  writeFileSync(out, list);
} finally {
  rmSync(folder, { recursive: true });
}
