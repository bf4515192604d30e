/** Words of all figures in English. */

import loading from '../../../strings/en/loading.js';
import support from '../../../strings/en/support.js';
import { guessesEn } from './guesses-en.js';

export const en = {
  'figure.reset': 'Reset',
  'figure.again': 'Try again',
  'figure.failed': (/** @type {string} */ why) => `This figure cannot be computed here: ${why}`,
  'figure.still':
    'This figure has waited for 10 seconds for what it is made of, and goes on waiting.',
  /** What is downloaded for a figure. */
  'first.loading': (/** @type {string} */ loaded, /** @type {string | null} */ total) =>
    loaded === '' ? 'Loading' : `Loading ${loaded}${total === null ? '' : ` of ${total}`} MB`,
  'links.back': 'Back to the text',
  'figure.embed': 'Put this figure in your page',
  'figure.copy': 'Copy',
  'figure.copied': 'Copied',
  'figure.refused': 'Your browser does not let us copy: the text is selected',
  ...guessesEn,
  ...loading,
  ...support,
};
