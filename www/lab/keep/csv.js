/** Tables as RFC 4180 has them: numbers as they are, to be read back without loss. */

/** @param {string | number | null} value what was not measured is an empty field */
const cell = (value) => {
  const text = String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** @param {{ columns: readonly string[], rows: readonly (readonly (string | number | null)[])[] }} table */
export const csvOf = ({ columns, rows }) =>
  [columns, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
