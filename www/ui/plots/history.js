/**
 * The curves of a run: a row for each iteration, in typed columns that grow, within a budget. The newest rows are all
 * kept. Older ones are thinned, the more the further they are from the run's beginning and from now, as snapshots are.
 */

import { thinnedRows } from './thinning.js';

/** @typedef {import('../../protocol.js').StepReport} StepReport */

const FIRST_CAPACITY = 1024;
/** Six columns of so many rows are 6 MB: a run may go on for days. */
export const MOST_ROWS = 131_072;

/** @template {string} Name */
export class Rows {
  /**
   * @param {readonly ('iteration' | Name)[]} names of numbers that each row has; the peaks of the second outlast
   *   thinning
   * @param {number} [most] rows
   */
  constructor(names, most = MOST_ROWS) {
    this.names = names;
    /** @private */
    this.most = most;
    this.length = 0;
    /** Rises when rows are forgotten, so that what was derived from them is, too. */
    this.era = 0;
    /** @private */
    this.capacity = Math.min(FIRST_CAPACITY, most);
    /** @private @type {Map<string, Float64Array>} */
    this.columns = new Map(names.map((name) => [name, new Float64Array(this.capacity)]));
  }

  /** @param {Record<'iteration' | Name, number>} row later than all before, or in the place of the last */
  put(row) {
    if (this.length > 0 && this.column('iteration')[this.length - 1] >= row.iteration) {
      this.rewind(row.iteration - 1);
    }
    if (this.length === this.most) this.thin();
    if (this.length === this.capacity) this.grow();
    for (const [name, column] of this.columns) {
      column[this.length] = row[/** @type {Name} */ (name)];
    }
    this.length += 1;
  }

  /**
   * Forgets what came after an iteration: the run goes on from there.
   * @param {number} iteration
   */
  rewind(iteration) {
    const iterations = this.column('iteration');
    while (this.length > 0 && iterations[this.length - 1] > iteration) this.length -= 1;
    this.era += 1;
  }

  /** @param {'iteration' | Name} name */
  column(name) {
    return /** @type {Float64Array} */ (this.columns.get(name)).subarray(0, this.length);
  }

  /** All of it, by name. @returns {Record<'iteration' | Name, Float64Array>} */
  copy() {
    const columns = this.names.map((name) => [name, this.column(name).slice()]);
    return Object.fromEntries(columns);
  }

  /** @private */
  thin() {
    const [iterations, values] = this.names.map((name) => this.column(name));
    const kept = thinnedRows(iterations, values ?? iterations, this.most);
    for (const column of this.columns.values())
      kept.forEach((from, to) => (column[to] = column[from]));
    this.length = kept.length;
    this.era += 1;
  }

  /** @private */
  grow() {
    this.capacity = Math.min(2 * this.capacity, this.most);
    for (const [name, column] of this.columns) {
      const grown = new Float64Array(this.capacity);
      grown.set(column);
      this.columns.set(name, grown);
    }
  }
}

/** @typedef {'criticLoss' | 'gap' | 'penalty' | 'slope' | 'generatorLoss'} StepColumn */

/** @extends {Rows<StepColumn>} */
export class History extends Rows {
  constructor() {
    super(['iteration', 'criticLoss', 'gap', 'penalty', 'slope', 'generatorLoss']);
    /** @type {StepReport | null} */
    this.last = null;
  }

  /** @param {StepReport[]} reports */
  add(reports) {
    for (const report of reports) this.put(report);
    this.last = reports[reports.length - 1] ?? this.last;
  }

  /**
   * @override
   * @param {number} iteration
   */
  rewind(iteration) {
    super.rewind(iteration);
    this.last = null;
  }
}
