// What a module of a folder needs: the modules that it imports, and those that they do.
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const STATIC = /^(?:import|export)\s(?:[^'"]*?\sfrom\s)?['"](\.[^'"]+)['"]/gm;

/**
 * @param {string} folder
 * @param {readonly string[]} paths in it
 * @param {(path: string) => string[]} [importsOf] as they are written; those of a module's text where it is left out
 * @returns {Set<string>} the paths, and those of all that they import
 */
export function closure(folder, paths, importsOf) {
  const read = importsOf ?? ((path) => staticImports(readFileSync(join(folder, path), 'utf8')));
  const found = new Set(paths);
  // A set goes on with what is added while it is gone through.
  for (const path of found) {
    for (const to of read(path)) found.add(normalize(join(dirname(path), to)));
  }
  return found;
}

/** @param {string} text */
export const staticImports = (text) => [...text.matchAll(STATIC)].map(([, to]) => to);
