/** What is nearer to a minibatch of real digits than another minibatch of real digits is. */

import { whole } from '../../../strings/en/words.js';

export const en = {
  'paradox.count': 'Digits of a minibatch',
  'paradox.of': (/** @type {string} */ count) => `${count} digits`,
  'paradox.begin': 'Compute',
  'paradox.another': 'Another draw',
  'paradox.progress': 'How much is computed',
  'paradox.batch': 'A minibatch of real digits.',
  'paradox.subject': (/** @type {number} */ count) => `A minibatch of ${count} real digits`,
  'paradox.to': 'Its exact distance to',
  'paradox.real': (/** @type {number} */ count) => `another ${count} real digits`,
  'paradox.mean': 'copies of the mean image',
  'paradox.centres': (/** @type {number} */ count) => `${count} k-means centres`,
  'paradox.value': (/** @type {number} */ mean, /** @type {number | null} */ deviation) =>
    `${mean.toFixed(2)}${deviation === null ? '' : ` ± ${deviation.toFixed(2)}`}`,
  'paradox.nearer': (/** @type {number} */ by) => `nearer by ${by.toFixed(2)}`,
  'paradox.farther': (/** @type {number} */ by) => `farther by ${by.toFixed(2)}`,
  'paradox.making': (/** @type {number} */ count) => `Making ${count} centres …`,
  'paradox.drawn': (/** @type {number} */ drawn, /** @type {number} */ draws) =>
    `Draw ${drawn} of ${draws}`,
  'paradox.done': (/** @type {number} */ draws, /** @type {number} */ seed) =>
    `Mean ± standard deviation of ${draws} draws, seed ${seed}; the pictures are of the first.`,
  'paradox.asked': (/** @type {number} */ count) =>
    `A minibatch of ${count} real digits, and three things that may be nearest to it: guess which.`,
  'paradox.why': (/** @type {number | null} */ digits) =>
    digits === null
      ? ''
      : `Centres are nearer still in docs/distances.md: they are made of 10,000 digits there and of ${whole(digits)} here, and a mean of more digits lies nearer to digits that are not among them.`,
  'paradox.empty': (/** @type {number} */ count) =>
    `Distances of a minibatch of ${count} real digits to others are about to be computed.`,
  'paradox.says': (
    /** @type {string} */ what,
    /** @type {number} */ mean,
    /** @type {number | null} */ deviation,
  ) => `${mean.toFixed(2)}${deviation === null ? '' : ` ± ${deviation.toFixed(2)}`} from ${what}`,
  'paradox.described': (
    /** @type {number} */ count,
    /** @type {number} */ draws,
    /** @type {string[]} */ parts,
  ) =>
    `A minibatch of ${count} real digits is, over ${draws} ${draws === 1 ? 'draw' : 'draws'}, ${parts.join('; ')}.`,
};
