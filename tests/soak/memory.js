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
 * @param {number} pid of a driver
 * @returns {number} MB of it and of all that it has begun, shared pages in parts (Pss of Linux)
 */
export function megabytes(pid) {
  const children = families();
  let kilobytes = 0;
  for (const todo = [pid]; todo.length > 0;) {
    const one = /** @type {number} */ (todo.pop());
    const [, pss = '0'] = /^Pss:\s*(\d+)/m.exec(read(`/proc/${one}/smaps_rollup`)) ?? [];
    kilobytes += Number(pss);
    todo.push(...(children.get(one) ?? []));
  }
  return kilobytes / 1024;
}
