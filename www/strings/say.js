/**
 * What modules say without knowing the reader's language: the key of a string, and what goes into it. It
 * passes through messages as it is; `Strings` makes words of it.
 */

/** @typedef {import('./en.js').Key} Key */
/** @typedef {readonly [Key, ...unknown[]]} Message arguments may be messages again */
/** @typedef {string | Message} Text words of others, as they are, or a message of ours */

/**
 * @param {Key} key
 * @param {...unknown} parts
 * @returns {Message}
 */
export const say = (key, ...parts) => [key, ...parts];

/** Words of anything, whoever has made it: not every object has a way to become a text. @param {unknown} value */
export function wordsOf(value) {
  try {
    return String(value);
  } catch {
    // It has none.
    return typeof value;
  }
}

/**
 * Whether words can be made of it, whoever has sent it.
 * @param {unknown} value
 * @returns {value is Text}
 */
export const isText = (value) =>
  typeof value === 'string' || (Array.isArray(value) && typeof value[0] === 'string');
