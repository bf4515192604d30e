/** The reader's own images, before their panel has come; `own/words/` has the rest. */

import { sentence } from './words.js';

const own = {
  'own.tab': 'Draw',
  'own.loading': 'The panel is loading…',
  'own.failed': (/** @type {string} */ why) =>
    `The panel for your own images did not come: ${sentence(why)}`,
  'own.share':
    'This run learns your own images, which stay in this browser: none of these carries them. Who opens one needs a set of their own; yours can be saved as a zip in “Your own”.',
};

export default own;
