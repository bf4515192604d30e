/** Guesses that a browser has kept, in whatever state. */

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Guesses, parse, questionOf } from '../../../www/figures/kit/guess.js';
import { spoiltValue } from '../edits/json.js';
import { anyText, spoiltText } from '../edits/text.js';
import { law } from '../trying.js';

/** @typedef {import('../../../www/figures/kit/guess.js').Id} Id */

const KEPT = {
  'random-cost': { guess: 1.5, truth: 2.25 },
  'no-constraint': { guess: 'meets', truth: 'beyond' },
  nearest: { guess: null, truth: null },
};
const IDS = /** @type {Id[]} */ (Object.keys(KEPT));
const STORED = JSON.stringify(KEPT);

/** @param {ReturnType<typeof parse>} all */
function areGuesses(all) {
  for (const [id, kept] of Object.entries(all)) {
    const question = questionOf(/** @type {Id} */ (id));
    assert.ok(question, id);
    assert.deepEqual(Object.keys(kept), ['guess', 'truth']);
    for (const answer of Object.values(kept)) {
      if (answer === null) continue;
      if ('options' in question)
        assert.ok(question.options.includes(/** @type {string} */ (answer)));
      else assert.ok(Number.isFinite(answer));
    }
    if ('range' in question && kept.guess !== null) {
      const { least, most } = question.range;
      assert.ok(Number(kept.guess) >= least && Number(kept.guess) <= most, `${kept.guess}`);
    }
  }
}

/** A storage that may refuse, or be full. @param {string | null} text @param {boolean} isFull */
function storageOf(text, isFull) {
  return {
    getItem: () => text,
    setItem: (/** @type {string} */ _, /** @type {string} */ now) => {
      if (isFull) throw new Error('it is full');
      text = now;
    },
    removeItem: () => (text = null),
  };
}

const answer = fc.oneof(fc.double(), fc.constantFrom('meets', 'real', 'no', ''));
const act = fc.record({
  do: fc.constantFrom(/** @type {const} */ ('guess'), 'skip', 'settle', 'takeBack', 'forget'),
  id: fc.constantFrom(...IDS),
  answer,
});

/** @type {import('../trying.js').Target} */
export const guesses = {
  name: 'guesses',
  laws: [
    law(
      'what was kept is guesses that may be, or none',
      fc.oneof(
        spoiltValue([KEPT]).map((value) => JSON.stringify(value) ?? ''),
        spoiltText([STORED]),
        anyText,
      ),
      (text) => {
        const all = parse(text);
        areGuesses(all);
        assert.deepEqual(parse(JSON.stringify(all)), all);
      },
      { few: 1_000 },
    ),
    law(
      'whatever is done, guesses are what may be, and are kept as they are',
      fc.tuple(fc.array(act, { maxLength: 12 }), fc.constantFrom(null, STORED, '[]'), fc.boolean()),
      ([acts, stored, isFull]) => {
        const storage = storageOf(stored, isFull);
        const all = new Guesses(
          () => storage,
          () => {},
        );
        for (const { do: what, id, answer: one } of acts) {
          if (what === 'forget') all.forget();
          else if (what === 'skip' || what === 'takeBack') all[what](id);
          else {
            try {
              all[what](id, one);
            } catch (error) {
              assert.match(String(error), /^RangeError: .* is no answer to /);
            }
          }
          areGuesses(all.all);
          if (!isFull) assert.deepEqual(parse(storage.getItem()), parse(JSON.stringify(all.all)));
        }
      },
      { few: 300 },
    ),
  ],
};
