// docs/embedding.md, to be read outside the repository.
import { readFileSync } from 'node:fs';
import { workspace } from './workspace.mjs';

export const GUIDE = 'docs/embedding.md';

/** The lab's script of a version, as a CDN gives it out. */
const PINNED = /(<script type="module" src="https:\/\/cdn\.[^"]+\/earth-mover\.js")/;

/**
 * The guide without marks of what fills its tables, and with links to the repository for those to its neighbours.
 * @param {string} [integrity] of the lab's script, where it is a version's own guide
 */
export function guide(integrity) {
  const folder = `${workspace('repository')}/blob/main/docs/`;
  const pinned = integrity ? `$1 integrity="${integrity}" crossorigin` : '$1';
  return readFileSync(GUIDE, 'utf8')
    .replace(PINNED, pinned)
    .replace(/^<!-- .* -->\n/gm, '')
    .replace(/\]\((?!https?:|#)([^)\s]+)\)/g, (_, path) => `](${new URL(path, folder).href})`);
}
