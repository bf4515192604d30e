/** The dual in the plane, in English. */

import { whole } from '../../../strings/en/words.js';

/**
 * @typedef {object} Described
 * @property {string} p where its middle is
 * @property {string} q
 * @property {string} hold the constraint
 * @property {number} steps
 * @property {string} gap
 * @property {string} distance
 * @property {string} verdict
 */

export const en = {
  'plane.critic': 'The critic, in training',
  'plane.potential': 'The exact potential',
  'plane.cloudP': 'the whole of P, real',
  'plane.cloudQ': 'the whole of Q, fake',
  'plane.constraint': 'Constraint',
  'plane.hold.adversarial': 'Penalty where f is steepest',
  'plane.hold.realReal': 'Penalty between real points',
  'plane.term.adversarial': '(adversarial pairs)',
  'plane.term.realReal': '(data-only pairs)',
  'plane.hold.none': 'None',
  'plane.hold.clipping': 'Weight clipping',
  'plane.hold.gradientPenalty': 'Gradient penalty',
  'plane.hold.orthonormal': 'Orthonormal',
  'plane.run': 'Run',
  'plane.pause': 'Pause',
  'plane.step': 'One step',
  'plane.low': 'f low',
  'plane.high': 'f high',
  'plane.free': 'free here: no earth passes',
  'plane.steep': (/** @type {number} */ slope) => `slope above ${slope}`,
  'plane.gap': 'gap',
  'plane.distance': 'exact distance',
  'plane.steepest': 'steepest slope',
  'plane.steps': 'critic steps',
  'plane.count': whole,
  'plane.samples': (/** @type {number} */ count) =>
    `P and Q open as the ${count} samples each of the first figure, and at the same distance.`,
  'plane.course': 'Gap over critic steps',
  'plane.readOut': 'Gap after so many steps',
  'plane.at': (/** @type {number} */ step, /** @type {string} */ gap) =>
    `step ${whole(step)}: ${gap}`,
  'plane.is.same': 'P and Q are the same: no critic tells them apart, whatever holds it.',
  'plane.is.untrained': 'The critic knows nothing yet: its weights are as they were drawn.',
  'plane.is.early': 'It has only begun to learn.',
  'plane.is.holds': (/** @type {string} */ times, /** @type {boolean} */ isAbove) =>
    `The constraint holds: the gap is ${times} times the exact distance${isAbove ? ', since a penalty gives way a little' : ''}.`,
  'plane.is.passing': (/** @type {string} */ times) =>
    `Between P and Q nothing holds f. The gap is ${times} times the exact distance, but does not stay there.`,
  'plane.is.flat': (/** @type {string} */ times) =>
    `The critic is flatter than it might be: its gap is only ${times} times the exact distance.`,
  'plane.is.loose': (/** @type {string} */ times) =>
    `The critic is steeper than 1-Lipschitz allows: its gap is ${times} times the exact distance.`,
  'plane.is.away': (/** @type {string} */ times) =>
    `Nothing holds f. The gap has run away: it is ${times} times the exact distance, and grows on.`,
  'plane.is.letGo': (/** @type {string} */ times) =>
    `The penalty looks at data alone: between P and Q nothing holds f. The gap is ${times} times the exact distance, and grows on.`,
  'plane.is.clipped': (/** @type {string} */ times) =>
    `Bounded weights bound f, but at no slope in particular: here the gap is ${times} times the exact distance; another bound would give another.`,
  'plane.describe': (/** @type {Described} */ { p, q, hold, steps, gap, distance, verdict }) =>
    `In a square, the real cloud P lies about ${p}, the fake curve Q about ${q}. Left, a critic trained ` +
    `for ${whole(steps)} steps; constraint: ${hold}. Right, the exact potential: low on Q, rising to P with slope 1. ` +
    `The critic’s gap is ${gap}, the exact distance ${distance}. ${verdict}`,
};
