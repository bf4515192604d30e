/** Numbers as people type them: with a decimal comma, a true minus, or the wide digits of Chinese keyboards. */

/** A comma with three digits after it may be there to group them: 1,000 is told neither way. */
const GROUPED = /^[+-]?[1-9]\d{0,2},\d{3}$/;
const COMMA = /^[+-]?\d*,\d+$/;

/** @param {string} text */
export function plainNumber(text) {
  const plain = text.normalize('NFKC').trim().replace(/^−/, '-');
  return COMMA.test(plain) && !GROUPED.test(plain) ? plain.replace(',', '.') : plain;
}

/** What is no number goes as it is, for the module to say so. @param {string} text @returns {number | string} */
export function typedNumber(text) {
  const plain = plainNumber(text);
  return plain !== '' && Number.isFinite(Number(plain)) ? Number(plain) : text;
}
