/** A run and its worker, the real ones, on a module that is made up: what is asked for is what is done. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Clock } from './made-up/clock.js';
import { breathe, World } from './made-up/world.js';

const clock = new Clock().install();
Object.defineProperty(globalThis, 'crypto', { value: {} });

/** @param {Promise<unknown>} promise @returns {Promise<string>} */
const nameOf = (promise) =>
  promise.then(
    () => 'nothing',
    (error) => error.name,
  );

/** @param {World} world */
const trainerOf = (world) => world.handle?.trainer?.iteration ?? NaN;

/** @param {number} count */
const upTo = (count) => Array.from({ length: count }, (_, at) => at + 1);

/** A run at rest at an iteration. @param {number} [iteration] @param {ConstructorParameters<typeof World>[0]} [given] */
async function stillAt(iteration = 0, given = {}) {
  const world = new World(given);
  world.run.pause('reader');
  await world.live();
  if (iteration === 0) return world;
  const stepped = world.run.step(iteration);
  await world.work(iteration);
  assert.equal(await stepped, iteration);
  return world;
}

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

test('a step under way goes on where its run moves to', async () => {
  const world = await stillAt(2);
  const stepped = world.run.step(50);
  await world.work(2);
  world.run.choose('ndarray');
  await world.work(60);
  assert.equal(await stepped, 52);
  assert.equal(world.run.device, 'ndarray');
  assert.equal(world.handles.size, 1);
  assert.equal(trainerOf(world), 52);
  assert.deepEqual(world.told.iterations, upTo(52));
});

test('a step under way goes on where a worker has died', async () => {
  const world = await stillAt(2);
  const kept = world.run.save();
  await world.pass();
  const { bytes } = await kept;
  assert.ok(bytes.length > 0);
  const stepped = world.run.step(50);
  await world.work(3);
  assert.ok(world.run.iteration > 2);
  world.handle?.panic('the test says so');
  await world.work(80);
  // It has gone back to its seed, and then to where it was led.
  assert.equal(await stepped, 52);
  assert.deepEqual(world.told.iterations, upTo(52));
  assert.equal(world.run.state, 'paused');
  assert.deepEqual(world.told.errors, ['panic']);
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

test('a worker that never takes the run is given up, after a while', async () => {
  const world = new World({ device: 'ndarray' });
  world.run.start();
  const handle = /** @type {NonNullable<typeof world.handle>} */ (world.handle);
  // It gets its module, and no word more.
  handle.wasm.Trainer.create = () => new Promise(() => {});
  await world.pass();
  assert.equal(world.run.state, 'loading');
  const ended = nameOf(world.run.step());
  clock.advance(61_000);
  assert.equal(world.run.state, 'failed');
  assert.equal(await ended, 'RunError');
  assert.deepEqual(world.told.errors, ['internal']);
  assert.equal(JSON.stringify(world.told.notices), '[["event.trouble",["worker.late"]]]');
});

test('a GPU that never takes the run leaves it to the CPU, with its preset', async () => {
  const world = new World({ device: 'webgpu', preset: 'wide', hasPreset: false });
  world.run.start();
  world.probes.shift()?.({ usable: true });
  await world.pass();
  clock.advance(61_000);
  await world.pass();
  // It had taken the run: made up GPUs are quick.
  assert.equal(world.run.device, 'webgpu');
  assert.equal(world.run.settings.preset, 'wide');

  const other = new World({ device: 'webgpu', preset: 'wide', hasPreset: false });
  other.run.start();
  other.probes.shift()?.({ usable: true });
  await Promise.resolve();
  await Promise.resolve();
  const handle = [...other.handles][0];
  handle.wasm.Trainer.create = () => new Promise(() => {});
  await other.pass();
  clock.advance(61_000);
  await other.work(3);
  assert.equal(other.run.device, 'cpu');
  assert.equal(other.run.settings.preset, 'article');
  assert.equal(JSON.stringify(other.run.deviceReason), '["device.instead",["worker.late"]]');
  assert.equal(other.run.state, 'running');
});

test('without an adapter the preset is the one of the device that trains', async () => {
  const given = /** @type {const} */ ({ device: 'webgpu', preset: 'wide' });
  for (const hasPreset of [false, true]) {
    const world = new World({ ...given, hasPreset });
    world.run.start();
    world.probes.shift()?.({ usable: false, reason: ['device.noAdapter'] });
    await world.work(2);
    assert.equal(world.run.device, 'cpu');
    assert.equal(world.run.settings.preset, hasPreset ? 'wide' : 'article');
  }
});

test('a move whose worker gives no state is let go, and the run goes on', async () => {
  const world = await stillAt(3);
  const handle = /** @type {NonNullable<typeof world.handle>} */ (world.handle);
  world.run.choose('ndarray');
  const trainer = /** @type {any} */ (handle.trainer);
  trainer.save = () => new Promise(() => {});
  await world.pass();
  assert.equal(world.run.now.move?.stage, 'saving');
  clock.advance(121_000);
  assert.equal(world.run.now.move, null);
  assert.equal(world.run.device, 'cpu');
  assert.equal(world.run.state, 'paused');
});

test('what was found of a device is forgotten with the settings that were timed', async () => {
  const world = await stillAt(2, { device: 'auto' });
  await world.work(1);
  world.probes.shift()?.({ usable: false, reason: ['device.noAdapter'] });
  await world.work(1);
  assert.equal(JSON.stringify(world.run.deviceReason), '["device.stays",["device.noAdapter"]]');
  const saved = world.run.save();
  await world.pass();
  const loaded = world.run.load((await saved).bytes);
  await world.pass();
  await loaded;
  assert.deepEqual([...world.run.deviceReason], ['device.firstCpu']);
  assert.ok(world.told.marks.at(-1)?.isOwn);
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

test('a run stands before its state is taken to another worker, whatever arrives when', async () => {
  const world = new World();
  await world.live();
  await world.work(3);
  const old = /** @type {NonNullable<typeof world.handle>} */ (world.handle);
  world.run.choose('ndarray');
  const [, next] = [...world.handles];
  while (next.bring()) await breathe();
  while (next.report()) await breathe();
  assert.deepEqual(
    old.inbox.map(({ type }) => type),
    ['be', 'save'],
  );
  // One word at a time, and a call of `train` after each.
  while (old.deliver()) {
    old.work.finish();
    await breathe();
    old.work.finish();
    await breathe();
  }
  await world.work(4);
  assert.equal(world.run.device, 'ndarray');
  assert.deepEqual(world.told.iterations, upTo(world.run.iteration));
  assert.deepEqual(world.wrong, []);
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

test('a GPU that was timed and is faster takes the run, with what it owes', async () => {
  const world = new World({ device: 'auto' });
  await world.live();
  for (let call = 0; call < 6; call++) {
    clock.advance(400);
    await world.work(1);
  }
  world.probes.shift()?.({ usable: true });
  await world.pass();
  const cpu = world.handle;
  const gpu = [...world.handles].find((handle) => handle !== cpu);
  assert.equal(gpu?.module, 'webgpu');
  // The state that it is timed on.
  await world.work(1);
  const stepped = world.run.step(400);
  for (let call = 0; call < 300 && world.run.device === 'cpu'; call++) {
    clock.advance(20);
    gpu?.work.finish();
    await world.pass();
    if (world.run.state === 'moving') await world.work(1);
  }
  assert.equal(world.run.device, 'webgpu');
  assert.equal(world.handle, gpu);
  assert.equal(world.run.deviceReason[0], 'device.faster');
  assert.equal(world.handles.size, 1);
  await world.work(60);
  const end = await stepped;
  assert.equal(trainerOf(world), end);
  assert.deepEqual(world.told.iterations, upTo(end));
  assert.equal(world.told.marks[0].isOwn, false);
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
