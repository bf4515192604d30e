/** Tables as RFC 4180 has them: numbers as they are, to be read back without loss. */

/** Rows to a part of the file. */
const ROWS = 4096;

/** @param {string | number | null} value what was not measured is an empty field */
const cell = (value) => {
  const text = String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** @param {readonly (string | number | null)[]} cells */
const line = (cells) => `${cells.map(cell).join(',')}\r\n`;

/**
 * In parts, for a Blob: the curves of a long run are more than one string should hold.
 * @param {{ columns: readonly string[], rows: Iterable<readonly (string | number | null)[]> }} table
 * @returns {Generator<string>}
 */
export function* csvOf({ columns, rows }) {
  let part = line(columns);
  let count = 0;
  for (const row of rows) {
    part += line(row);
    count += 1;
    if (count % ROWS > 0) continue;
    yield part;
    part = '';
  }
  if (part) yield part;
}
