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
  /** Where the charts are read. @type {import('../ui/plots/keys.js').Reading} */
  reading = { at: null };
  /** What is unfolded of the charts. @type {Set<string>} */
  unfolded = new Set();
  /** The least and the largest value that each plot has in sight, by what it shows. @private @type {Map<string, Map<object, [number, number]>>} */
  extents = new Map();
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

  /**
   * What a plot has in sight: plots of the same, in labs that go together, have one axis.
   * @param {string} what
   * @param {object} plot
   * @param {[number, number] | null} extent null for nothing, or no more
   */
  extend(what, plot, extent) {
    const all = this.extents.get(what) ?? new Map();
    this.extents.set(what, all);
    const before = all.get(plot);
    if (extent) all.set(plot, extent);
    else all.delete(plot);
    const isSame = extent?.every((value, end) => value === before?.[end]) ?? !before;
    // Alone it knows already.
    if (isSame || [...all.keys()].every((other) => other === plot)) return;
    for (const listener of this.listeners) listener();
  }

  /** What other plots of the same have in sight. @param {string} what @param {object} plot */
  othersOf(what, plot) {
    const all = [...(this.extents.get(what) ?? [])];
    return all.flatMap(([other, extent]) => (other === plot ? [] : extent));
  }

  /** @param {() => void} changed */
  onChange(changed) {
    this.listeners.add(changed);
    return () => this.listeners.delete(changed);
  }
}
