/** What the article's hero asks of the worker: fakes that ride the best critic onto P, by number. */

import { Sessions } from './sessions.js';

/** @typedef {typeof import('../../../dist/pkg/figures/earthmover_web.js')} Figures */
/** @typedef {import('../../../dist/pkg/figures/earthmover_web.js').Ride} Ride */
/** @typedef {import('../../../dist/pkg/figures/earthmover_web.js').RideLook} RideLook */
/** @typedef {import('../../../dist/pkg/figures/earthmover_web.js').RideStart} RideStart */
/**
 * @typedef {object} Scene
 * @property {Float64Array} spine of P
 * @property {number} width
 * @property {number} count of the points of P, and of the fakes
 * @property {RideStart} start
 * @property {readonly [number, number]} cells of the critic's map, columns and rows
 */
/** @typedef {{ start?: RideStart, at: readonly number[], step: number }} Move fakes that begin anew, where P lies, how far they ride */
/** @typedef {RideLook & { values: Float32Array | null }} RideSight with the critic's map, where that is another */
/** @typedef {{ ride: Ride, at: readonly number[], cells: readonly [number, number], isNew: boolean }} Session */

/** @type {Sessions<Session>} */
const sessions = new Sessions('ride');

export const rideAnswers = {
  /** @param {Figures} wasm @param {Scene} scene @returns {number} which ride */
  rideOpen(wasm, { spine, width, count, start, cells }) {
    const ride = new wasm.Ride(spine, width, count, start);
    return sessions.add({ ride, at: [0, 0], cells, isNew: true });
  },

  /**
   * The map stays as it is while fakes ride: it is sent where P has moved or other fakes have begun.
   * @param {Figures} _wasm
   * @param {number} id
   * @param {Move} move
   * @returns {RideSight}
   */
  rideGo(_wasm, id, { start, at, step }) {
    const session = sessions.get(id);
    const { ride, cells } = session;
    if (at.some((place, axis) => place !== session.at[axis])) {
      ride.place(at[0], at[1]);
      Object.assign(session, { at, isNew: true });
    }
    if (start) {
      ride.begin(start);
      session.isNew = true;
    }
    ride.advance(step);
    const values = session.isNew ? ride.potential(...cells).values : null;
    session.isNew = false;
    return { ...ride.look(), values };
  },

  /** @param {Figures} _wasm @param {number} id */
  rideClose(_wasm, id) {
    sessions.take(id)?.ride.free();
  },
};
