/** The curves of a run: one row per iteration, in typed columns that grow. */

/** @typedef {import('../protocol.js').StepReport} StepReport */
/** @typedef {'iteration' | 'criticLoss' | 'gap' | 'penalty' | 'slope' | 'generatorLoss'} Column */
/** @typedef {Record<Column, Float64Array>} Columns */

/** @type {Column[]} */
const COLUMNS = ['iteration', 'criticLoss', 'gap', 'penalty', 'slope', 'generatorLoss'];

export class History {
  /** @private */
  capacity = 1024;
  length = 0;
  /** @private @type {Columns} */
  columns = /** @type {Columns} */ (
    Object.fromEntries(COLUMNS.map((name) => [name, new Float64Array(1024)]))
  );
  /** @type {StepReport | null} */
  last = null;

  /** @param {StepReport[]} reports */
  add(reports) {
    while (this.length + reports.length > this.capacity) this.grow();
    for (const report of reports) {
      for (const name of COLUMNS) this.columns[name][this.length] = report[name];
      this.length += 1;
    }
    this.last = reports[reports.length - 1] ?? this.last;
  }

  /**
   * Forgets what came after an iteration: the run goes on from there.
   * @param {number} iteration
   */
  rewind(iteration) {
    const { iteration: iterations } = this.columns;
    while (this.length > 0 && iterations[this.length - 1] > iteration) this.length -= 1;
    this.last = null;
  }

  /** @param {Column} name */
  column(name) {
    return this.columns[name].subarray(0, this.length);
  }

  /** @private */
  grow() {
    this.capacity *= 2;
    for (const name of COLUMNS) {
      const grown = new Float64Array(this.capacity);
      grown.set(this.columns[name]);
      this.columns[name] = grown;
    }
  }
}
