/** The answers to what the page asks of a run: a line for each of the protocol's `Questions`. */

import { GRID_COUNT } from '../protocol.js';
import { reply } from '../asking/answering.js';

/** @typedef {import('./session.js').Session} Session */
/** @typedef {import('../protocol.js').Questions} Questions */
/** @typedef {import('../protocol.js').QuestionName} QuestionName */

/**
 * Given the session and what the question says.
 * @type {{ [Name in QuestionName]: (session: Session, ask: Questions[Name]['ask']) => Promise<Questions[Name]['answer']> }}
 */
const ANSWERS = {
  // Of twice as many digits: half of them are what the other half is compared with.
  measure: async ({ trainer, pool }, { count }) => {
    await pool.holds(2 * count);
    return trainer.measure(count);
  },
  quality: async ({ trainer, classifierOf }, { count, classifier }) => {
    const judge = await classifierOf(classifier);
    const { iteration } = trainer;
    return { iteration, ...(await trainer.quality(count, judge)) };
  },
  realQuality: async ({ trainer, classifierOf, pool }, { count, classifier }) => {
    await pool.holds(count);
    return trainer.realQuality(count, await classifierOf(classifier));
  },
  neighbours: async ({ trainer, digits, pool }, { count }) => {
    await pool.holds(2 * count);
    const { iteration, config } = trainer;
    const { seed } = config;
    // A set of a few dozen images has no more than half of them to be compared.
    const most = Math.min(count, Math.floor(digits.count / 2));
    const images = await trainer.sample({ count: most, seed });
    return { iteration, ...digits.neighbours(images, seed) };
  },
  weights: ({ trainer }, { bins }) => trainer.weights(bins),
  sample: ({ trainer }, { latents }) => trainer.sample(latents),
  score: ({ trainer }, { images }) => trainer.score(images),
  look,
  reals: async ({ digits, pool }, { count, seed }) => {
    await pool.holds(count);
    return digits.draw(count, seed);
  },
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

/** What changes the run, so that nothing may happen before it is done; all else is answered while it trains on. */
const MOVES = new Set(['configure', 'load']);

/**
 * @param {Session} session
 * @param {import('../protocol.js').AskCommand} command
 * @returns {Promise<unknown>} resolves when the next command may be obeyed
 */
export async function answer(session, { id, name, ask }) {
  const find = /** @type {(session: Session, ask: object) => Promise<unknown>} */ (ANSWERS[name]);
  const settled = reply(id, () => find(session, ask), session.reply);
  if (MOVES.has(name)) return settled;
  settled.catch(session.failed);
  return undefined;
}
