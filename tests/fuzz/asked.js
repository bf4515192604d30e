/** What laws of several targets ask for. */

import assert from 'node:assert/strict';
import { SaidError, textOf } from '../../www/load/errors.js';
import { Refused } from '../../www/own/refused.js';
import { wordsOf } from '../../www/own/words.js';
import en from '../../www/strings/en.js';
import { Strings } from '../../www/strings/strings.js';

/** @typedef {import('../../www/strings/say.js').Text} Text */

const LANGUAGES = /** @type {const} */ (['en', 'zh']);
/** What is written where a value was none, or was no text. */
const NO_WORDS = /undefined|\[object |=>/;

/** Words can be made of it, in both languages. @param {Text} text */
export function isSaid(text) {
  for (const language of LANGUAGES) {
    const said = new Strings(language).text(text);
    assert.equal(typeof said, 'string');
    // Others may have had nothing to say.
    if (typeof text !== 'string' && Object.hasOwn(en, text[0])) assert.notEqual(said, '');
  }
}

/**
 * What `work` gives; null where it refuses in words of ours, which say what is wrong.
 * @template T
 * @param {() => T} work
 * @returns {T | null}
 */
export function takenOf(work) {
  try {
    return work();
  } catch (error) {
    return refusal(error);
  }
}

/**
 * The same of what is promised.
 * @template T
 * @param {Promise<T>} promised
 * @returns {Promise<T | null>}
 */
export const takenLater = (promised) => promised.catch(refusal);

/** @param {unknown} error @returns {null} */
function refusal(error) {
  if (error instanceof Refused) {
    for (const language of LANGUAGES) {
      const said = wordsOf(language)(...error.said);
      assert.doesNotMatch(said, NO_WORDS);
      assert.notEqual(said, '');
    }
    return null;
  }
  if (!(error instanceof SaidError)) throw error;
  assert.ok(Array.isArray(textOf(error)), 'it is said in one language only');
  isSaid(textOf(error));
  return null;
}

/** Every number within is one. @param {unknown} value @param {string} [path] */
export function areNumbers(value, path = '') {
  if (typeof value === 'number') assert.ok(Number.isFinite(value), `${path} is ${value}`);
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return;
  for (const [name, inner] of Object.entries(value)) areNumbers(inner, `${path}.${name}`);
}
