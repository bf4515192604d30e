/** Running means of columns that grow, each kept, so that a draw computes only what is new. */

/** @typedef {import('./history.js').Rows<string>} Rows */

export class Smoothing {
  /** @private @type {Map<string, { ys: Float64Array, done: number }>} */
  kept = new Map();
  /** @private */
  era = 0;
  /** @private */
  over = 0;

  /**
   * Exponential: as old as a mean of the last `over` rows; over no more than there are, so that it begins at once.
   * Holes are passed over.
   * @param {Rows} rows
   * @param {string} name
   * @param {number} over
   */
  of(rows, name, over) {
    const ys = rows.column(name);
    if (over <= 1) return ys;
    if (rows.era !== this.era || over !== this.over) this.kept.clear();
    this.era = rows.era;
    this.over = over;
    const kept = this.kept.get(name) ?? { ys: new Float64Array(0), done: 0 };
    if (kept.ys.length < ys.length) {
      const grown = new Float64Array(ys.length * 2);
      grown.set(kept.ys.subarray(0, kept.done));
      kept.ys = grown;
    }
    for (let at = kept.done; at < ys.length; at++) {
      const before = at > 0 ? kept.ys[at - 1] : NaN;
      const weight = 2 / (Math.min(over, at + 1) + 1);
      const next = Number.isFinite(before) ? before + weight * (ys[at] - before) : ys[at];
      kept.ys[at] = Number.isFinite(ys[at]) ? next : before;
    }
    kept.done = ys.length;
    this.kept.set(name, kept);
    return kept.ys.subarray(0, ys.length);
  }
}
