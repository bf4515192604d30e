/** The game in the plane, in English. */

import { whole } from '../../../strings/en/words.js';

/** @type {Record<string, string>} */
const OPPONENTS = { wasserstein: 'critic', original: 'classifier', exact: 'optimal plan' };

export const en = {
  'game.cloud': 'the whole of P, real',
  'game.objective': 'Opponent',
  'game.objective.wasserstein': 'Critic',
  'game.objective.original': 'Classifier (original GAN)',
  'game.objective.exact': 'Exact distance',
  'game.shape': 'P',
  'game.shape.cloud': 'Cloud',
  'game.shape.ring': 'Ring',
  'game.shape.twoModes': 'Two modes',
  'game.shape.eightModes': 'Eight modes',
  'game.shape.spiral': 'Spiral',
  'game.shape.drawn': 'Draw it',
  'game.constraint': 'Constraint',
  'game.constraint.slopePenalty': 'Slope penalty',
  'game.constraint.gradientPenalty': 'Gradient penalty',
  'game.constraint.clipping': 'Clipping',
  'game.constraint.spectral': 'Spectral norm',
  'game.constraint.orthonormal': 'Orthonormal',
  'game.constraint.none': 'None',
  'game.critic': 'Critic steps',
  'game.critic.1': '1',
  'game.critic.5': '5',
  'game.critic.20': '20',
  'game.batch': 'Points at a time',
  'game.batch.4': '4',
  'game.batch.16': '16',
  'game.batch.64': '64',
  'game.batch.0': 'all 200',
  'game.run': 'Run',
  'game.pause': 'Pause',
  'game.slow': 'Slow motion',
  'game.step.train': 'Iteration',
  'game.step.critic': 'Critic step',
  'game.step.generator': 'Generator step',
  'game.stations':
    'Latents go through the generator to fakes; the opponent looks at fakes and at real points.',
  'game.latent': 'latents',
  'game.generator': 'generator g',
  'game.fake': 'fakes',
  'game.opponent.wasserstein': 'critic f',
  'game.opponent.original': 'classifier D',
  'game.opponent.exact': 'optimal plan',
  'game.real': 'real points',
  'game.now.iteration': (/** @type {number} */ iteration) => `Iteration ${whole(iteration)}`,
  'game.now.critic': (
    /** @type {number} */ step,
    /** @type {string} */ of,
    /** @type {string} */ objective,
  ) =>
    `Step ${step} of ${of}: the ${OPPONENTS[objective]} looks at real points and fakes, and learns to tell them apart. The fakes stay.`,
  'game.now.generator': (/** @type {string} */ objective) =>
    `The generator moves its fakes, each along its arrow. The ${OPPONENTS[objective]} stays.`,
  'game.number.exact': 'exact distance',
  'game.number.critic': 'critic distance',
  'game.number.gap': 'gap',
  'game.number.jensenShannon': 'Jensen–Shannon',
  'game.course': 'Over iterations',
  'game.readOut': 'Exact distance after so many iterations',
  'game.at': (/** @type {number} */ iteration, /** @type {string} */ exact) =>
    `iteration ${whole(iteration)}: ${exact}`,
  'game.is.untrained':
    'Both networks know nothing yet. Each fake is one latent, and the orange net is the square of all latents.',
  'game.is.course': (
    /** @type {string} */ now,
    /** @type {string} */ first,
    /** @type {boolean} */ isNear,
  ) =>
    isNear
      ? `The fakes lie on P: the exact distance is ${now}, from ${first}.`
      : `The exact distance is ${now}; it was ${first}.`,
  'game.is.wasserstein': (/** @type {string} */ distance) =>
    `What the critic can vouch for, ${distance}, is never above it.`,
  'game.is.original': (/** @type {string} */ length, /** @type {boolean} */ isShort) =>
    isShort
      ? `The classifier is sure of itself, and its arrows are ${length} long on average: they hardly move a fake.`
      : `The classifier’s arrows are ${length} long on average.`,
  'game.is.exact': (/** @type {number} */ batch) =>
    batch === 0
      ? 'No critic: each fake is drawn along the optimal plan of all points.'
      : `No critic: ${batch} fakes are drawn to ${batch} real points at a time. What falls is the distance of such handfuls; the whole stays apart, and shrinks.`,
  'game.is.over': 'Nothing holds the critic: its numbers are no longer finite. Run begins again.',
  'game.describe': (
    /** @type {string} */ shape,
    /** @type {string} */ opponent,
    /** @type {number} */ iteration,
    /** @type {string} */ sentence,
  ) =>
    `In a square, 200 real points; P: ${shape}. 200 fakes, the corners of a bent net of latents, with arrows. Opponent: ${opponent}. After ${whole(iteration)} iterations: ${sentence}`,
};
