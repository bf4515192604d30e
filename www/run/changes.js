/** What differs between two configurations, as messages: a field, what it was, what it is. */

import { isObject, own } from '../recipe.js';
import { say } from '../strings/say.js';
import { itemText } from './config-text.js';

/** @typedef {import('../strings/say.js').Message} Message */
/** @typedef {import('../strings/say.js').Text} Text */
/** @typedef {import('../strings/en.js').Key} Key */
/** @typedef {{ path: string, from: unknown, to: unknown }} Change */

/**
 * Of parts of different kinds the kind alone is told: their fields are not of the same things.
 * @param {unknown} from
 * @param {unknown} to
 * @param {string} [path]
 * @returns {Change[]}
 */
export function differences(from, to, path = '') {
  if (JSON.stringify(from) === JSON.stringify(to)) return [];
  if (!isObject(from) || !isObject(to)) return [{ path, from, to }];
  const inner = (/** @type {string} */ name) => (path ? `${path}.${name}` : name);
  if (from.kind !== to.kind) return [{ path: inner('kind'), from: from.kind, to: to.kind }];
  return Object.keys(to).flatMap((name) => differences(own(from, name), to[name], inner(name)));
}

/**
 * A field's name in the reader's language.
 * @param {string} path names joined by dots
 */
export const fieldName = (path) => say(/** @type {Key} */ (`field.${path}`));

/**
 * A field's value, likewise: words have names, numbers are as they are.
 * @param {unknown} value
 * @returns {Text}
 */
export function valueName(value) {
  if (value === null) return say('option.off');
  if (typeof value === 'string') return say(/** @type {Key} */ (`option.${value}`));
  if (isObject(value)) return say('option.on');
  return Array.isArray(value) ? value.map(itemText).join(', ') : String(value);
}

/** @param {Change} change */
export const changeName = ({ path, from, to }) =>
  say('event.change', fieldName(path), valueName(from), valueName(to));

/**
 * @param {unknown} from
 * @param {unknown} to
 * @returns {Message[]}
 */
export const changesOf = (from, to) => differences(from, to).map(changeName);
