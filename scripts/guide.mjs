// docs/embedding.md, to be read outside the repository.
import { readFileSync } from 'node:fs';
import { workspace } from './workspace.mjs';

export const GUIDE = 'docs/embedding.md';

/** The guide without marks of what fills its tables, and with links to the repository for those to its neighbours. */
export function guide() {
  const folder = `${workspace('repository')}/blob/main/docs/`;
  return readFileSync(GUIDE, 'utf8')
    .replace(/^<!-- .* -->\n/gm, '')
    .replace(/\]\((?!https?:|#)([^)\s]+)\)/g, (_, path) => `](${new URL(path, folder).href})`);
}
