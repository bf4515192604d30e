/** The package in pages that are built of scripts. */

import { host } from './hosts.js';
import { opens } from './visit.js';

/** The host hears what the lab tells. @param {import('./visit.js').Visit} visit */
const hears = (visit) => visit.says('#gap', /^-?\d+\.\d+$/);

for (const name of ['vite-react', 'vue', 'svelte', 'solid']) {
  host(name, async (project, time) => {
    await time('checked', () => project.script('types'));
    await time('built', () => project.script('build'));
    await time('opened', async () => opens(await project.serve('dist'), name, hears));
    await time('developed', async () => {
      const args = (/** @type {string} */ port) => ['--host', '127.0.0.1', '--port', port];
      await opens(await project.start('vite', args), `${name}-dev`, hears);
    });
  });
}

for (const name of ['webpack', 'esbuild']) {
  host(name, async (project, time) => {
    await time('built', () => project.script('build'));
    await time('opened', async () => opens(await project.serve('.'), name, hears));
  });
}
