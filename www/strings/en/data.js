/** Which images a lab learns, and whose they are. */

import { sentence } from './words.js';

const data = {
  'data.tab': 'Images',
  'data.choose': 'What to learn',
  'data.mnist': 'MNIST: 0 to 9, written by hand',
  'data.fashion': 'Fashion-MNIST: clothes, shoes and bags',
  'data.own': 'Images of your own',
  'data.here': 'Images that this page brings',
  'data.note': 'Other images begin a new run.',
  'data.classes': (/** @type {string} */ labels) => `Its classes: ${labels}.`,
  'data.credit': (/** @type {string} */ credit, /** @type {string} */ licence) =>
    `${sentence(credit)} Licence: ${licence}.`,
  'neighbours.tab': 'Nearness',
  'neighbours.heading': 'How near the fakes are, and whether they are copies',
  'neighbours.table': 'The latest distances to the nearest real images',
  'neighbours.nearest': 'to the nearest real',
  'neighbours.coverage': 'covered',
  'neighbours.real': (/** @type {string} */ value) => `real to real: ${value}`,
  'neighbours.realCoverage': (/** @type {string} */ value) => `real: ${value}`,
  'neighbours.note':
    'How far a fake is from the nearest image that is learnt. Where that falls far below what real images have among themselves, fakes are copies: a GAN of a few dozen drawings will learn them by heart. Covered is the share of real images that have a fake among their near neighbours.',
  'data.noClassifier': 'no classifier belongs to these images',
  'data.unjudged':
    'No classifier belongs to these images, so that there is no Fréchet distance and no count of classes; how near they are is told by distances alone.',
};

export default data;
