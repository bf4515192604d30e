/** What of `<em-transport>` can be set. */

import { ASK } from '../kit/guess.js';
import { SCENE } from '../kit/scene.js';

/** Grains of Q: few enough to be told apart, and each of them more than a point of P can take. */
export const GRAINS = 12;
/** Draws of a whole run. */
export const DRAWS = 1000;

export const PARAMETERS = {
  ...SCENE,
  // Nearer to each other, where it makes more of a difference which grain goes where.
  p: { ...SCENE.p, fallback: [-0.8, -0.05, -0.4, 0.4, 0.15, 0.45, 0.7, 0.1] },
  q: { ...SCENE.q, fallback: [-0.85, -0.5, -0.3, -0.12, 0.25, -0.58, 0.85, -0.28] },
  plan: { fallback: 'optimal', choices: ['optimal', 'random'] },
  /** Entropy's weight in the plan, in the unit of distances; none below 0.005. */
  epsilon: { fallback: 0, least: 0, most: 2 },
  play: { fallback: false },
  /** The grain that is pointed at, from 1; 0 for none. */
  grain: { fallback: 0, least: 0, most: GRAINS, isWhole: true },
  /** Draws that have been made, and steps of the one after them. */
  draws: { fallback: 0, least: 0, most: DRAWS, isWhole: true },
  step: { fallback: 0, least: 0, most: 3, isWhole: true },
  /** Every grain has sent all that it has. */
  all: { fallback: false },
  ask: ASK,
  seed: { fallback: 7, least: 0, most: 4294967295, isWhole: true },
};
