// Refuses packages that would run something when they are installed, in the lock files of the project. Those of
// tests/hosts/ are other people's projects, which are installed with scripts ignored.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

let count = 0;
const locks = execFileSync('git', ['ls-files', 'package-lock.json', 'tools/*package-lock.json'], {
  encoding: 'utf8',
});
const faults = locks
  .trim()
  .split('\n')
  .flatMap((lock) => {
    /** @type {{ packages: Record<string, { hasInstallScript?: boolean, integrity?: string, link?: boolean }> }} */
    const { packages } = JSON.parse(readFileSync(lock, 'utf8'));
    return Object.entries(packages).flatMap(([path, { hasInstallScript, integrity, link }]) => {
      if (!path.includes('node_modules/') || link) return [];
      count += 1;
      return [
        ...(hasInstallScript ? [`${lock}: ${path} has an install script`] : []),
        ...(integrity ? [] : [`${lock}: ${path} has no integrity`]),
      ];
    });
  });
if (faults.length > 0) {
  console.error(faults.join('\n'));
  process.exit(1);
}
console.log(`supply: ${count} npm packages, none with an install script, all with their integrity`);
