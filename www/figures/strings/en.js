/** The figures' words in English: what they are called, by figure. */

const en = {
  'figure.reset': 'Reset',
  'figure.again': 'Try again',
  'figure.failed': (/** @type {string} */ why) => `This figure cannot be computed here: ${why}`,
};

export default en;

/** @typedef {typeof en} Table */
/** @typedef {keyof Table} Key */
