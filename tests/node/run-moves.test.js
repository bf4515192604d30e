/** A run that moves: to another device or worker, with what it owes; or that a worker never takes, or loses. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Clock } from './made-up/clock.js';
import { nameOf, stillAt, trainerOf, upTo } from './made-up/runs.js';
import { breathe, World } from './made-up/world.js';

const clock = new Clock().install();
Object.defineProperty(globalThis, 'crypto', { value: {} });

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
