/** What is fetched, and what comes instead: said by the lab and by the article's figures. */

import { DEVICES, sentence } from './words.js';

/** @typedef {import('../../load/wasm-module.js').ModuleName} ModuleName */

/** @type {Record<ModuleName, string>} */
const MODULES = { ...DEVICES, figures: 'figures’' };

const loading = {
  'load.page': (/** @type {string} */ file) =>
    `a web page came instead of the file ${file}; a filter, a proxy or a network’s sign-in page may be in the way`,
  'load.broken': (/** @type {string} */ file) => `the file ${file} came cut short or broken`,
  'load.lost': (/** @type {string} */ file, /** @type {string} */ why) =>
    `the file ${file} did not come (${why})`,
  'load.status': (/** @type {string} */ file, /** @type {number} */ status) =>
    `the server answered ${status} for the file ${file}`,
  'load.stalled': (/** @type {string} */ file) =>
    `nothing more came of the file ${file} for half a minute`,
  'load.script': (/** @type {string} */ file, /** @type {string} */ why) =>
    `the script ${file} could not be loaded (${why})`,
  'load.length': (/** @type {number} */ has, /** @type {number} */ wanted) =>
    `it has ${has} bytes instead of ${wanted}`,
  'load.checksum': 'its checksum is wrong',

  'data.noManifest': (/** @type {string} */ why) =>
    `The list of the images could not be read: ${sentence(why)}`,
  'data.format': (/** @type {string} */ format) => `format ${format} is not known here`,
  'data.shape': (/** @type {string} */ has, /** @type {number} */ side) =>
    `its images are ${has}, but must be ${side} × ${side} × 1, grey`,
  'data.field': (/** @type {string} */ file, /** @type {string} */ field) =>
    `${file} has no ${field} that can be used`,
  'load.label': (
    /** @type {string} */ file,
    /** @type {number} */ label,
    /** @type {number} */ classes,
  ) => `${file} has an image of class ${label}, but there are ${classes} classes, from 0 on`,
  'data.none': 'No digits could be loaded.',

  'module.missing': (/** @type {ModuleName} */ module) =>
    `The ${MODULES[module]} module is not part of this copy.`,
  'module.failed': (/** @type {ModuleName} */ module, /** @type {string} */ why) =>
    `The ${MODULES[module]} module could not be loaded: ${sentence(why)}`,

  'module.late': (/** @type {ModuleName} */ module) =>
    `The ${MODULES[module]} module did not begin in time.`,

  'worker.noScript': 'the worker’s script could not be loaded',
  'worker.silent': 'the worker’s script did not begin within a minute',
  'worker.late': 'the worker did not take the run within the time it has',
  'worker.refused': (/** @type {string} */ why) => `this page does not let a worker start (${why})`,
};

export default loading;
