/** The answers to what the page asks of a run: a line for each of the protocol's `Questions`. */

import { GRID_COUNT } from '../protocol.js';

/** @typedef {import('./session.js').Session} Session */
/** @typedef {import('../protocol.js').Questions} Questions */
/** @typedef {import('../protocol.js').QuestionName} QuestionName */

/**
 * Given the session and what the question says.
 * @type {{ [Name in QuestionName]: (session: Session, ask: Questions[Name]['ask']) => Promise<Questions[Name]['answer']> }}
 */
const ANSWERS = {
  step: (session, { count }) => session.step(count),
  criticStep: ({ slowMotion }) => slowMotion.stepCritic(),
  generatorStep: ({ slowMotion }) => slowMotion.stepGenerator(),
  measure: ({ trainer }, { count }) => trainer.measure(count),
  quality: async ({ trainer, classifierOf }, { count, classifier }) => {
    const judge = await classifierOf(classifier);
    const { iteration } = trainer;
    return { iteration, ...(await trainer.quality(count, judge)) };
  },
  realQuality: async ({ trainer, classifierOf }, { count, classifier }) =>
    trainer.realQuality(count, await classifierOf(classifier)),
  weights: ({ trainer }, { bins }) => trainer.weights(bins),
  sample: ({ trainer }, { latents }) => trainer.sample(latents),
  score: ({ trainer }, { images }) => trainer.score(images),
  look,
  reals: async ({ digits }, { count, seed }) => digits.draw(count, seed),
  check: (session, { recipe }) => session.check(recipe),
  fields: async ({ wasm }) => wasm.fields(),
  restartFields: async ({ wasm, trainer }, { patch }) => wasm.restartFields(trainer.config, patch),
  configure: async (session, { patch }) => session.configure(patch),
  save: (session) => session.keep(),
  load: (session, { bytes }) => session.load(bytes),
  plane: ({ trainer, wasm }, { seed, points }) =>
    trainer.sample(wasm.latentPlane(seed, trainer.config.latent, points)),
  path: async ({ trainer, wasm }, { from, to, count }) => {
    const { seed, latent } = trainer.config;
    const latents = wasm.drawLatents(GRID_COUNT, seed, latent);
    const of = (/** @type {number} */ cell) => latents.slice(cell * latent, (cell + 1) * latent);
    return trainer.sample(wasm.interpolate(of(from), of(to), count));
  },
};

/**
 * Both are scored in one pass.
 * @param {Session} session
 * @param {Questions['look']['ask']} ask
 * @returns {Promise<Questions['look']['answer']>}
 */
async function look({ trainer, digits }, { image }) {
  const nearest = digits.nearest(image);
  const real = digits.image(nearest.index);
  const images = new Uint8Array(image.length + real.length);
  images.set(image);
  images.set(real, image.length);
  const { iteration } = trainer;
  return { iteration, scores: Array.from(await trainer.score(images)), nearest, image: real };
}

/** What moves the run, so that nothing may happen before it is done; all else is answered while it trains on. */
const MOVES = new Set(['criticStep', 'generatorStep', 'configure', 'load']);

/**
 * @param {Session} session
 * @param {import('../protocol.js').AskCommand} command
 * @returns {Promise<unknown>} resolves when the next command may be obeyed
 */
export async function answer(session, { id, name, ask }) {
  const { runId } = session;
  const find = /** @type {(session: Session, ask: object) => Promise<unknown>} */ (ANSWERS[name]);
  const settled = Promise.resolve()
    .then(() => find(session, ask))
    .then(
      (value) => session.post({ type: 'answer', runId, id, value }, buffersOf(value)),
      (error) => {
        // A trap ends the worker, and the page hears of it by other ways.
        if (error instanceof WebAssembly.RuntimeError) throw error;
        const { name: kind = 'Error', message = String(error) } = error ?? {};
        session.post({ type: 'refusal', runId, id, name: kind, message });
      },
    );
  if (MOVES.has(name)) return settled;
  settled.catch(session.failed);
  return undefined;
}

/** Arrays are handed over, not copied. @param {unknown} value */
const buffersOf = (value) =>
  ArrayBuffer.isView(value) ? [/** @type {ArrayBuffer} */ (value.buffer)] : [];
