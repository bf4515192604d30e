// Tools that are installed apart, each in a folder of the cache and by its own lock file: most who build the page need
// none of them.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Installs a tool once for each of its lock files.
 * @param {string} name of its folder in tools/
 * @returns {string} where its packages are
 */
export function installed(name) {
  const cache = process.env.EARTHMOVER_CACHE ?? join(homedir(), '.cache', 'earthmover');
  const place = resolve(cache, name);
  const lock = readFileSync(join('tools', name, 'package-lock.json'), 'utf8');
  const kept = join(place, '.installed-package-lock.json');
  if (!existsSync(kept) || readFileSync(kept, 'utf8') !== lock) {
    mkdirSync(place, { recursive: true });
    for (const file of ['package.json', 'package-lock.json', '.npmrc']) {
      cpSync(join('tools', name, file), join(place, file));
    }
    const flags = ['--ignore-scripts', '--no-audit', '--no-fund'];
    execFileSync('npm', ['ci', ...flags], { cwd: place, stdio: ['ignore', 'ignore', 'inherit'] });
    writeFileSync(kept, lock);
  }
  return join(place, 'node_modules');
}

/** @param {string} packages @param {string} path of a module among them @returns {Promise<any>} */
export const moduleOf = (packages, path) => import(pathToFileURL(join(packages, path)).href);
