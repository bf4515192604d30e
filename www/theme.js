/** The colours of page.css, for what is drawn on a canvas. */

const scheme = matchMedia('(prefers-color-scheme: dark)');

/** Asked for at every drawing, so read once per theme. */
const known = new Map();
scheme.addEventListener('change', () => known.clear());

/**
 * @param {string} name a custom property, with its dashes
 * @returns {string}
 */
export function colour(name) {
  if (!known.has(name)) {
    const style = getComputedStyle(document.documentElement);
    known.set(name, style.getPropertyValue(name).trim());
  }
  return known.get(name);
}

/**
 * Red, green and blue of a `#rrggbb`.
 * @param {string} hex
 */
export const rgb = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));

/** @param {() => void} changed */
export function onThemeChange(changed) {
  scheme.addEventListener('change', changed);
}
