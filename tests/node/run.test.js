/** A run and its worker, the real ones, on a module that is made up: what is asked for is what is done. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Clock } from './made-up/clock.js';
import { nameOf, stillAt, trainerOf, upTo } from './made-up/runs.js';
import { breathe, World } from './made-up/world.js';

const clock = new Clock().install();
Object.defineProperty(globalThis, 'crypto', { value: {} });

test('a training run that is stepped does exactly as many more, and then stands paused', async () => {
  const world = new World();
  await world.live();
  await world.work(5);
  assert.equal(world.run.state, 'running');
  const from = trainerOf(world);
  // A call is under way: what it does is none of them.
  const under = /** @type {any} */ (world.handle?.loop.session).pace.iterations;
  const stepped = world.run.step(200);
  assert.equal(world.run.state, 'running');
  await world.work(60);
  assert.equal(await stepped, from + under + 200);
  assert.equal(trainerOf(world), from + under + 200);
  assert.equal(world.run.iteration, from + under + 200);
  assert.equal(world.run.state, 'paused');
  assert.deepEqual(world.told.iterations, upTo(from + under + 200));
});

test('steps go on whoever looks elsewhere, and are called off by the reader alone', async () => {
  const world = await stillAt(3);
  const stepped = world.run.step(20);
  await world.pass();
  for (const reason of /** @type {const} */ (['away', 'hidden', 'other'])) world.run.pause(reason);
  await world.work(20);
  assert.equal(await stepped, 23);
  assert.equal(world.run.state, 'paused');
  const ended = nameOf(world.run.step(10_000));
  await world.work(3);
  world.run.pause('reader');
  assert.equal(await ended, 'PausedError');
  await world.work(5);
  assert.equal(trainerOf(world), world.run.iteration);
  assert.deepEqual(world.told.iterations, upTo(world.run.iteration));
});

test('steps and half-steps are done in their order', async () => {
  const world = await stillAt();
  const { run } = world;
  const asked = [run.criticStep(), run.criticStep(), run.generatorStep(), run.step(2)];
  await world.work(8);
  const values = await Promise.all(asked);
  assert.equal(values[3], 3);
  assert.deepEqual(world.told.halves, ['critic 1', 'critic 2', 'generator 1']);
  assert.deepEqual(world.told.iterations, [1, 2, 3]);
});

test('a run that cannot go on refuses what it owes', async () => {
  const world = await stillAt(1);
  const ended = nameOf(world.run.step(1_000));
  for (let death = 0; death < 4; death++) {
    await world.work(2);
    world.handle?.panic('the test says so');
  }
  await world.work(2);
  assert.equal(world.run.state, 'failed');
  assert.equal(await ended, 'RunError');
  assert.equal(await nameOf(world.run.step()), 'NotReadyError');
  assert.equal(world.handles.size, 0);
});

test('what it should be is said whole, and the last word counts', async () => {
  const world = new World();
  await world.live();
  await world.work(3);
  for (let word = 0; word < 9; word++) {
    world.run.pause('reader');
    world.run.resume('reader');
  }
  world.run.pause('away');
  world.run.slow(40);
  await world.work(3);
  const at = trainerOf(world);
  await world.work(5);
  assert.equal(trainerOf(world), at);
  assert.equal(world.run.state, 'paused');
  world.run.resume('away');
  await world.work(3);
  assert.ok(trainerOf(world) >= at);
  assert.equal(world.run.state, 'running');
});

test('it waits where others are behind, as if it trained, and steps go on all the same', async () => {
  const world = new World();
  world.run.limit(4);
  await world.live();
  await world.work(9);
  assert.equal(trainerOf(world), 4);
  assert.equal(world.run.state, 'running');
  world.run.limit(6);
  await world.work(9);
  assert.equal(trainerOf(world), 6);
  const stepped = world.run.step(2);
  await world.work(9);
  assert.equal(await stepped, 8);
  world.run.resume('reader');
  await world.work(3);
  assert.equal(trainerOf(world), 8);
  world.run.limit(null);
  await world.work(5);
  assert.ok(trainerOf(world) > 8);
});

test('a number that is not finite ends the training by its name, and the last state stands', async () => {
  const world = await stillAt(5);
  const saved = world.run.save();
  await world.pass();
  await saved;
  const { wasm } = /** @type {NonNullable<typeof world.handle>} */ (world.handle);
  wasm.fault = 'notFinite';
  const ended = nameOf(world.run.step(3));
  await world.work(3);
  assert.equal(await ended, 'NotFiniteError');
  assert.deepEqual(world.told.notices, [['event.ranAway', 6]]);
  assert.ok(world.run.pauses.has('trouble'));
  assert.equal(trainerOf(world), 5);
  // The reader may try once more.
  world.run.resume('reader');
  await world.work(2);
  assert.ok(trainerOf(world) > 5);
});

test('a loss that is no number stops the run, too', async () => {
  const world = new World();
  await world.live();
  await world.work(2);
  const { wasm } = /** @type {NonNullable<typeof world.handle>} */ (world.handle);
  wasm.fault = 'spoilt';
  await world.work(3);
  assert.equal(world.told.notices[0][0], 'event.ranAway');
  assert.equal(world.run.state, 'paused');
  assert.equal(world.told.marks.length, 1);
});

test('a run that cannot be saved trains on, and says so', async () => {
  const world = new World();
  await world.live();
  await world.work(2);
  const { wasm } = /** @type {NonNullable<typeof world.handle>} */ (world.handle);
  wasm.isUnsaveable = true;
  clock.advance(30_000);
  await world.work(3);
  assert.equal(world.told.notices[0][0], 'event.unsaved');
  const at = trainerOf(world);
  await world.work(3);
  assert.ok(trainerOf(world) > at);
  assert.equal(world.run.state, 'running');
});

test('it waits for a shard at its iteration, says so, and goes on', async () => {
  const world = new World({}, [0, 4]);
  world.run.start();
  const handle = () => /** @type {NonNullable<typeof world.handle>} */ (world.handle);
  const late = handle().network.pop();
  await world.work(8);
  assert.equal(world.run.state, 'waiting');
  assert.equal(world.run.iteration, 4);
  const stepped = world.run.step(2);
  await world.work(3);
  assert.equal(world.run.state, 'waiting');
  handle().network.push(/** @type {NonNullable<typeof late>} */ (late));
  await world.work(4);
  assert.equal(await stepped, 6);
  assert.equal(world.run.state, 'paused');
});

test('a run that is loaded takes the place of what was owed, and trains as it should', async () => {
  const world = await stillAt(6);
  const saved = world.run.save();
  await world.pass();
  const { bytes } = await saved;
  const ended = nameOf(world.run.step(100));
  await world.work(2);
  const loaded = world.run.load(bytes);
  await world.work(4);
  await loaded;
  assert.equal(await ended, 'EndedError');
  assert.equal(world.run.iteration, 6);
  assert.equal(trainerOf(world), 6);
  assert.equal(world.run.state, 'paused');
  assert.equal(
    await nameOf(Promise.all([world.run.load(Uint8Array.of(1)), world.pass()])),
    'CheckpointError',
  );
});

test('questions to a run that has begun again are refused, steps of another not taken for its own', async () => {
  const world = await stillAt(2);
  const asked = nameOf(world.run.ask('sample', { latents: new Float32Array(4) }));
  const stepped = nameOf(world.run.step(5));
  world.run.reset();
  assert.equal(await asked, 'EndedError');
  assert.equal(await stepped, 'EndedError');
  await world.work(6);
  assert.equal(world.run.iteration, 0);
  assert.equal(trainerOf(world), 0);
  const again = world.run.step(3);
  await world.work(3);
  assert.equal(await again, 3);
});

test('slow motion makes each half-step, rests, and ends an iteration as it was begun', async () => {
  const world = new World();
  world.run.slow(100);
  await world.live();
  await world.work(1);
  assert.deepEqual(world.told.halves, ['critic 1']);
  await world.work(3);
  assert.deepEqual(world.told.halves, ['critic 1']);
  for (let half = 0; half < 3; half++) {
    clock.advance(101);
    await world.work(1);
  }
  assert.deepEqual(world.told.halves, ['critic 1', 'critic 2', 'generator 1', 'critic 1']);
  world.run.slow(null);
  await world.work(8);
  assert.deepEqual(world.told.halves.slice(4), ['critic 2', 'generator 1']);
  assert.deepEqual(world.told.iterations, upTo(world.run.iteration));
  assert.ok(world.run.iteration > 3);
});

test('a word that crosses the end of a run does not begin it again', async () => {
  const world = await stillAt(2);
  const handle = /** @type {NonNullable<typeof world.handle>} */ (world.handle);
  const ended = nameOf(world.run.step(10));
  await world.pass();
  handle.wasm.fault = 'notFinite';
  handle.work.finish();
  await breathe();
  // The page has not heard of it, and says that the steps are still owed.
  world.run.slow(40);
  while (handle.deliver()) await breathe();
  handle.work.finish();
  await breathe();
  assert.equal(handle.trainer?.iteration, 2);
  await world.work(3);
  assert.equal(await ended, 'NotFiniteError');
  assert.equal(world.run.iteration, 2);
  assert.equal(handle.trainer?.iteration, 2);
});

test('a worker that dies while it waits for a shard is no reason to wait', async () => {
  const world = new World({}, [0, 4]);
  world.run.start();
  world.handle?.network.pop();
  await world.work(8);
  assert.equal(world.run.state, 'waiting');
  world.handle?.panic('the test says so');
  await world.work(8);
  assert.equal(world.run.state, 'running');
  assert.ok(world.run.iteration > 4);
});

test('a batch that the first shard cannot fill waits for the next, whose time has not come', async () => {
  const world = new World({ config: { batch: 12 } }, [0, 1000, 2000]);
  world.run.start();
  const { handle } = world;
  assert.ok(handle);
  const [open, expect, first, second, third] = handle.network.splice(0);
  handle.network.push(open, expect, first);
  await world.work(3);
  assert.deepEqual(world.told.iterations, []);
  handle.network.push(second);
  await world.work(3);
  assert.ok(world.told.iterations.length > 0);
  assert.equal(world.run.state, 'running');
  handle.network.push(third);
  await world.work(1);
});
