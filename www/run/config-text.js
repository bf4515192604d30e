/**
 * Changes of a configuration as text for links: `batch:8,architecture.generatorHidden:16;16`. Lists have a
 * semicolon after every item but a last one that follows others. What cannot be said so is JSON, which is read too.
 */

import { isObject } from '../recipe.js';

/** @typedef {import('../protocol.js').Patch<import('../protocol.js').Config>} ConfigPatch */
/** @typedef {Record<string, unknown>} Fields */

const PATH = /^[a-z]\w*(\.[a-z]\w*)*$/i;
const WORD = /^[a-z]+$/i;
const NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/;
/** Fields lie two deep in a configuration; what is deeper than this is no change of one, and may be as deep as a text is long. */
const MOST_DEPTH = 8;
const CONSTANTS = /** @type {Record<string, unknown>} */ ({ null: null, true: true, false: false });

/** What is an object itself has no short form, and need not be one that becomes a text. @param {unknown} item */
export const itemText = (item) => (typeof item === 'object' ? JSON.stringify(item) : String(item));

/** @param {unknown} value */
const written = (value) => {
  if (!Array.isArray(value)) return String(value);
  const items = value.map(itemText);
  return items.length === 1 ? `${items[0]};` : items.join(';');
};

/**
 * @param {Fields} fields
 * @param {string} [above]
 * @returns {string[]}
 */
const entries = (fields, above = '') =>
  Object.entries(fields).flatMap(([name, value]) =>
    isObject(value) ? entries(value, `${above}${name}.`) : [`${above}${name}:${written(value)}`],
  );

/** @param {string} text @returns {unknown} undefined where it is nothing of ours */
function valueOf(text) {
  if (Object.hasOwn(CONSTANTS, text)) return CONSTANTS[text];
  if (NUMBER.test(text)) return Number(text);
  if (WORD.test(text)) return text;
  const items = text.replace(/;$/, '').split(';');
  return text.includes(';') && items.every((item) => NUMBER.test(item))
    ? items.map(Number)
    : undefined;
}

/**
 * @param {string} text
 * @returns {Fields | undefined}
 */
function fieldsOf(text) {
  /** @type {Fields} */
  const all = {};
  for (const entry of text.split(',')) {
    const [path, given, ...rest] = entry.split(':');
    const value = given === undefined ? undefined : valueOf(given);
    if (value === undefined || rest.length > 0 || !PATH.test(path)) return undefined;
    const names = path.split('.');
    const last = /** @type {string} */ (names.pop());
    let fields = all;
    for (const name of names) {
      if (!Object.hasOwn(fields, name)) fields[name] = {};
      const inner = fields[name];
      if (!isObject(inner)) return undefined;
      fields = inner;
    }
    fields[last] = value;
  }
  return all;
}

/** Whether it can be written again as it is: 1e999 is no number, but would be read as one. @param {unknown} value @param {number} [depth] @returns {boolean} */
function isSayable(value, depth = 0) {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return true;
  return depth < MOST_DEPTH && Object.values(value).every((inner) => isSayable(inner, depth + 1));
}

/** @param {string} text @returns {unknown} */
function read(text) {
  if (!text.trim().startsWith('{')) return fieldsOf(text.trim());
  try {
    return JSON.parse(text);
  } catch {
    // It is no JSON.
    return undefined;
  }
}

/**
 * @param {string} text
 * @returns {ConfigPatch | undefined}
 */
export function parseConfig(text) {
  const value = read(text);
  return isObject(value) && isSayable(value) ? value : undefined;
}

/** @param {ConfigPatch} patch */
export function configText(patch) {
  const json = JSON.stringify(patch);
  const text = entries(patch).join(',');
  return JSON.stringify(parseConfig(text)) === json ? text : json;
}

/** What needs no escape in a fragment has none, so that a link can be read. @param {URLSearchParams} fields */
export const hashText = (fields) =>
  String(fields).replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%3B', ';');
