/** What a worker may say: anything else is no word of ours, and nothing is done by it. */

/** @typedef {import('../protocol.js').RunEvent} RunEvent */
/** @typedef {Record<string, any>} Said */

const isCount = (/** @type {unknown} */ value) => Number.isInteger(value);
const areBytes = (/** @type {unknown} */ value) => value instanceof Uint8Array;
const always = () => true;

/** By type, what must be in it for the page to go on. @type {{ [Type in RunEvent['type']]: (said: Said) => boolean }} */
const SHAPES = {
  hello: always,
  ready: always,
  progress: ({ part, loaded }) => ['module', 'data'].includes(part) && typeof loaded === 'number',
  'shard-lost': ({ file, fromIteration }) => typeof file === 'string' && isCount(fromIteration),
  trial: ({ iterations, ms }) => isCount(iterations) && typeof ms === 'number',
  error: ({ kind }) => typeof kind === 'string',
  team: ({ workers }) => isCount(workers),
  started: ({ iteration, config }) => isCount(iteration) && typeof config === 'object' && !!config,
  steps: ({ reports, ms }) =>
    Array.isArray(reports) &&
    reports.length > 0 &&
    reports.every((report) => isCount(report?.iteration)) &&
    typeof ms === 'number',
  sample: ({ images, iteration }) => areBytes(images) && isCount(iteration),
  checkpoint: ({ bytes, iteration }) => areBytes(bytes) && isCount(iteration),
  waiting: always,
  'ran-away': ({ iteration }) => isCount(iteration),
  owed: ({ id, to }) => isCount(id) && isCount(to),
  half: ({ iteration }) => isCount(iteration),
  answer: ({ id }) => isCount(id),
  refusal: ({ id }) => isCount(id),
};

/** @param {unknown} said @returns {said is RunEvent} */
export function isRunEvent(said) {
  const { type } = /** @type {Said} */ (said ?? {});
  const isKnown = typeof type === 'string' && Object.hasOwn(SHAPES, type);
  return isKnown && SHAPES[/** @type {RunEvent['type']} */ (type)](/** @type {Said} */ (said));
}
