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
  // What was waited for too long, and is done without.
  'late.adapter': (/** @type {number} */ seconds) =>
    `the browser did not say within ${seconds} seconds whether it has a GPU`,
  'late.answer': (/** @type {number} */ seconds) => `no answer came within ${seconds} seconds`,
  'late.clipboard': (/** @type {number} */ seconds) =>
    `the clipboard did not answer within ${seconds} seconds`,
  'late.device': (/** @type {number} */ seconds) =>
    `the GPU did not answer within ${seconds} seconds`,
  'late.file': (/** @type {number} */ seconds) =>
    `the file could not be read within ${seconds} seconds`,
  'late.module': (/** @type {number} */ seconds) =>
    `the browser did not have it ready within ${seconds} seconds`,
  'late.picture': (/** @type {number} */ seconds) =>
    `the browser did not make a picture of it within ${seconds} seconds`,
  'late.scripts': (/** @type {number} */ seconds) =>
    `its scripts did not come within ${seconds} seconds`,
  'late.storage': (/** @type {number} */ seconds) =>
    `the browser’s storage did not answer within ${seconds} seconds`,
  'late.unpacking': (/** @type {number} */ seconds) =>
    `the browser did not unpack it within ${seconds} seconds`,
  'late.worker': (/** @type {number} */ seconds) =>
    `a worker did not answer within ${seconds} seconds`,

  'worker.garbled': 'a worker said something that cannot be read',
  'worker.gone': 'the worker that trains no longer answers',
  'worker.refused': (/** @type {string} */ why) => `this page does not let a worker start (${why})`,
};

export default loading;
