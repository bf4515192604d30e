/** The curves of a run as a table: for files, and for readers of numbers. */

/** @typedef {import('./history.js').Column} Column */

/** @type {readonly Column[]} */
const COLUMNS = ['iteration', 'gap', 'criticLoss', 'penalty', 'slope', 'generatorLoss'];

/**
 * @param {import('./lab.js').Lab} lab
 * @returns {{ columns: readonly string[], rows: number[][] }}
 */
export function rowsOf({ history }) {
  const values = COLUMNS.map((name) => history.column(name));
  const rows = Array.from({ length: history.length }, (_, at) =>
    values.map((column) => column[at]),
  );
  return { columns: COLUMNS, rows };
}
