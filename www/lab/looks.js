/** How the charts of a view are looked at: how smooth, which iterations. One for all of them, so that they agree. */

/** @typedef {'all' | number | [number, number]} Range all iterations, the last so many, or from one to another */

export class Looks {
  smoothing = 30;
  /** @type {Range} */
  range = 'all';
  /** @private @type {Set<() => void>} */
  listeners = new Set();

  /** @param {string} key which plots share a cursor */
  constructor(key) {
    this.key = key;
  }

  /** @param {{ smoothing?: number, range?: Range }} chosen */
  choose(chosen) {
    Object.assign(this, chosen);
    for (const listener of this.listeners) listener();
  }

  /** @param {() => void} changed */
  onChange(changed) {
    this.listeners.add(changed);
    return () => this.listeners.delete(changed);
  }
}

/** @type {WeakMap<Element, Looks>} */
const known = new WeakMap();
let count = 0;

/** @param {Element} view */
export function looksOf(view) {
  const looks = known.get(view) ?? new Looks(`lab ${++count}`);
  known.set(view, looks);
  return looks;
}
