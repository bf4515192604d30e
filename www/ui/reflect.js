/**
 * Properties that reflect attributes: what a framework or a script sets is written to the attribute, and what the
 * attribute says is read from it. One place checks both.
 */

/**
 * @typedef {object} Reflected
 * @property {(text: string) => unknown} parse undefined for what it refuses
 * @property {unknown} fallback what it is where nothing, or nothing allowed, is said
 */

/** @param {unknown} value @returns {string | null} null: no attribute */
function textOf(value) {
  if (value === undefined || value === null || value === false) return null;
  if (value === true) return '';
  if (ArrayBuffer.isView(value)) return Array.from(/** @type {any} */ (value)).join(',');
  if (Array.isArray(value)) return value.join(',');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/**
 * @param {CustomElementConstructor} constructor
 * @param {Record<string, Reflected>} attributes by their names, which are the properties' too
 */
export function reflect(constructor, attributes) {
  for (const [name, { parse, fallback }] of Object.entries(attributes)) {
    // Every element of the page has some already: `lang`, `hidden`.
    if (name in constructor.prototype) continue;
    Object.defineProperty(constructor.prototype, name, {
      configurable: true,
      enumerable: true,
      /** @this {HTMLElement} */
      get() {
        const text = this.getAttribute(name);
        const value = (text === null ? undefined : parse(text)) ?? fallback;
        // A copy of what could be changed; a browser that makes none is told of by those that ask here.
        return typeof value === 'object' ? structuredClone(value) : value;
      },
      /** @this {HTMLElement} @param {unknown} value */
      set(value) {
        const text = textOf(value);
        if (text === null) this.removeAttribute(name);
        else if (this.getAttribute(name) !== text) this.setAttribute(name, text);
      },
    });
  }
}

/**
 * What was set before the element was registered lies on it as its own and hides what reflects: it is set anew.
 * @param {HTMLElement} element
 * @param {readonly string[]} names
 */
export function upgrade(element, names) {
  const bare = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (element));
  for (const name of names) {
    if (!Object.hasOwn(element, name)) continue;
    const value = bare[name];
    delete bare[name];
    bare[name] = value;
  }
}
