/** Style sheets as modules: constructed, adopted by every lab, and not touched by `style-src`. */

/** @param {string} text */
export function sheetOf(text) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
}

/** @param {TemplateStringsArray} parts */
export const css = (parts) => sheetOf(parts.raw.join(''));
