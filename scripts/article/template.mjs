// The article's templates: `{{name}}` and `{{name argument argument}}`, nothing more.

/** @param {string} text */
export const escapeText = (text) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

/**
 * @param {string} text
 * @param {string} where it stands, for the reader of an error
 * @param {Record<string, string | ((...args: string[]) => string)>} values
 * @returns {string}
 */
export function fill(text, where, values) {
  return text.replace(/\{\{([^{}]*)\}\}/g, (_, inside) => {
    const [name, ...args] = inside.trim().split(/\s+/);
    if (!Object.hasOwn(values, name)) {
      throw new Error(`${where}: {{${inside}}} is unknown; known are ${Object.keys(values)}`);
    }
    const value = values[name];
    return typeof value === 'string' ? value : value(...args);
  });
}
