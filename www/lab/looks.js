/** How a lab is looked at, whatever its language: which tabs are open, which iterations its charts show, how smooth. */

/** @typedef {'all' | number | [number, number]} Range all iterations, the last so many, or from one to another */

let count = 0;

export class Looks {
  smoothing = 30;
  /** @type {Range} */
  range = 'all';
  /** The one that is open, by where they are. @type {Record<string, string>} */
  tabs = {};
  /** Whether real digits are beside the fakes. */
  hasReals = false;
  /** Which plots share a cursor. */
  key = `lab ${++count}`;
  /** @private @type {Set<() => void>} */
  listeners = new Set();

  /** For all charts, so that they agree. @param {{ smoothing?: number, range?: Range }} chosen */
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
