/** What figure 3 asks of the worker that trains: a critic of points in the plane, against two clouds that may move. */

import { meanOf, Sessions } from './sessions.js';

/** @typedef {typeof import('../../../dist/pkg/cpu/earthmover_web.js')} Wasm */
/** @typedef {import('../../../dist/pkg/cpu/earthmover_web.js').PlaneFit} PlaneFit */
/** @typedef {import('../../../dist/pkg/cpu/earthmover_web.js').CriticConfig} CriticConfig */
/**
 * @template T
 * @typedef {import('../../../dist/pkg/cpu/earthmover_web.js').Patch<T>} Patch
 */
/** @typedef {{ p: Float32Array, q: Float32Array }} Points x and y in turn, as many in both */
/** @typedef {{ fit: PlaneFit, points: Points }} Session */
/**
 * A critic after some steps.
 * @typedef {object} Look
 * @property {Float32Array} gaps before each of the steps
 * @property {number} gap after them
 * @property {number} middle half-way between its means on p and on q
 * @property {Float32Array} values f over the square, row 0 at the top
 * @property {Float32Array} gradients its gradient there, x and y in turn
 */

/** One for each figure that trains. @type {Sessions<Session>} */
const sessions = new Sessions('critic');

export const planeAnswers = {
  /**
   * @param {Wasm} wasm
   * @param {Patch<CriticConfig>} config
   * @param {Points} points
   * @returns {Promise<number>} which critic
   */
  async planeOpen(wasm, config, points) {
    const fit = await wasm.PlaneFit.create(config, 'cpu', points.p, points.q);
    return sessions.add({ fit, points });
  },

  /**
   * @param {Wasm} _wasm
   * @param {number} id
   * @param {number} steps none, to look at it as it is
   * @param {number} side of the map
   * @returns {Promise<Look>}
   */
  async planeTrain(_wasm, id, steps, side) {
    const { fit, points } = sessions.get(id);
    const reports = steps > 0 ? await fit.train(steps) : [];
    const { values, gradients } = await fit.map(side);
    const [p, q] = [meanOf(await fit.scores(points.p)), meanOf(await fit.scores(points.q))];
    const gaps = Float32Array.from(reports, ({ gap }) => gap);
    return { gaps, gap: p - q, middle: (p + q) / 2, values, gradients };
  },

  /** @param {Wasm} _wasm @param {number} id @param {Points} points */
  async planeMove(_wasm, id, points) {
    const session = sessions.get(id);
    await session.fit.moveTo(points.p, points.q);
    session.points = points;
  },

  /** @param {Wasm} _wasm @param {number} id */
  planeClose(_wasm, id) {
    const fit = sessions.take(id)?.fit;
    fit?.close();
    fit?.free();
  },
};
