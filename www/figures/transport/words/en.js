/** Words of `<em-transport>` in English. */

import { whole } from '../../../strings/en/words.js';

export const en = {
  'transport.play': 'Play',
  'transport.pause': 'Pause',
  'transport.step': 'Step',
  'transport.leap': (/** @type {number} */ count) => `${count} draws`,
  'transport.all': 'Send all',
  'transport.step1': 'Pick a grain x₁ of Q',
  'transport.step2': 'Draw where it goes: γ(x₂ | x₁)',
  'transport.step3': 'Pay the cost |x₁ − x₂|',
  'transport.step4': 'Average over many',
  'transport.grain': (/** @type {number} */ grain) => `grain ${grain}`,
  'transport.drawn': (/** @type {string} */ share, /** @type {number} */ count) =>
    count === 1 ? `${share}, the only place` : `${share}, one of ${count}`,
  'transport.average': (/** @type {number} */ draws, /** @type {string} */ average) =>
    draws === 1 ? `1 draw: ${average}` : `${whole(draws)} draws: ${average}`,
  'transport.wholeAverage': (/** @type {string} */ cost) => `all mass: ${cost}`,
  'transport.coupling': 'Coupling',
  'transport.optimal': 'Optimal plan',
  'transport.random': 'Random',
  'transport.cost': 'cost',
  'transport.grains': 'grain of Q',
  'transport.matrix': 'The plan γ: a row per grain x₁, a column per point x₂',
  'transport.sums': 'Its columns summed: P, whatever the plan',
  'transport.pile': 'The pile that arrives, in the shape of P',
  'transport.row': 'Row of the plan',
  'transport.epsilon': 'Entropy ε',
  'transport.exact': 'none',
  'transport.under': 'blurred',
  'transport.distance': 'W₁',
  'transport.blurred': 'Cost of the blurred plan',
  'transport.divergence': 'Sinkhorn divergence',
  'transport.nearer':
    'P and Q lie nearer to each other here than in the other figures of the plane, and W₁ is smaller.',
  'transport.spread': (
    /** @type {number} */ grain,
    /** @type {number} */ places,
    /** @type {string} */ cost,
  ) => `Grain ${grain} is spread over ${places} places, at a cost of ${cost} on average.`,
  'transport.describeBlurred': (
    /** @type {{ epsilon: string, cost: string, exact: string, divergence: string }} */ seen,
  ) =>
    `Under entropy with ε = ${seen.epsilon} the plan is blurred and costs ${seen.cost}, where W₁ is ${seen.exact} and the debiased Sinkhorn divergence ${seen.divergence}.`,
  'transport.points': 'its share of P',
  'transport.arrived': 'arrived',
  'transport.pointer': 'Grain of Q',
  'transport.nowhere': 'Point at a grain to see where it goes.',
  'transport.where': (
    /** @type {number} */ grain,
    /** @type {string[]} */ shares,
    /** @type {string} */ cost,
  ) =>
    shares.length === 1
      ? `Grain ${grain} goes to one place, at a cost of ${cost}.`
      : `Grain ${grain} goes to ${shares.length} places (${shares.join(', ')}), at a cost of ${cost} on average.`,
  'transport.describe': (
    /** @type {{ coupling: 'optimal' | 'random', cost: string, other: string | null, grains: number, points: number }} */ seen,
  ) =>
    seen.coupling === 'optimal'
      ? `The optimal plan takes ${seen.grains} grains of Q to ${seen.points} points of P at a cost of ${seen.cost}${seen.other === null ? '' : `; a random coupling costs ${seen.other}`}.`
      : `A random coupling takes ${seen.grains} grains of Q to ${seen.points} points of P at a cost of ${seen.cost}; the optimal plan costs ${seen.other}.`,
  'transport.describeDraws': (/** @type {number} */ draws, /** @type {string} */ average) =>
    draws === 0
      ? 'No grain has been drawn yet.'
      : `After ${whole(draws)} ${draws === 1 ? 'draw' : 'draws'} the average cost is ${average}.`,
  'transport.describeAll': 'Every grain has sent all it has: what has arrived is P.',
  'transport.between': ' ',
};
