/** What a figure asks of the worker that plays: games in the plane, by number. */

import { Sessions } from './sessions.js';

/** @typedef {typeof import('../../../dist/pkg/cpu/earthmover_web.js')} Wasm */
/** @typedef {import('../../../dist/pkg/cpu/earthmover_web.js').Game} Game */
/** @typedef {import('../../../dist/pkg/cpu/earthmover_web.js').GameConfig} GameConfig */
/** @typedef {import('../../../dist/pkg/cpu/earthmover_web.js').GameLook} GameLook */
/**
 * @template T
 * @typedef {import('../../../dist/pkg/cpu/earthmover_web.js').Patch<T>} Patch
 */
/** @typedef {import('../../../dist/pkg/cpu/earthmover_web.js').GameShape} GameShape */
/**
 * Where the real points lie: a shape, or a line that they are spread about; moved as a whole.
 * @typedef {object} Cloud
 * @property {GameShape | null} shape
 * @property {readonly number[]} line control points where there is no shape
 * @property {number} width of the spread about the line
 * @property {readonly number[]} at how far it is moved, x and y
 */
/** @typedef {'train' | 'critic' | 'generator' | 'look'} Act iterations, steps of the one or of the other, or nothing */

/** Real points, and as many fakes. */
const COUNT = 200;
/** Every game has the same clouds. */
const SEED = 7;

/** One for each figure that plays. @type {Sessions<Game>} */
const sessions = new Sessions('game');

/** @param {Wasm} wasm @param {Cloud} cloud */
function pointsOf(wasm, { shape, line, width, at }) {
  const points = shape
    ? wasm.shapePoints(shape, COUNT, SEED)
    : wasm.spreadPoints(Float32Array.from(line), width, COUNT, SEED);
  return points.map((value, place) => value + at[place % 2]);
}

export const gameAnswers = {
  /**
   * @param {Wasm} wasm
   * @param {Patch<GameConfig>} config
   * @param {Cloud} cloud
   * @returns {Promise<{ id: number, points: Float32Array }>}
   */
  async gameOpen(wasm, config, cloud) {
    const points = pointsOf(wasm, cloud);
    return { id: sessions.add(await wasm.Game.create(config, 'cpu', points)), points };
  },

  /**
   * Goes on as is asked, and looks at what has become of it.
   * @param {Wasm} _wasm
   * @param {number} id
   * @param {Act} act
   * @param {number} times
   * @param {number} side of the map
   * @returns {Promise<GameLook>}
   */
  async gamePlay(_wasm, id, act, times, side) {
    const game = sessions.get(id);
    if (act === 'train') await game.train(times);
    if (act === 'critic') await game.criticSteps(times);
    if (act === 'generator') await game.generatorStep();
    return game.look(side);
  },

  /**
   * Goes on for a cloud elsewhere.
   * @param {Wasm} wasm
   * @param {number} id
   * @param {Cloud} cloud
   * @returns {Promise<Float32Array>} its points
   */
  async gameMove(wasm, id, cloud) {
    const points = pointsOf(wasm, cloud);
    await sessions.get(id).moveTo(points);
    return points;
  },

  /** @param {Wasm} _wasm @param {number} id */
  gameClose(_wasm, id) {
    const game = sessions.take(id);
    game?.close();
    game?.free();
  },
};
