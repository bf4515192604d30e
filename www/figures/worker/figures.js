/** Computes the article's figures: transport, divergences, potentials. And centres and varies a reader's own images. */

import { serveHere } from '../../asking/serving.js';
import { paradoxAnswers } from './paradox-answers.js';
import { rideAnswers } from './ride-answers.js';
import { shapeAnswers } from './shape-answers.js';

/** @typedef {typeof import('../../../dist/pkg/figures/earthmover_web.js')} Figures */

/** Functions of the module, called by their names. */
const NAMES = /** @type {const} */ ([
  'curve',
  'clouds',
  'divergences',
  'densities',
  'transport',
  'blurredTransport',
  'drawFlows',
  'planePotential',
  'lineDensity',
  'lineDual',
  'lineGap',
  'centred',
]);

const answers = {
  ...Object.fromEntries(
    NAMES.map((name) => [
      name,
      /** @param {any} wasm @param {...unknown} args */ (wasm, ...args) => wasm[name](...args),
    ]),
  ),
  ...paradoxAnswers,
  ...rideAnswers,
  ...shapeAnswers,
};

serveHere(answers, () => import('../../pkg/figures/earthmover_web.js'));
