/** Texts that were good once: signs are changed, lost, doubled or put in. */

import fc from 'fast-check';

/** @typedef {(signs: string[]) => string[]} Edit */

/** @param {string} signs that mean something in such a text */
const edit = (signs) =>
  fc
    .tuple(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.nat(2),
      fc.oneof(
        fc.constantFrom(...signs, '', '__proto__', 'constructor', '1e999', '-0', '%', '\0'),
        fc.string({ unit: 'binary', maxLength: 3 }),
      ),
      fc.boolean(),
    )
    .map(
      ([share, less, more, isTwice]) =>
        /** @type {Edit} */ (
          (all) => {
            const at = Math.floor(share * all.length);
            const again = isTwice ? all.slice(at, at + 4) : [];
            return [...all.slice(0, at), ...more, ...again, ...all.slice(at + less)];
          }
        ),
    );

/**
 * @param {readonly string[]} goods
 * @param {string} [signs]
 * @returns {fc.Arbitrary<string>}
 */
export const spoiltText = (goods, signs = ',;:.=&#?{}[]"-+/ ') =>
  fc
    .tuple(fc.constantFrom(...goods), fc.array(edit(signs), { maxLength: 3 }))
    .map(([good, edits]) => edits.reduce((all, change) => change(all), [...good]).join(''));

/** Any text, of which little is good. */
export const anyText = fc.string({ unit: 'binary', maxLength: 40 });
