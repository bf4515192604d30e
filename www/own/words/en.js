/** What the reader's own images are told with. `zh.js` has the same keys. */

import loading from '../../strings/en/loading.js';
import { sentence, whole } from '../../strings/en/words.js';

/** @param {number} count */
const shapes = (count) => (count === 1 ? '1 shape' : `${whole(count)} shapes`);

/** @param {number} count */
const images = (count) => (count === 1 ? '1 image' : `${whole(count)} images`);

const en = {
  // What is said of files, wherever they come from.
  ...loading,
  intro:
    'Draw some shapes, or bring images along: a WGAN learns them as it learns digits. Twenty to a hundred do; two are the least. They stay in this browser, and are in no link.',
  why: 'Each is cropped to its ink, scaled to 20 × 20 pixels and centred by its mass on 28 × 28, as MNIST’s digits are.',

  'pad.title': 'Draw',
  'pad.note': 'With a finger, a pen or a mouse; Enter adds what is drawn.',
  'pad.name': 'Pad to draw on',
  'pad.undo': 'Undo stroke',
  'pad.clear': 'Clear pad',
  'pad.add': 'Add shape',
  'ready.title': 'Ready shapes',
  'ready.circle': 'Circle',
  'ready.cross': 'Cross',
  'ready.triangle': 'Triangle',
  'ready.star': 'Star',
  'ready.heart': 'Heart',
  'ready.a': 'Letter A',
  'ready.b': 'Letter B',
  'ready.c': 'Letter C',

  'bring.title': 'Bring images',
  'bring.note':
    'PNG, JPEG or WebP, up to 4,000 × 4,000 pixels; several, a folder, or a zip of them, as “Save as zip” makes it. Colour becomes grey, and dark ink on a light ground is turned round.',
  'bring.drop': 'Drop images here, or',
  'bring.files': 'Choose images…',
  'bring.folder': 'Choose a folder…',
  'bring.sheet': 'Each image is a sheet of',
  'bring.columns': 'Columns',
  'bring.by': '×',
  'bring.rows': 'Rows',
  'bring.cells': 'shapes',
  'bring.reading': (/** @type {number} */ done, /** @type {number} */ of) =>
    `Reading image ${whole(done + 1)} of ${whole(of)}…`,
  'bring.stop': 'Stop',
  'bring.found': (/** @type {number} */ count) => `${shapes(count)} found. Add them?`,
  'bring.between': ' ',
  'bring.none': 'No shape was found.',
  'bring.coloured': (/** @type {number} */ count) =>
    count === 1
      ? 'One image was coloured and is now grey.'
      : `${whole(count)} images were coloured and are now grey.`,
  'bring.empty': (/** @type {number} */ count) =>
    count === 1 ? 'One empty cell was left out.' : `${whole(count)} empty cells were left out.`,
  'bring.left': (/** @type {number} */ count, /** @type {number} */ most) =>
    `${whole(count)} more ${count === 1 ? 'was' : 'were'} left out: a collection has at most ${shapes(most)}.`,
  'bring.refused': (/** @type {number} */ count) => `${images(count)} could not be taken.`,
  'bring.list': 'Not taken:',
  'bring.file': (/** @type {string} */ name, /** @type {string} */ why) =>
    `${name}: ${sentence(why)}`,
  'bring.more': (/** @type {number} */ count) => `and ${whole(count)} more`,
  'bring.preview': (/** @type {number} */ count) => `Preview of ${shapes(count)}`,
  'bring.exchange': 'Exchange ink and ground',
  'bring.add': (/** @type {number} */ count) => `Add ${shapes(count)}`,
  'bring.discard': 'Discard',

  'why.noImage': 'it is no PNG, JPEG, WebP or zip file',
  'why.cut': 'the file has been cut short',
  'why.broken': 'the browser cannot decode it',
  'why.tooLarge': (
    /** @type {number} */ width,
    /** @type {number} */ height,
    /** @type {number} */ most,
  ) =>
    `it has ${whole(width)} × ${whole(height)} pixels; at most ${whole(most)} × ${whole(most)} are allowed`,
  'why.heavy': (/** @type {number} */ most) =>
    `it is larger than the ${most} MB that an image may have`,
  'why.plain': 'it is of one colour, so that there is no shape',
  'why.smallCells': (
    /** @type {number} */ columns,
    /** @type {number} */ rows,
    /** @type {number} */ width,
    /** @type {number} */ height,
    /** @type {number} */ least,
  ) =>
    `${columns} columns and ${rows} rows of ${whole(width)} × ${whole(height)} pixels are too small: a cell needs ${least} pixels each way`,
  'why.archiveLarge': (/** @type {number} */ most) =>
    `it holds more than the ${most} MB that a zip file may`,
  'why.brokenArchive': 'the zip file is broken or has been cut short',
  'why.emptyArchive': 'there are no files in it',
  'why.zipInZip': 'it is a zip file within another',
  'why.other': (/** @type {string} */ message) => message,

  'all.title': (/** @type {number} */ count) => `Your shapes: ${whole(count)}`,
  'all.none': 'None yet.',
  'all.note': 'Press a shape to remove it; arrow keys go from one to the next.',
  'all.list': 'Your shapes',
  'all.remove': (/** @type {number} */ place) => `Remove shape ${whole(place)}`,
  'all.undo': 'Undo',
  'all.clear': 'Remove all',
  'all.added': (/** @type {number} */ count, /** @type {number} */ all) =>
    `${shapes(count)} added: ${whole(all)} in all.`,
  'all.removed': (/** @type {number} */ count, /** @type {number} */ all) =>
    `${shapes(count)} removed: ${whole(all)} in all.`,
  'all.undone': 'Undone.',
  'all.full': (/** @type {number} */ most) =>
    `There is no more room: a collection has at most ${shapes(most)}.`,
  'all.nothing': 'There is nothing on the pad to add.',
  'all.save': 'Save as zip',
  'all.saved': (/** @type {string} */ name) => `Saved as ${name}.`,
  'all.failed': (/** @type {string} */ why) => `That did not work: ${sentence(why)}`,

  'keep.label': 'Keep them in this browser',
  'keep.not': 'Nothing is kept: closing the page forgets them.',
  'keep.kept': 'Kept in this browser, and nowhere else, until you untick the box.',
  'keep.full': 'The browser has no room for them. They can still be saved as a zip file.',
  'keep.denied': (/** @type {string} */ why) =>
    `The browser does not let this page keep them (${why}). They can still be saved as a zip file.`,

  'vary.title': 'Variants',
  'vary.note':
    'A GAN needs more images than anyone draws. Shifts, turns and stretches, drawn at random up to these, make thousands of your shapes.',
  'vary.shift': 'Shift',
  'vary.turn': 'Turn',
  'vary.stretch': 'Stretch',
  'vary.pixels': (/** @type {number} */ value) => `±${value} px`,
  'vary.degrees': (/** @type {number} */ value) => `±${value}°`,
  'vary.percent': (/** @type {number} */ value) => `±${value} %`,
  'vary.caption': 'Shapes, and eight variants of each',
  'vary.picture': (/** @type {number} */ count) =>
    `${count === 1 ? 'A shape' : `${count} shapes`}, and beside each eight of its variants`,
  'vary.few': 'Two shapes are the least: add some, and their variants are shown here.',

  'train.title': 'Train',
  'train.count': 'How many images',
  'train.of': (/** @type {number} */ count, /** @type {number} */ of) =>
    `${images(count)} of ${shapes(of)}`,
  'train.start': 'Train on these',
  'train.making': 'Making the variants…',
  'train.begun': (/** @type {number} */ count) =>
    `A run on ${images(count)} has begun. What is changed above counts from the next press.`,
  'train.memory':
    'A GAN of few shapes may learn them by heart: look whether what it draws is more than a copy.',
};

/** @typedef {typeof en} Table */
/** @typedef {keyof Table} Key */

export default en;
