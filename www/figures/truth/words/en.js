/** Beside the truth. */

import { decimals } from '../../../ui/format.js';

export const en = {
  'truth.run': 'Run',
  'truth.pause': 'Pause',
  'truth.more': (/** @type {number} */ steps) => `Run ${steps} more`,
  'truth.step': (/** @type {number} */ step, /** @type {number} */ of) =>
    `Step ${step} of ${of} of this critic`,
  'truth.real': 'Real digits',
  'truth.fake': 'The same, moved along rays:',
  'truth.exact': (/** @type {number | null} */ distance) =>
    `exact distance ${distance === null ? '–' : distance.toFixed(2)}`,
  'truth.best': 'The way back, as the best critic points',
  'truth.critic': 'The way that this critic points:',
  'truth.turned': (/** @type {number | null} */ cosine) =>
    `cosine ${cosine === null ? '–' : cosine.toFixed(2).replace('-', '−')}`,
  'truth.lighter': 'to become lighter',
  'truth.darker': 'to become darker',
  'truth.picture.real': 'The first digits of one minibatch.',
  'truth.picture.fake':
    'The same digits, each blended with the digit nearest to it of four others: the other minibatch.',
  'truth.picture.best':
    'For each moved digit, which pixels the best critic would have lighter and which darker: away from the other digit, back to its own.',
  'truth.picture.critic': 'For each moved digit, the same of the critic in training.',
  'truth.table': 'How the critic does under each constraint',
  'truth.kind': 'What holds the critic',
  'truth.gap': 'gap ÷ exact',
  'truth.criticDistance': 'critic distance ÷ exact',
  'truth.cosine': 'cosine',
  'truth.gap.short': 'gap ÷ exact',
  'truth.criticDistance.short': 'critic ÷ exact',
  'truth.cosine.short': 'cosine',
  'truth.adversarial': 'slope penalty, adversarial pairs',
  'truth.gradientPenalty': 'gradient penalty (WGAN-GP)',
  'truth.segment': 'slope penalty, segment pairs',
  'truth.realFake': 'slope penalty, real–fake pairs',
  'truth.realReal': 'slope penalty, real–real pairs, as published',
  'truth.spectral': 'spectral normalisation',
  'truth.orthonormal': 'orthonormal weights',
  'truth.clipping': 'weight clipping',
  'truth.bounded': 'bounded critic',
  'truth.none': 'no constraint',
  'truth.axis': 'This critic beside the truth, by its training steps',
  'truth.level': '1: the gap and the critic distance are exact, the arrows point the right way',
  'truth.before': (/** @type {string} */ name) => `Faint: ${name}, chosen before`,
  'truth.readOut': 'Read the scores at a step',
  'truth.at': (
    /** @type {number} */ step,
    /** @type {string} */ gap,
    /** @type {string} */ distance,
    /** @type {string} */ cosine,
  ) =>
    `Step ${step}: gap ${gap} and critic distance ${distance} of the exact distance, cosine ${cosine}`,
  'truth.waiting':
    'The distance of this pair is known, and so is the best critic. Choose what holds a critic, and see what it finds of either.',
  'truth.early': 'Too early to tell.',
  'truth.size.right': 'The gap is near the exact distance.',
  'truth.size.large': 'The gap is too large.',
  'truth.size.small': 'The gap is too small.',
  'truth.size.away': 'The gap has run away, out of the chart.',
  'truth.way.right':
    'The arrows point nearly the right way: the fakes would go back to their digits.',
  'truth.way.partly': 'The arrows point the right way only in part; the rest is the network’s own.',
  'truth.way.hardly': 'The arrows hardly know the way.',
  'truth.sentence': (/** @type {string} */ size, /** @type {string} */ way) => `${size} ${way}`,
  'truth.note':
    'Every critic begins with the same weights and sees the same two minibatches. The critic distance cannot be above the exact one.',
  'truth.empty': (/** @type {string} */ name) =>
    `A critic waits to be trained on a pair of minibatches whose exact distance and best critic are known. Its constraint: ${name}.`,
  'truth.described': (
    /** @type {number} */ exact,
    /** @type {string} */ name,
    /** @type {number} */ steps,
    /** @type {number} */ gap,
    /** @type {number} */ distance,
    /** @type {number} */ cosine,
  ) =>
    `Digits and the same moved along rays, at an exact distance of ${exact.toFixed(2)}. Constraint of the critic: ${name}. After ${steps} steps: gap ${decimals(gap)} and critic distance ${decimals(distance)} of the exact distance, cosine between its gradient and the best critic’s ${decimals(cosine)}.`,
};
