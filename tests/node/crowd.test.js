/** Runs of a page that share its memory: which give their worker back, and how they come by another. */

import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { joinCrowd, leaveCrowd, room, seeInCrowd, settleCrowd } from '../../www/run/crowd.js';
import { Clock } from './made-up/clock.js';
import { nameOf, stillAt, trainerOf, upTo } from './made-up/runs.js';

new Clock().install();
Object.defineProperty(globalThis, 'crypto', { value: {} });

/** @param {number | undefined} deviceMemory */
const remember = (deviceMemory) =>
  Object.defineProperty(globalThis, 'navigator', { value: { deviceMemory }, configurable: true });

beforeEach(() => remember(2));

/** @param {string} name @param {{ crew?: number, isSeen?: boolean, mayRest?: boolean }} [is] */
function memberOf(name, { crew = 1, isSeen = false, mayRest = true } = {}) {
  const member = {
    name,
    isSeen,
    sleeps: false,
    run: {
      crew,
      sleep: () => {
        member.sleeps = mayRest;
        return mayRest;
      },
    },
  };
  joinCrowd(member);
  return member;
}

/** @param {ReturnType<typeof memberOf>[]} members */
function sleepers(members) {
  settleCrowd();
  for (const member of members) leaveCrowd(member);
  return members.filter(({ sleeps }) => sleeps).map(({ name }) => name);
}

test('there is room for two workers for each gigabyte, for eight where it is not told, and for one always', () => {
  const found = [0.25, 1, 2, 8, undefined].map((memory) => {
    remember(memory);
    return room();
  });
  assert.deepEqual(found, [1, 2, 4, 16, 8]);
});

test('no run gives its worker back where there is room', () => {
  assert.deepEqual(sleepers(['a', 'b', 'c', 'd'].map((name) => memberOf(name))), []);
});

test('of those that nobody sees the ones that were seen longest ago do, and no more than are too many', () => {
  const members = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => memberOf(name));
  seeInCrowd(members[0]);
  assert.deepEqual(sleepers(members), ['b', 'c']);
});

test('one that is seen, or that trains, keeps it; one with followers gives back all of them', () => {
  const members = [
    memberOf('seen', { isSeen: true }),
    memberOf('training', { mayRest: false }),
    memberOf('team', { crew: 4 }),
    memberOf('late'),
  ];
  assert.deepEqual(sleepers(members), ['team']);
});

test('a run that has given its worker back goes on from where it was', async () => {
  const world = await stillAt(5);
  assert.equal(world.run.crew, 1);
  assert.equal(world.run.sleep(), true);
  await world.pass();
  assert.deepEqual([world.run.phase, world.run.state, world.run.crew], ['asleep', 'paused', 0]);
  assert.equal(world.handles.size, 0);
  world.run.wake();
  await world.pass();
  assert.deepEqual([world.run.state, world.run.iteration, trainerOf(world)], ['paused', 5, 5]);
  const stepped = world.run.step(2);
  await world.work(4);
  assert.equal(await stepped, 7);
  assert.deepEqual(world.told.iterations, upTo(7));
  assert.deepEqual(world.told.notices, []);
});

test('it comes by one when it is told to step, or to train on', async () => {
  const world = await stillAt(3);
  world.run.sleep();
  await world.pass();
  const stepped = world.run.step(2);
  await world.work(4);
  assert.equal(await stepped, 5);
  world.run.sleep();
  await world.pass();
  assert.equal(world.run.phase, 'asleep');
  world.run.resume('reader');
  await world.work(3);
  assert.equal(world.run.state, 'running');
  assert.ok(world.run.iteration > 5);
});

test('it moves to another device, begins again and ends in its sleep', async () => {
  for (const wake of [
    (/** @type {any} */ run) => run.choose('ndarray'),
    (/** @type {any} */ run) => run.reset(),
  ]) {
    const world = await stillAt(3);
    world.run.sleep();
    await world.pass();
    wake(world.run);
    await world.pass();
    assert.equal(world.run.phase, 'live');
    assert.equal(world.handles.size, 1);
  }
  const world = await stillAt(3);
  world.run.sleep();
  await world.pass();
  world.run.choose('ndarray');
  await world.pass();
  assert.deepEqual([world.run.device, trainerOf(world)], ['ndarray', 3]);
  world.run.end();
  assert.equal(world.handles.size, 0);
});

test('what it is asked while it falls asleep is answered', async () => {
  const world = await stillAt(2);
  world.run.sleep();
  const asked = nameOf(world.run.ask('sample', { latents: new Float32Array(4) }));
  await world.pass();
  assert.equal(await asked, 'nothing');
  assert.equal(world.run.phase, 'live');
});

test('one that trains, or owes steps, does not sleep', async () => {
  const world = await stillAt(1);
  const stepped = world.run.step(3);
  assert.equal(world.run.sleep(), false);
  await world.work(4);
  assert.equal(await stepped, 4);
  world.run.resume('reader');
  assert.equal(world.run.sleep(), false);
});

test('one that cannot be saved keeps its worker, and is not asked over and over', async () => {
  const world = await stillAt(2);
  const { handle } = world;
  if (handle) handle.wasm.isUnsaveable = true;
  assert.equal(world.run.sleep(), true);
  await world.pass();
  assert.equal(world.run.sleep(), true);
  await world.pass();
  assert.deepEqual([world.run.phase, world.handles.size, world.told.errors.length], ['live', 1, 1]);
});
