/** Which images a lab learns, and whose they are. */

const data = {
  'data.tab': 'Images',
  'data.choose': 'What to learn',
  'data.mnist': 'MNIST: 0 to 9, written by hand',
  'data.fashion': 'Fashion-MNIST: clothes, shoes and bags',
  'data.own': 'Images of your own',
  'data.here': 'Images that this page brings',
  'data.note': 'Other images begin a new run.',
  'data.kinds': (/** @type {string} */ labels) => `Its kinds: ${labels}.`,
  'data.credit': (/** @type {string} */ credit, /** @type {string} */ licence) =>
    `${credit} Licence: ${licence}.`,
  'data.unjudged':
    'No classifier belongs to these images, so that there is no Fréchet distance and no count of classes; how near they are is told by distances alone.',
};

export default data;
