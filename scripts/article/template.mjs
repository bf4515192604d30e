// The article's templates: `{{name}}` and `{{name argument argument}}`, nothing more.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

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

/**
 * A whole page: a template whose `{{head}}` is what all pages have in theirs, `head.html`, filled alike.
 * @param {string} folder of the article
 * @param {string} path of the template in it
 * @param {Record<string, string>} values
 */
export function fillPage(folder, path, values) {
  const [head, page] = ['head.html', path].map((name) => {
    const where = join(folder, name);
    return (/** @type {Record<string, string>} */ all) =>
      fill(readFileSync(where, 'utf8').trim(), where, all);
  });
  return `${page({ ...values, head: head(values) })}\n`;
}
