/** Runs of the made-up world, as tests begin with them, and what they are asked. */

import assert from 'node:assert/strict';
import { World } from './world.js';

/** @param {Promise<unknown>} promise @returns {Promise<string>} */
export const nameOf = (promise) =>
  promise.then(
    () => 'nothing',
    (error) => error.name,
  );

/** @param {World} world */
export const trainerOf = (world) => world.handle?.trainer?.iteration ?? NaN;

/** @param {number} count */
export const upTo = (count) => Array.from({ length: count }, (_, at) => at + 1);

/** A run at rest at an iteration. @param {number} [iteration] @param {ConstructorParameters<typeof World>[0]} [given] */
export async function stillAt(iteration = 0, given = {}) {
  const world = new World(given);
  world.run.pause('reader');
  await world.live();
  if (iteration === 0) return world;
  const stepped = world.run.step(iteration);
  await world.work(iteration);
  assert.equal(await stepped, iteration);
  return world;
}
