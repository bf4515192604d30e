/** Questions that figures ask first, in English, and what is said of guesses. */

/** @type {Record<string, string>} */
const NEAREST = {
  real: 'another minibatch of real digits',
  mean: 'copies of the mean image',
  centres: 'k-means centres',
};

/** @type {Record<string, string>} */
const ZERO_LAMBDA = {
  soon: 'twice as steep within 100 iterations',
  later: 'twice as steep, but after more than 100',
  keeps: 'not twice as steep after 1,000',
};

/** @type {Record<string, string>} */
const NO_CONSTRAINT = {
  below: 'stays below the exact distance',
  meets: 'comes to the exact distance',
  beyond: 'leaves the exact distance behind',
};

/** @type {Record<string, string>} */
const CLIPPED_WEIGHTS = {
  zero: 'most near 0',
  spread: 'spread between −c and c',
  ends: 'most at −c and at c',
};

/** @type {Record<string, string>} */
const EXACT_COURSE = {
  falls: 'falls all the way',
  stays: 'falls, then stays',
  turns: 'falls, then rises again',
  rises: 'rises',
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
  'guess.andTold': (/** @type {string} */ said, /** @type {string} */ told) =>
    [said, told].filter(Boolean).join(' '),
  'guess.title': 'What you guessed, and what is so',
  'guess.none': 'You have guessed nothing yet.',
  'guess.open': 'Not guessed',
  'guess.skipped': 'Skipped',
  'guess.kept': 'Guesses are kept in this browser only.',
  'guess.forget': 'Forget my guesses',

  'guess.random-cost.ask': 'How many times as dear as the optimal plan is a random coupling?',
  'guess.random-cost.value': (/** @type {number} */ times) => `${times.toFixed(1)} times`,
  'guess.zero-lambda.ask':
    'In the middle of a good run λ is set to 0. How long does the critic keep its slope?',
  'guess.zero-lambda.value': (/** @type {string} */ course) => ZERO_LAMBDA[course],
  'guess.zero-lambda.told':
    'In our runs it is soon twice as steep. To see when, train a hundred iterations, set λ = 0, and open the slopes.',
  'guess.no-constraint.ask': 'Without any penalty, what becomes of the gap?',
  'guess.no-constraint.value': (/** @type {string} */ end) => NO_CONSTRAINT[end],
  'guess.clipped-weights.ask':
    'After each step, weights are put back between −c and c. Where do they end up?',
  'guess.clipped-weights.value': (/** @type {string} */ place) => CLIPPED_WEIGHTS[place],
  'guess.clipped-weights.told':
    'In our runs most are soon at −c and c. Let the clipped lab run, and open its weights.',
  'guess.exact-course.ask':
    'As noise turns into grey blobs, and blobs into digits, what does the exact distance do?',
  'guess.exact-course.value': (/** @type {string} */ course) => EXACT_COURSE[course],
  'guess.exact-course.told':
    'In our runs it falls at first, and then rises again. To see it, let the lab train 200 iterations of its first preset.',
  'guess.nearest.ask': 'Which of the three is nearest to a minibatch of real digits?',
  'guess.nearest.value': (/** @type {string} */ rival) => NEAREST[rival],
};
