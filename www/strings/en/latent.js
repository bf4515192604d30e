/** Latent space: a slice, and a path. */

const latent = {
  'latent.tab': 'Latent',
  'latent.sliceTitle': 'A slice of latent space',
  'latent.sliceNote':
    'Drag the handle, or move it with the arrow keys. Nearby latents make similar digits. It works while the run trains, too.',
  'latent.pad': 'Handle in a slice of latent space',
  'latent.across': 'Across',
  'latent.up': 'Up',
  'latent.at': (/** @type {string} */ x, /** @type {string} */ y) => `across ${x}, up ${y}`,
  'latent.digit': 'The digit at the handle',
  'latent.slice': 'Slice',
  'latent.another': 'Another slice',
  'latent.pathTitle': 'From one digit to another',
  'latent.pathNote':
    'Choose two cells of the sample grid, counted along its rows. The strip shows the digits between their latents.',
  'latent.from': 'From cell',
  'latent.to': 'to cell',
  'latent.noCell': (/** @type {string} */ text, /** @type {number} */ most) =>
    `The cell is ${text || 'empty'}, but must be a whole number from 1 to ${most}.`,
  'latent.strip': (
    /** @type {number} */ count,
    /** @type {number} */ from,
    /** @type {number} */ to,
  ) => `${count} digits on the way from cell ${from} to cell ${to} of the sample grid`,
  'latent.along': 'Along the strip',
  'latent.percent': (/** @type {number} */ part) => `${part}% of the way`,
  'latent.pathDigit': 'The digit at the slider',
};

export default latent;
