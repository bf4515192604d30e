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
  /** What is unfolded of the charts. @type {Set<string>} */
  unfolded = new Set();
  /** @private @type {Set<() => void>} */
  listeners = new Set();
  /** @private @type {Set<(part: string, name: string) => void>} */
  openers = new Set();

  /**
   * A tab, where there is one of that name.
   * @param {string} part
   * @param {string} name
   */
  open(part, name) {
    this.tabs[part] = name;
    for (const opener of this.openers) opener(part, name);
  }

  /** @param {(part: string, name: string) => void} opened */
  onOpen(opened) {
    this.openers.add(opened);
    return () => this.openers.delete(opened);
  }

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
