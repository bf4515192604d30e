/** What a worker may say: anything else is no word of ours, and nothing is done by it. */

import { isReply } from '../asking/questions.js';
import { isObject } from '../recipe.js';
import { GRID_COUNT, MOST_WORKERS, OCCASIONS } from '../protocol.js';
import { PIXELS } from '../shape.js';
import { isText } from '../strings/say.js';

/** @typedef {import('../protocol.js').RunEvent} RunEvent */
/** @typedef {Record<string, any>} Said */

// Tables, so that their types want each name that there is.
/** @type {Record<import('../protocol.js').DeviceName, true>} */
const DEVICES = { cpu: true, ndarray: true, webgpu: true };
/** @type {Record<import('../protocol.js').ErrorKind, true>} */
const KINDS = {
  argument: true,
  data: true,
  module: true,
  checkpoint: true,
  panic: true,
  'device-lost': true,
  internal: true,
};
/** @type {Record<import('../protocol.js').Half, true>} */
const HALVES = { critic: true, generator: true };

/** @param {unknown} value @returns {value is number} */
const isCount = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
/** Milliseconds, and bytes. */
const isAmount = (/** @type {unknown} */ value) => Number.isFinite(value) && Number(value) >= 0;
const isTeam = (/** @type {unknown} */ size) => isCount(size) && size >= 1 && size <= MOST_WORKERS;
const isName = (/** @type {unknown} */ value) => typeof value === 'string';
const areBytes = (/** @type {unknown} */ value) => value instanceof Uint8Array;
const always = () => true;

/** Who has left a team, and why. @param {any} left */
const isLeaving = (left) =>
  isCount(left?.follower) && (left.message === null || isText(left.message));

/** Reports of iterations, one after another. @param {unknown} reports */
const areReports = (reports) =>
  Array.isArray(reports) &&
  reports.length > 0 &&
  reports.every(
    (report, at) => isCount(report?.iteration) && report.iteration === reports[0].iteration + at,
  );

/** By type, what must be in it for the page to go on. @type {{ [Type in RunEvent['type']]: (said: Said) => boolean }} */
const SHAPES = {
  hello: always,
  ready: always,
  progress: ({ part, loaded, total }) =>
    ['module', 'data'].includes(part) && isAmount(loaded) && (total === null || isAmount(total)),
  'shard-lost': ({ file, fromIteration, message }) =>
    isName(file) && isCount(fromIteration) && isText(message),
  trial: ({ phase, iterations, ms }) =>
    ['timing', 'done'].includes(phase) && isCount(iterations) && isAmount(ms),
  error: ({ kind, message }) => Object.hasOwn(KINDS, kind) && isText(message),
  team: ({ iteration, workers, left }) =>
    isCount(iteration) && isTeam(workers) && (left === null || isLeaving(left)),
  started: ({ device, iteration, mostReplicas, config }) =>
    Object.hasOwn(DEVICES, device) &&
    isCount(iteration) &&
    isCount(mostReplicas) &&
    isObject(config),
  steps: ({ reports, ms, memory, workers }) =>
    areReports(reports) && isAmount(ms) && isAmount(memory) && isTeam(workers),
  sample: ({ images, iteration }) =>
    areBytes(images) && images.length === GRID_COUNT * PIXELS && isCount(iteration),
  checkpoint: ({ bytes, iteration, occasion }) =>
    areBytes(bytes) && isCount(iteration) && OCCASIONS.includes(occasion),
  waiting: ({ file }) => file === null || isName(file),
  'ran-away': ({ iteration }) => isCount(iteration),
  owed: ({ id, to }) => isCount(id) && isCount(to),
  half: ({ iteration, half, step, of }) =>
    isCount(iteration) && Object.hasOwn(HALVES, half) && isCount(step) && isCount(of),
  answer: isReply,
  refusal: isReply,
};

/** @param {unknown} said @returns {said is RunEvent} */
export function isRunEvent(said) {
  const { type } = /** @type {Said} */ (said ?? {});
  const isKnown = typeof type === 'string' && Object.hasOwn(SHAPES, type);
  return isKnown && SHAPES[/** @type {RunEvent['type']} */ (type)](/** @type {Said} */ (said));
}
