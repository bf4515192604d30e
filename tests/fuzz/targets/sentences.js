/** Sentences, whatever goes into them; and what a browser is said to lack. */

import assert from 'node:assert/strict';
import fc from 'fast-check';
import enOwn from '../../../www/own/words/en.js';
import { wordsOf } from '../../../www/own/words.js';
import en from '../../../www/strings/en.js';
import { languageOf, LANGUAGES, primaryOf } from '../../../www/strings/language.js';
import { Strings } from '../../../www/strings/strings.js';
import { FEATURES, lacking, LEAST } from '../../../www/support.js';
import { anyText } from '../edits/text.js';
import { law } from '../trying.js';

/** @typedef {keyof typeof en} Key */

/** Sentences with what others have written. @type {readonly Key[]} */
const OF_OTHERS = ['load.broken', 'keep.slow', 'data.credit', 'event.shardLost'];

/** Names as others have them, in which words of ours may be. */
const name = fc.oneof(
  fc.constantFrom('digits.npz', 'My digits', '数字.zip', 'cpu', 'a digit.', 'constructor', ''),
  anyText,
);
const message = fc.oneof(
  fc.constant(['device.noWebGpu']),
  name.map((file) => ['load.broken', file]),
  fc.constantFrom([['constructor', 'a']], [['__proto__']], [['toString', 1]]).map(([one]) => one),
);
const text = fc.oneof(name, message);
const number = fc.oneof(fc.nat(1e9), fc.double({ noNaN: true, noDefaultInfinity: true }));

/** What a sentence says that goes into it. @param {unknown} entry @returns {fc.Arbitrary<unknown[]>} */
function partsOf(entry) {
  const types = [...String(entry).matchAll(/@type \{([^}]*)\}/g)].map(([, type]) => type);
  const parts = types.map((type) => {
    if (type.includes('FeatureName')) return fc.subarray(FEATURES.map((one) => one.name));
    if (type === 'string[]') return fc.array(text, { maxLength: 3 });
    if (/(Device|Module)Name/.test(type)) return fc.constantFrom('cpu', 'ndarray', 'webgpu');
    if (type.includes('Versions')) return fc.constant(LEAST);
    return type.includes('number') ? number : text;
  });
  return fc.tuple(...parts);
}

/** @template {string} Name @param {Record<Name, unknown>} table */
const saidOf = (table) =>
  fc
    .constantFrom(.../** @type {Name[]} */ (Object.keys(table)))
    .chain((key) => fc.tuple(fc.constant(/** @type {any} */ (key)), partsOf(table[key])));

/** The globals by which features are told, and what a browser may have in their place. */
const GLOBALS = [
  'CSS',
  'CSSStyleSheet',
  'Document',
  'Worker',
  'WebAssembly',
  'structuredClone',
  'DecompressionStream',
];
const INSTEAD = [undefined, {}, () => {}, class {}];

/** @type {import('../trying.js').Target} */
export const sentences = {
  name: 'sentences',
  laws: [
    law(
      'there is a sentence in each language, whatever goes into it',
      fc.tuple(saidOf(en), fc.boolean()),
      ([[key, given], areDigits]) => {
        for (const language of LANGUAGES) {
          const said = new Strings(language, { areDigits }).t(/** @type {Key} */ (key), ...given);
          assert.equal(typeof said, 'string', key);
        }
      },
      { few: 2_000, examples: [[['keep.kept', [1, 1e300]], true]] },
    ),
    law(
      'what others have written is said as they have written it, of images as of digits',
      fc.tuple(fc.constantFrom(...OF_OTHERS), name),
      ([key, file]) => {
        for (const language of LANGUAGES) {
          for (const areDigits of [true, false]) {
            const said = new Strings(language, { areDigits }).t(key, file, file);
            assert.ok(said.includes(file), said);
          }
        }
      },
      {
        few: 300,
        examples: [/** @type {[Key, string]} */ (['data.credit', 'Handwritten digits.'])],
      },
    ),
    law(
      'a message is said as it is where there is no sentence for it',
      fc.tuple(name, fc.array(text, { maxLength: 3 })),
      ([key, given]) => {
        for (const language of LANGUAGES) {
          const said = new Strings(language).text(/** @type {any} */ ([key, ...given]));
          assert.equal(typeof said, 'string');
          if (!Object.hasOwn(en, key)) assert.ok(said.startsWith(key));
        }
      },
      { few: 300, examples: [['constructor', ['a', 'b', 'c', 'd']]] },
    ),
    law(
      'there is a sentence of one’s own images, whatever goes into it',
      saidOf(enOwn),
      ([key, given]) => {
        for (const language of LANGUAGES)
          assert.equal(typeof wordsOf(language)(key, ...given), 'string', key);
      },
      { few: 500 },
    ),
    law(
      'a language is one of ours or none, whatever a system calls it',
      fc.oneof(fc.constantFrom('zh_CN.UTF-8', 'EN-us@posix', 'constructor', 'C'), anyText),
      (tag) => {
        const language = languageOf(tag);
        assert.ok(language === undefined || LANGUAGES.includes(language));
        assert.ok(tag.toLowerCase().includes(primaryOf(tag)));
      },
      { few: 200 },
    ),
    law(
      'what a browser lacks is named, whatever it has instead',
      fc.array(fc.tuple(fc.constantFrom(...GLOBALS), fc.constantFrom(...INSTEAD)), {
        maxLength: 5,
      }),
      (missing) => {
        const all = /** @type {any} */ (globalThis);
        const before = GLOBALS.map((one) => Object.getOwnPropertyDescriptor(all, one));
        for (const [one, value] of missing) {
          Object.defineProperty(all, one, { value, configurable: true, writable: true });
        }
        let lacks;
        try {
          lacks = lacking();
        } finally {
          GLOBALS.forEach((one, at) => {
            const descriptor = before[at];
            if (descriptor) Object.defineProperty(all, one, descriptor);
            else delete all[one];
          });
        }
        const names = FEATURES.map(({ name: one }) => one);
        assert.deepEqual(
          lacks,
          names.filter((one) => lacks.includes(one)),
        );
        for (const language of LANGUAGES) {
          assert.doesNotMatch(
            new Strings(language).t('support.lacking', lacks, LEAST),
            /undefined/,
          );
        }
      },
      { few: 200 },
    ),
  ],
};
