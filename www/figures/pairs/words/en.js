/** Which pairs hold the critic. */

import { decimals } from '../../../ui/format.js';

export const en = {
  'pairs.run': 'Run',
  'pairs.pause': 'Pause',
  'pairs.more': (/** @type {number} */ steps) => `Run ${steps} more`,
  'pairs.step': (/** @type {number} */ step, /** @type {number} */ of) =>
    `Step ${step} of ${of} of each critic`,
  'pairs.lambda': 'Weight λ of the penalty; another starts afresh',
  'pairs.lambdaIs': (/** @type {string} */ lambda) => `λ = ${lambda}`,
  'pairs.axis': 'Gap of each critic, by its training steps',
  'pairs.readOut': 'Read the gaps at a step',
  'pairs.exact': (/** @type {number | null} */ distance) =>
    `exact distance ${distance === null ? '' : distance.toFixed(2)}`,
  'pairs.digits': (/** @type {number} */ count) => `${count} digits, of which these are the first`,
  'pairs.copies': (/** @type {number | null} */ distance) =>
    distance !== null
      ? `their noisy copies, at an exact distance of ${distance.toFixed(2)}`
      : 'their noisy copies',
  'pairs.picture.real': 'The first digits of one minibatch.',
  'pairs.picture.fake': 'The same digits under noise: the other minibatch.',
  'pairs.table': 'How each critic does',
  'pairs.kind': 'Pairs that the penalty looks at',
  'pairs.ratio': 'gap ÷ exact',
  'pairs.slope': 'slope at the digits',
  'pairs.none': 'none, without a penalty',
  'pairs.none.short': 'no penalty',
  'pairs.realReal': 'two real digits, as published',
  'pairs.realReal.short': 'real–real',
  'pairs.realFake': 'a digit and a fake',
  'pairs.realFake.short': 'real–fake',
  'pairs.segment': 'two points between them',
  'pairs.segment.short': 'segment',
  'pairs.adversarial': 'a point and its steepest neighbour',
  'pairs.adversarial.short': 'adversarial',
  'pairs.kept': 'your guess first',
  'pairs.early': 'too early to tell',
  'pairs.letsGo': 'runs away',
  'pairs.loose': 'bounded, but too steep',
  'pairs.holds': 'held',
  'pairs.note':
    'One critic for each row, all from the same weights and against the same two minibatches. The hinge is on the difference as the article has it, on the quotient where pairs are short.',
  'pairs.at': (/** @type {number} */ step, /** @type {string[]} */ parts) =>
    `Step ${step}: ${parts.join(', ')}`,
  'pairs.value': (/** @type {string} */ kind, /** @type {number} */ gap) =>
    `${kind} ${decimals(gap)}`,
  'pairs.empty':
    'Five critics, one for each way to choose the pairs of the penalty, wait to be trained on the same two minibatches.',
  'pairs.says': (
    /** @type {string} */ kind,
    /** @type {string} */ verdict,
    /** @type {number} */ ratio,
    /** @type {number | null} */ slope,
  ) =>
    Number.isFinite(ratio)
      ? `${kind}: ${verdict}, gap ${decimals(ratio)} times the exact distance${slope === null ? '' : `, slope ${decimals(slope)}`}`
      : `${kind}: not begun`,
  'pairs.described': (
    /** @type {number} */ exact,
    /** @type {number} */ steps,
    /** @type {string[]} */ parts,
  ) =>
    `Gaps of critics over ${steps} steps on a logarithmic scale, beside the exact distance ${exact.toFixed(2)}. ${parts.join('; ')}.`,
};
