/** Guesses: what may be guessed, what is kept, and what a browser that refuses to keep anything does. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Guesses, parse, QUESTIONS } from '../../www/figures/kit/guess.js';
import { guessesEn } from '../../www/figures/kit/words/guesses-en.js';
import { guessesZh } from '../../www/figures/kit/words/guesses-zh.js';

/** A browser's storage, in memory. */
function storage() {
  /** @type {Map<string, string>} */
  const held = new Map();
  return {
    held,
    getItem: (/** @type {string} */ key) => held.get(key) ?? null,
    setItem: (/** @type {string} */ key, /** @type {string} */ text) => void held.set(key, text),
    removeItem: (/** @type {string} */ key) => void held.delete(key),
  };
}

test('a guess is kept under one key, settled, and there again at the next visit', () => {
  const browser = storage();
  /** @type {(string | null)[]} */
  const told = [];
  const first = new Guesses(
    () => browser,
    (id) => told.push(id),
  );
  assert.equal(first.of('nearest'), null);
  first.guess('nearest', 'mean');
  first.settle('nearest', 'centres');
  // The same truth once more is no news.
  first.settle('nearest', 'centres');
  assert.deepEqual(told, ['nearest', 'nearest']);
  assert.deepEqual([...browser.held.keys()], ['earthmover.guesses']);
  const second = new Guesses(
    () => browser,
    () => {},
  );
  assert.deepEqual(second.of('nearest'), { guess: 'mean', truth: 'centres' });
});

test('a number is put on a step within the range; what is no answer is refused', () => {
  const guesses = new Guesses(storage, () => {});
  guesses.guess('random-cost', 2.34);
  assert.equal(guesses.of('random-cost')?.guess, 2.3);
  guesses.guess('random-cost', 9);
  assert.equal(guesses.of('random-cost')?.guess, 4);
  assert.throws(() => guesses.guess('random-cost', NaN), RangeError);
  assert.throws(() => guesses.guess('nearest', 'noise'), RangeError);
  // A truth may lie beyond what could be guessed.
  guesses.settle('random-cost', 5.5);
  assert.deepEqual(guesses.of('random-cost'), { guess: 4, truth: 5.5 });
});

test('a skip is no guess, and can be taken back like one', () => {
  const browser = storage();
  const guesses = new Guesses(
    () => browser,
    () => {},
  );
  // Before either there is nothing to settle.
  guesses.settle('nearest', 'centres');
  assert.equal(guesses.of('nearest'), null);
  guesses.skip('nearest');
  guesses.settle('nearest', 'centres');
  assert.deepEqual(guesses.of('nearest'), { guess: null, truth: 'centres' });
  guesses.guess('random-cost', 2);
  guesses.takeBack('nearest');
  assert.deepEqual(guesses.all, { 'random-cost': { guess: 2, truth: null } });
  guesses.forget();
  assert.deepEqual(guesses.all, {});
  assert.equal(browser.held.size, 0);
});

test('where storage is refused, guesses last as long as the page', () => {
  const guesses = new Guesses(
    () => {
      throw new DOMException('no', 'SecurityError');
    },
    () => {},
  );
  assert.deepEqual(guesses.all, {});
  guesses.guess('random-cost', 1.5);
  assert.deepEqual(guesses.of('random-cost'), { guess: 1.5, truth: null });
});

test('of what a browser has kept, only guesses are taken', () => {
  for (const text of [null, '', 'no', '3', 'null', '[]', '{"other": {"guess": 1}}']) {
    assert.deepEqual(parse(text), {}, String(text));
  }
  const text = JSON.stringify({
    nearest: { guess: 'noise', truth: 'centres' },
    'random-cost': { guess: 99, truth: 'many', more: 1 },
    toString: { guess: null },
  });
  assert.deepEqual(parse(text), { 'random-cost': { guess: 4, truth: null } });
  assert.deepEqual(parse('{"nearest": {"guess": null}}'), {
    nearest: { guess: null, truth: null },
  });
});

test('each question has its words in both languages, and a figure that asks it', () => {
  for (const words of /** @type {Record<string, unknown>[]} */ ([guessesEn, guessesZh])) {
    for (const [id, question] of Object.entries(QUESTIONS)) {
      assert.match(String(words[`guess.${id}.ask`]), /[?？]$/);
      const value = /** @type {(answer: unknown) => string} */ (words[`guess.${id}.value`]);
      const answers = 'options' in question ? question.options : [1, 2.5];
      const said = answers.map((answer) => value(answer));
      assert.equal(new Set(said).size, answers.length);
      for (const text of said) assert.ok(text && !text.includes('undefined'), text);
    }
  }
  const article = ['lab-section', 'pairs-section']
    .map((name) => readFileSync(`article/en/${name}.html`, 'utf8'))
    .join('');
  for (const [id, { figure }] of Object.entries(QUESTIONS)) {
    // Of a lab it is asked beside it.
    if (article.includes(`<em-guess question="${id}" lab="${figure}">`)) continue;
    const script = readFileSync(`www/figures/${figure}/${figure}.js`, 'utf8');
    const panel =
      figure === 'transport' ? readFileSync('www/figures/transport/panel.js', 'utf8') : '';
    assert.ok(`${script}${panel}`.includes(`new GuessView('${id}'`), id);
  }
});
