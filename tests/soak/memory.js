/** The memory of a browser, as the system counts it: of all processes that a driver has begun, what is theirs alone and their part of the rest. */

import { readdirSync, readFileSync } from 'node:fs';

/** @param {string} path */
function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // It has ended meanwhile.
    return '';
  }
}

/** @returns {Map<number, number[]>} children by parents */
function families() {
  /** @type {Map<number, number[]>} */
  const found = new Map();
  for (const name of readdirSync('/proc')) {
    const [, parent] = /^PPid:\s*(\d+)/m.exec(read(`/proc/${name}/status`)) ?? [];
    if (!/^\d+$/.test(name) || !parent) continue;
    found.set(Number(parent), [...(found.get(Number(parent)) ?? []), Number(name)]);
  }
  return found;
}

/**
 * What is in files, as the program itself is, is left out: its part of that becomes a hundred megabytes more when another
 * browser of the same program ends.
 * @param {number} pid of a driver
 * @returns {number} MB of it and of all that it has begun, shared pages in parts (Pss_Anon and Pss_Shmem of Linux)
 */
export function megabytes(pid) {
  const children = families();
  let kilobytes = 0;
  for (const todo = [pid]; todo.length > 0;) {
    const one = /** @type {number} */ (todo.pop());
    const rollup = read(`/proc/${one}/smaps_rollup`);
    for (const [, size] of rollup.matchAll(/^Pss_(?:Anon|Shmem):\s*(\d+)/gm))
      kilobytes += Number(size);
    todo.push(...(children.get(one) ?? []));
  }
  return kilobytes / 1024;
}
