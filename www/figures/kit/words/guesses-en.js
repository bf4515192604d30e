/** Questions that figures ask first, in English, and what is said of guesses. */

/** @type {Record<string, string>} */
const NEAREST = {
  real: 'another minibatch of real digits',
  mean: 'copies of the mean image',
  centres: 'k-means centres',
};

export const guessesEn = {
  'guess.submit': 'That is my guess',
  'guess.skip': 'Skip the guess',
  'guess.back': 'Guess again',
  'guess.yours': 'your guess',
  'guess.truth': 'in fact',
  'guess.outcome': (/** @type {string} */ guess, /** @type {string} */ truth) =>
    `You guessed: ${guess}. In fact: ${truth}.`,
  'guess.pending': (/** @type {string} */ guess) => `You guessed: ${guess}.`,
  'guess.is': (/** @type {string} */ truth) => `In fact: ${truth}.`,
  'guess.title': 'What you guessed, and what is so',
  'guess.none': 'You have guessed nothing yet.',
  'guess.open': 'Not guessed',
  'guess.skipped': 'Skipped',
  'guess.kept': 'Guesses are kept in this browser only.',
  'guess.forget': 'Forget my guesses',

  'guess.random-cost.ask': 'How many times as dear as the optimal plan is a random coupling?',
  'guess.random-cost.value': (/** @type {number} */ times) => `${times.toFixed(1)} times`,
  'guess.nearest.ask': 'Which of the three is nearest to a minibatch of real digits?',
  'guess.nearest.value': (/** @type {string} */ rival) => NEAREST[rival],
};
