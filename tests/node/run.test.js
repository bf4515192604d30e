/** A run and its worker, the real ones, on a module that is made up: what is asked for is what is done. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Clock } from './made-up/clock.js';
import { World } from './made-up/world.js';

const clock = new Clock().install();
Object.defineProperty(globalThis, 'crypto', { value: {} });

/** @param {Promise<unknown>} promise @returns {Promise<string>} */
const nameOf = (promise) =>
  promise.then(
    () => 'nothing',
    (error) => error.name,
  );

test('a training run that is stepped does exactly as many more, and then stands paused', async () => {
  const world = new World();
  await world.live();
  await world.work(5);
  assert.equal(world.run.state, 'running');
  const before = world.run.iteration;
  assert.ok(before >= 5);
  let answer = 0;
  world.run.step(200).then((value) => (answer = value));
  // The call under way ends first, and is none of them.
  const under = world.handle?.trainer?.iteration ?? 0;
  assert.equal(world.run.state, 'running');
  await world.work(60);
  const calls = world.told.iterations;
  assert.equal(world.run.state, 'paused');
  assert.equal(answer, world.run.iteration);
  assert.equal(world.handle?.trainer?.iteration, answer);
  assert.ok(answer - under >= 200 && answer - before <= 200 + 256);
  assert.deepEqual(
    calls,
    calls.map((_, at) => at + 1),
  );
  assert.deepEqual(world.wrong, []);
  assert.ok(clock);
});
