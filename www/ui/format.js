/** How measured numbers are written. */

/** By digits after the point: to make one takes longer than all that is done with it. */
const FORMATS = [0, 1, 2, 3, 4].map(
  (digits) =>
    new Intl.NumberFormat('en', {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }),
);

/**
 * At most four digits that matter; never so many that a column jumps.
 * @param {number} value
 */
export function decimals(value) {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  // c = 0.0002 is a little less in 32 bits.
  const isExtreme = size !== 0 && (size < 9.5e-5 || size >= 1e6);
  const digits = size === 0 || size >= 1e-3 ? (size < 10 ? 3 : size < 1000 ? 1 : 0) : 4;
  const text = isExtreme ? value.toExponential(1).replace('+', '') : FORMATS[digits].format(value);
  return text.replaceAll('-', '−');
}

/** @param {number} share of 1 */
export const percent = (share) => `${Math.round(share * 100)}%`;

/** @param {number} bytes */
export const megabytes = (bytes) => (bytes / 1e6).toFixed(1);
