/** The figures' words in English: what they are called, by figure. */

import loading from '../../strings/en/loading.js';
import { clouds } from './en/clouds.js';
import { line } from './en/line.js';
import { plane } from './en/plane.js';
import { transport } from './en/transport.js';
import { first } from './en/first.js';
import { pairs } from './en/pairs.js';
import { paradox } from './en/paradox.js';
import { watch } from './en/watch.js';

const en = {
  'figure.reset': 'Reset',
  'figure.again': 'Try again',
  'figure.failed': (/** @type {string} */ why) => `This figure cannot be computed here: ${why}`,
  ...loading,
  ...clouds,
  ...line,
  ...plane,
  ...transport,
  ...first,
  ...pairs,
  ...paradox,
  ...watch,
};

export default en;

/** @typedef {typeof en} Table */
/** @typedef {keyof Table} Key */
