/** The article's hero, in English. */

import { whole } from '../../../strings/en/words.js';

export const en = {
  'hero.cloud': 'P, the real cloud',
  'hero.run': 'Run',
  'hero.pause': 'Pause',
  'hero.distance': 'exact distance',
  'hero.drag': 'Drag P, the real cloud.',
  'hero.arrived': 'All have arrived: drag P away.',
  'hero.waiting': 'Fakes and real points in the plane, as a still. Press Run to see them move.',
  'hero.describe': (
    /** @type {string} */ place,
    /** @type {string} */ distance,
    /** @type {boolean} */ isOver,
  ) =>
    `In a field, the real cloud P lies about ${place}. The map is the exact potential, the best critic: low on the ` +
    `fakes, rising to P with slope 1. ` +
    (isOver
      ? 'All fakes have ridden to P: the exact distance is 0.'
      : `Fakes ride along its arrows to P; the exact distance is ${distance}.`),
  'hero.train': 'Train it here',
  'hero.rest': 'Pause training',
  'hero.on': 'Train on',
  'hero.open': 'Open the lab',
  'hero.iteration': (/** @type {number} */ iteration) => `Iteration ${whole(iteration)}`,
  'hero.digits': (/** @type {number} */ count, /** @type {number} */ iteration) =>
    `${count} digits of the lab’s run, as its generator draws them at iteration ${whole(iteration)}`,
  'hero.loaded': (/** @type {string} */ loaded, /** @type {string | null} */ total) =>
    loaded === '' ? 'Loaded' : `${loaded}${total === null ? '' : ` of ${total}`} MB`,
  'hero.is.idle': 'Untrained: all it draws is noise.',
  'hero.is.loading': 'Loading the lab and its first digits…',
  'hero.is.running': 'Training, here and in the lab.',
  'hero.is.paused': 'Paused.',
  'hero.is.waiting': 'Waiting for more digits.',
  'hero.is.moving': 'Moving to another device…',
  'hero.is.failed': 'The run has ended; the lab says why.',
  'hero.failed': (/** @type {string} */ why) => `It could not be loaded: ${why}`,
};
