/** All curves of a lab as one table: a row for each iteration that was trained or measured. */

/** @typedef {import('../../ui/plots/history.js').Rows<string>} Rows */
/** @typedef {(number | null)[]} Row as many as there are columns; null where nothing was measured */

/** Names that two tables have. @type {Record<string, string>} */
const RENAMED = { 'transport gap': 'measuredGap' };

/**
 * @param {Pick<import('../lab.js').Lab, 'history' | 'measurements'>} lab
 * @returns {{ columns: string[], rows: Iterable<Row> }} `iteration` first; rows by iteration
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
  return { columns: ['iteration', ...parts.flatMap(({ titles }) => titles)], rows: joined(parts) };
}

/** @typedef {{ iterations: Float64Array, columns: Float64Array[], at: number }} Part */

/** @param {Part[]} parts @returns {Generator<Row>} */
function* joined(parts) {
  for (;;) {
    const iteration = Math.min(...parts.map(({ iterations, at }) => iterations[at] ?? Infinity));
    if (iteration === Infinity) return;
    yield [iteration, ...parts.flatMap((part) => take(part, iteration))];
  }
}

/**
 * A part's next row, if it is of this iteration.
 * @param {Part} part
 * @param {number} iteration
 * @returns {Row}
 */
function take(part, iteration) {
  const { columns, at } = part;
  if (part.iterations[at] !== iteration) return columns.map(() => null);
  part.at += 1;
  return columns.map((column) => column[at]);
}
