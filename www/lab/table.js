/** All curves of a lab as one table: a row for each iteration that was trained or measured. */

/** @typedef {import('./history.js').Rows<string>} Rows */
/** @typedef {(number | null)[]} Row as many as there are columns; null where nothing was measured */

/** Names that two tables have. @type {Record<string, string>} */
const RENAMED = { 'transport gap': 'measuredGap' };

/**
 * @param {import('./lab.js').Lab} lab
 * @returns {{ columns: string[], rows: Row[] }} `iteration` first; rows by iteration
 */
export function rowsOf({ history, measurements: { transport, quality } }) {
  /** @type {Record<string, Rows>} */
  const tables = { steps: history, transport, quality };
  const parts = Object.entries(tables).map(([table, rows]) => {
    const names = rows.names.filter((name) => name !== 'iteration');
    return {
      titles: names.map((name) => RENAMED[`${table} ${name}`] ?? name),
      iterations: rows.column('iteration'),
      columns: names.map((name) => rows.column(name)),
      at: 0,
    };
  });
  const columns = ['iteration', ...parts.flatMap(({ titles }) => titles)];
  /** @type {Row[]} */
  const rows = [];
  for (;;) {
    const iteration = Math.min(...parts.map(({ iterations, at }) => iterations[at] ?? Infinity));
    if (iteration === Infinity) return { columns, rows };
    rows.push([iteration, ...parts.flatMap((part) => take(part, iteration))]);
  }
}

/**
 * A part's next row, if it is of this iteration.
 * @param {{ iterations: Float64Array, columns: Float64Array[], at: number }} part
 * @param {number} iteration
 * @returns {Row}
 */
function take(part, iteration) {
  const { columns, at } = part;
  if (part.iterations[at] !== iteration) return columns.map(() => null);
  part.at += 1;
  return columns.map((column) => column[at]);
}
