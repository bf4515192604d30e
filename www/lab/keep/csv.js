/** Tables as RFC 4180 has them: numbers as they are, to be read back without loss. */

/** @param {string | number} value */
const cell = (value) => {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** @param {{ columns: readonly string[], rows: readonly (readonly (string | number)[])[] }} table */
export const csvOf = ({ columns, rows }) =>
  [columns, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
