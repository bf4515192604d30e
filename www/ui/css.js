/**
 * Style sheets as modules: constructed, adopted by every lab, and not touched by `style-src`. One rem is the reader's
 * own size of text in them, whatever the page around has made of its own.
 */

/** What a browser begins with, until it has said what its reader prefers. */
const USUAL = 16;

/** The text of each sheet, to make it anew for another document. @type {WeakMap<CSSStyleSheet, string>} */
const texts = new WeakMap();
/** The sheets of other documents, by ours. @type {WeakMap<Document, Map<CSSStyleSheet, CSSStyleSheet>>} */
const abroad = new WeakMap();

/** A container's width is asked of in pixels: no property counts there. @param {string} text */
const withOwnUnit = (text) =>
  text
    .split(/(@container[^{]*)/)
    .map((part, at) =>
      part.replace(/(-?\d*\.?\d+)rem\b/g, (_, count) =>
        at % 2 === 1 ? `${Number(count) * USUAL}px` : `calc(${count} * var(--rem))`,
      ),
    )
    .join('');

/**
 * @param {string} text
 * @param {typeof globalThis} [realm] of the document that it is for
 * @returns {CSSStyleSheet} nothing where there are none to construct: of such a browser nothing is adopted (support.js)
 */
function construct(text, realm = globalThis) {
  try {
    const sheet = new realm.CSSStyleSheet();
    sheet.replaceSync(text);
    texts.set(sheet, text);
    return sheet;
  } catch {
    // None can be made, or none for that document.
    return /** @type {CSSStyleSheet} */ (/** @type {unknown} */ (null));
  }
}

/** @param {string} text */
export const sheetOf = (text) => construct(withOwnUnit(text));

/** @param {TemplateStringsArray} parts */
export const css = (parts) => sheetOf(parts.raw.join(''));

/** @param {number} pixels */
const unitText = (pixels) => `:host { --rem: ${pixels}px; }`;
const unit = construct(unitText(USUAL));

/**
 * A document takes only sheets that were made for it.
 * @param {Document} home
 * @param {readonly CSSStyleSheet[]} sheets
 */
function fitted(home, sheets) {
  const realm = /** @type {typeof globalThis | null} */ (home.defaultView);
  if (home === document || !realm) return sheets;
  const made = abroad.get(home) ?? new Map();
  abroad.set(home, made);
  return sheets.map((sheet) => {
    const copy = made.get(sheet) ?? construct(texts.get(sheet) ?? '', realm);
    made.set(sheet, copy);
    return copy;
  });
}

/**
 * Dresses what is open in a shadow root.
 * @param {ShadowRoot} root in a document
 * @param {readonly CSSStyleSheet[]} sheets
 */
export function adopt(root, sheets) {
  root.adoptedStyleSheets = [...fitted(root.ownerDocument, [...new Set([unit, ...sheets])])];
}

/**
 * What comes later has its sheets beside those that are there.
 * @param {ShadowRoot} root in a document
 * @param {readonly CSSStyleSheet[]} sheets
 */
export function adoptMore(root, sheets) {
  const more = fitted(root.ownerDocument, sheets);
  root.adoptedStyleSheets = [...new Set([...root.adoptedStyleSheets, ...more])];
}

/** Asks the browser how large its reader wants text, which no page has a part in. @param {Element} probe that is shown */
export function measureUnit(probe) {
  const made = probe.ownerDocument.createElement('i');
  made.style.cssText = 'position: absolute; font: medium serif';
  probe.append(made);
  const pixels = parseFloat(getComputedStyle(made).fontSize);
  made.remove();
  const text = unitText(pixels);
  const sheet = abroad.get(probe.ownerDocument)?.get(unit) ?? unit;
  if (!pixels || texts.get(sheet) === text) return;
  sheet.replaceSync(text);
  texts.set(sheet, text);
}
