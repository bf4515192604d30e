/** Style sheets as modules: constructed, adopted by every lab, and not touched by `style-src`. */

/**
 * @param {string} text
 * @returns {CSSStyleSheet} nothing where there are none to construct: of such a browser nothing is adopted (support.js)
 */
export function sheetOf(text) {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  } catch {
    return /** @type {CSSStyleSheet} */ (/** @type {unknown} */ (null));
  }
}

/** @param {TemplateStringsArray} parts */
export const css = (parts) => sheetOf(parts.raw.join(''));
