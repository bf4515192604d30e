/** The sample grid, its timeline, a digit that is opened, real digits. */

import { whole } from './words.js';

const grid = {
  'grid.before': 'What the ',
  'grid.generator': 'generator',
  'grid.after': ' draws',
  'grid.note': 'Each cell keeps its latent, so the same cell can be watched over time.',
  'grid.empty': 'The sample grid, still empty.',
  'grid.text': (/** @type {number} */ iteration, /** @type {number} */ count) => {
    const many = count === 64 ? 'Sixty-four' : String(count);
    return iteration === 0
      ? `${many} images of the untrained generator: grey noise.`
      : `${many} digits of the generator after ${whole(iteration)} iterations, each from a latent of its own that stays the same.`;
  },
  'grid.cells': 'Digits. Arrow keys move between them, Enter opens one.',
  'grid.cell': (
    /** @type {number} */ digit,
    /** @type {number} */ row,
    /** @type {number} */ column,
  ) => `digit ${digit}, row ${row}, column ${column}`,
  'grid.pastText': (/** @type {string} */ text) => `Back in the run. ${text}`,
  'grid.png': 'Save PNG',
  'grid.pngTitle': 'Save what the grid shows as a picture',

  'reals.show': 'Real digits',
  'reals.caption': 'Real digits, for comparison',
  'reals.empty': 'Real digits, not there yet.',
  'reals.text': (/** @type {string[]} */ labels) =>
    `Sixteen real digits in two rows: ${labels.join(', ')}.`,

  'timeline.label': 'Timeline of the run',
  'timeline.play': 'Play growth',
  'timeline.stop': 'Stop',
  'timeline.live': 'Live',
  'timeline.now': (/** @type {number} */ iteration) => `Iteration ${whole(iteration)}, live`,
  'timeline.past': (/** @type {number} */ iteration, /** @type {number} */ now) =>
    `Iteration ${whole(iteration)} of ${whole(now)}`,
  'timeline.size': (
    /** @type {number} */ count,
    /** @type {string} */ megabytes,
    /** @type {string} */ budget,
  ) => `${count === 1 ? '1 snapshot' : `${whole(count)} snapshots`}, ${megabytes} of ${budget} MB`,

  'opened.hint': 'Press a digit to open it.',
  'opened.fake': 'Generated digit',
  'opened.real': 'Nearest real digit',
  'opened.score': 'critic’s score',
  'opened.label': 'label',
  'opened.distance': 'distance',
  'opened.close': 'Close',
  'opened.from': 'Path from here',
  'opened.to': 'Path to here',
  'opened.pathTitle': 'The path from one digit to another is under “Latent”',
  'opened.note': (/** @type {number} */ iteration) =>
    `Scores are those of the critic at iteration ${whole(iteration)}. The distance is Euclidean, over pixels from 0 to 1.`,
  'opened.fakeText': (/** @type {number} */ iteration) =>
    `A digit of the generator after ${whole(iteration)} iterations.`,
  'opened.realText': (/** @type {string} */ label) => `A real ${label}.`,
  'opened.said': (
    /** @type {string} */ cell,
    /** @type {string} */ score,
    /** @type {string} */ label,
    /** @type {string} */ distance,
    /** @type {string} */ realScore,
  ) =>
    `The critic scores ${cell} at ${score}. The nearest real digit is a ${label}, at distance ${distance}; its score is ${realScore}.`,
};

export default grid;
