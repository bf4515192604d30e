/** The lab's run, watched. */

import { decimals, percent } from '../../../ui/format.js';

export const en = {
  'watch.idle':
    'The lab has not run yet. This figure shows its run: how far its fakes are from digits, and what its critic makes of it.',
  'watch.start': 'Start the lab',
  'watch.waiting': 'The lab’s first distances are being measured.',
  'watch.go': 'Go to the lab',
  'watch.usual': 'Train the article’s preset',
  'watch.run': (/** @type {string} */ preset) => `The lab’s run: preset “${preset}”`,
  'watch.other': (/** @type {string} */ preset) =>
    `The lab’s run: preset “${preset}”, not the one that this text is about`,
  'watch.bounded': 'Bound the critic instead',
  'watch.axis': 'Distances between 64 held-out digits and 64 fakes, by iteration',
  'watch.readOut': 'Read the distances at an iteration',
  'watch.exact': 'exact distance',
  'watch.critic': 'critic distance',
  'watch.nothing': 'critic that knows nothing',
  'watch.share': 'critic ÷ exact',
  'watch.floor': 'real–real floor',
  'watch.up': 'Learned f ↑',
  'watch.across': 'best f, by the exact potential →',
  'watch.reals': 'digits',
  'watch.fakes': 'fakes',
  'watch.at': (
    /** @type {number} */ iteration,
    /** @type {number} */ exact,
    /** @type {number} */ critic,
    /** @type {number} */ nothing,
  ) =>
    `Iteration ${iteration}: exact distance ${decimals(exact)}, critic distance ${decimals(critic)}, of a critic that knows nothing ${decimals(nothing)}`,
  'watch.criticAt': (/** @type {number} */ iteration, /** @type {number} */ critic) =>
    `Iteration ${iteration}: critic distance ${decimals(critic)}`,
  'watch.kept':
    'The exact distance is drawn once you have guessed what it does, or have skipped the guess.',
  'watch.asked': (/** @type {number} */ iteration, /** @type {number} */ critic) =>
    `At iteration ${iteration} of the lab’s run the critic distance is ${decimals(critic)}. The exact distance is yours to guess first.`,
  'watch.below': (/** @type {number} */ ratio) =>
    `The critic distance cannot be above the exact one; here it is ${percent(ratio)} of it. On the dashed line the learned f would be as good as the best.`,
  'watch.underFloor': (/** @type {number} */ ratio) =>
    `The critic distance is ${percent(ratio)} of the exact one. Yet the exact one is below the floor: these fakes are nearer to the digits than other digits are.`,
  'watch.total': (/** @type {number} */ gap) =>
    `This critic is held to scores from −1 to 1 and not to slopes. Its gap, ${decimals(gap)}, is no longer about how far apart digits and fakes are: it estimates twice the total variation distance, and that is 2 wherever the two never meet.`,
  'watch.described': (
    /** @type {number} */ iteration,
    /** @type {number} */ exact,
    /** @type {number} */ critic,
    /** @type {number} */ ratio,
    /** @type {number} */ floor,
  ) =>
    `At iteration ${iteration} of the lab’s run the exact distance is ${decimals(exact)}, the critic distance ${decimals(critic)}, which is ${percent(ratio)} of it; two batches of real digits are ${decimals(floor)} apart.`,
  'watch.untaught': (/** @type {number} */ distance, /** @type {number} */ ratio) =>
    `A critic that knows nothing, 0 at every digit, certifies ${decimals(distance)}, ${percent(ratio)} of the exact distance.`,
};
