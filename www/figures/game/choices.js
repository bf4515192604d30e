/** What of a game can be set, and what that is to the science. */

import { STROKE, evenly } from './stroke.js';

/** @typedef {import('../worker/game-answers.js').Cloud} Cloud */
/** @typedef {import('../worker/game-answers.js').GameConfig} GameConfig */
/** @typedef {import('../worker/game-answers.js').GameShape} GameShape */

/** How the critic is held. What is not said is as the science has it. @type {Record<string, import('../plane/critic.js').ConstraintPatch>} */
const HOLDS = {
  slopePenalty: { kind: 'slopePenalty' },
  gradientPenalty: { kind: 'gradientPenalty' },
  clipping: { kind: 'weightClipping', bound: 0.1 },
  spectral: { kind: 'spectralNorm' },
  orthonormal: { kind: 'orthonormal' },
  none: { kind: 'none' },
};

export const SHAPES = ['cloud', 'ring', 'twoModes', 'eightModes', 'spiral', 'drawn'];
export const OBJECTIVES = ['wasserstein', 'original', 'exact'];
export const CONSTRAINTS = Object.keys(HOLDS);
export const CRITIC_STEPS = ['1', '5', '20'];
/** Points of a step where the generator goes by the exact plan; all of them is 0. */
export const BATCHES = ['4', '16', '64', '0'];

/** The spine of the article's cloud, and how far it is spread. */
const SPINE = [-0.8, 0.05, -0.4, 0.5, 0.15, 0.55, 0.7, 0.2];
const SPREAD = 0.12;
/** A drawn line is a little thick. */
const PEN = 0.03;

export const PARAMETERS = {
  shape: { fallback: 'eightModes', choices: SHAPES },
  drawn: {
    fallback: evenly([-0.6, 0.5, -0.6, -0.5, 0, 0.1, 0.6, -0.5, 0.6, 0.5]),
    least: -1,
    most: 1,
  },
  at: { fallback: [0, 0], least: -1, most: 1 },
  objective: { fallback: 'wasserstein', choices: OBJECTIVES },
  constraint: { fallback: 'slopePenalty', choices: CONSTRAINTS },
  critic: { fallback: '5', choices: CRITIC_STEPS },
  batch: { fallback: '0', choices: BATCHES },
  seed: { fallback: 7, least: 0, most: 1_000_000, isWhole: true },
  slow: { fallback: false },
  run: { fallback: true },
};
if (PARAMETERS.drawn.fallback.length !== STROKE) throw new Error('a line has another length');

/** @typedef {Record<string, any>} Values */

/** A game by what is set. @param {Values} values @returns {import('../worker/game-answers.js').Patch<GameConfig>} */
export const configOf = ({ objective, constraint, critic, batch, seed }) => ({
  seed: Math.floor(seed),
  objective,
  constraint: HOLDS[constraint],
  nCritic: Number(critic),
  batch: objective === 'exact' ? Number(batch) : 0,
});

/** Where its real points lie. @param {Values} values @returns {Cloud} */
export function cloudOf({ shape, drawn, at }) {
  if (shape === 'cloud') return { shape: null, line: SPINE, width: SPREAD, at };
  if (shape === 'drawn') return { shape: null, line: drawn, width: PEN, at };
  return { shape: /** @type {GameShape} */ (shape), line: [], width: 0, at };
}
