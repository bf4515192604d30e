/** Words of `<em-transport>` in English. */

/** @param {number} count */
const whole = (count) => count.toLocaleString('en');

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
    /** @type {{ coupling: 'optimal' | 'random', cost: string, other: string, grains: number, points: number }} */ seen,
  ) =>
    seen.coupling === 'optimal'
      ? `The optimal plan takes ${seen.grains} grains of Q to ${seen.points} points of P at a cost of ${seen.cost}; a random coupling costs ${seen.other}.`
      : `A random coupling takes ${seen.grains} grains of Q to ${seen.points} points of P at a cost of ${seen.cost}; the optimal plan costs ${seen.other}.`,
  'transport.describeDraws': (/** @type {number} */ draws, /** @type {string} */ average) =>
    draws === 0
      ? 'No grain has been drawn yet.'
      : `After ${whole(draws)} ${draws === 1 ? 'draw' : 'draws'} the average cost is ${average}.`,
  'transport.describeAll': 'Every grain has sent all it has: what has arrived is P.',
  'transport.between': ' ',
};
