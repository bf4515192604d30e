/** A run that several workers share: they train as one, come, go and die, and nothing is lost. */

import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Clock } from './made-up/clock.js';
import { Follower } from '../../www/worker/following.js';
import { MadeUpTrainer } from './made-up/module.js';
import { FollowerWorker, installChannels } from './made-up/ports.js';
import { World } from './made-up/world.js';

/** @typedef {import('./made-up/module.js').Module} Module */

const clock = new Clock().install();
installChannels();
Object.defineProperty(globalThis, 'crypto', { value: {} });

beforeEach(() => {
  clock.reset();
  MadeUpTrainer.mostReplicas = 8;
});

/** @param {number} count */
const upTo = (count) => Array.from({ length: count }, (_, at) => at + 1);

/**
 * @param {number | 'auto'} workers
 * @param {(module: Module, place: number) => void} [prepare] each follower's module
 */
function worldOf(workers, prepare = () => {}) {
  const world = new World({ workers });
  world.cores = 4;
  /** @type {FollowerWorker[]} */
  const followers = [];
  world.startFollower = () => {
    const follower = new FollowerWorker((module) => prepare(module, followers.length + 1));
    followers.push(follower);
    return /** @type {Worker} */ (/** @type {unknown} */ (follower));
  };
  return { world, followers };
}

/** @param {World} world @param {number} iteration */
async function reaches(world, iteration) {
  await until(world, () => world.run.iteration >= iteration);
}

/** @param {World} world @param {() => boolean} isSo */
async function until(world, isSo) {
  for (let at = 0; at < 3_000 && !isSo(); at++) await world.work(1);
  assert.ok(isSo(), `it never was so: ${isSo}`);
}

/** What was asked, once it is answered. @template T @param {World} world @param {Promise<T>} asked @returns {Promise<T>} */
async function answered(world, asked) {
  let isOver = false;
  const over = () => (isOver = true);
  asked.then(over, over);
  await until(world, () => isOver);
  return asked;
}

/** It has come to rest. @param {World} world */
async function rests(world) {
  const { handle } = world;
  await world.pass();
  await until(world, () => handle?.work.open.length === 0);
}

/** Nobody took a sum that was not of all. @param {World} world @param {FollowerWorker[]} followers */
function areAlike(world, followers) {
  assert.equal(world.handle?.wasm.strays, 0);
  assert.deepEqual(
    followers.map(({ module }) => module.strays),
    followers.map(() => 0),
  );
  assert.deepEqual(world.told.iterations, upTo(world.run.iteration));
  assert.deepEqual(world.wrong, []);
}

for (const workers of [2, 3]) {
  test(`${workers} workers train as one, from the first iteration on, and no mark is made`, async () => {
    const { world, followers } = worldOf(workers);
    await world.live();
    await reaches(world, 40);
    assert.equal(world.run.workers, workers);
    assert.equal(followers.length, workers - 1);
    areAlike(world, followers);
    assert.deepEqual(world.told.marks, []);
    assert.deepEqual(world.told.notices, []);
  });
}

test('a team that trains is stepped exactly, and stands', async () => {
  const { world, followers } = worldOf(2);
  await world.live();
  await reaches(world, 5);
  world.run.pause('reader');
  await rests(world);
  const at = world.run.iteration;
  assert.equal(await answered(world, world.run.step(7)), at + 7);
  assert.equal(world.run.state, 'paused');
  areAlike(world, followers);
  // A half-step is the leader's alone, and the team goes on from where it led.
  await answered(world, world.run.criticStep());
  world.run.resume('reader');
  await reaches(world, at + 20);
  areAlike(world, followers);
});

/** @type {[string, (module: Module) => void, RegExp][]} */
const ENDS = [
  [
    'fails',
    (module) => failAt(module, () => Promise.reject(new Error('the test says so'))),
    /the test says so/,
  ],
  ['falls silent', (module) => failAt(module, () => new Promise(() => {})), /no longer answers/],
];

/** @param {Module} module @param {() => Promise<Float32Array<ArrayBuffer>>} end of its fourth part */
function failAt(module, end) {
  let parts = 0;
  const { load } = module.Trainer;
  module.Trainer.load = async (bytes) => {
    const trainer = await load(bytes);
    const { criticPart } = trainer;
    trainer.criticPart = async () => (++parts === 4 ? end() : criticPart.call(trainer));
    return trainer;
  };
}

for (const said of [
  null,
  'x',
  { type: 'constructor' },
  { type: 'part', round: 1 },
  { type: 'added' },
]) {
  test(`a follower that says ${JSON.stringify(said)} leaves, and no step is lost`, async () => {
    const { world, followers } = worldOf(3);
    await world.live();
    await reaches(world, 50);
    followers[0].port?.postMessage(said);
    await until(world, () => world.run.iteration >= 100 && world.run.workers === 2);
    assert.equal(followers[0].isOver, true);
    const [key, message] = world.told.notices[0];
    assert.deepEqual([key, message], ['event.workerLost', ['worker.garbled']]);
    areAlike(world, followers.slice(1));
  });
}

test('of an order that is none a follower says so', async () => {
  const { port1, port2 } = new MessageChannel();
  new Follower(port1, {
    instantiate: async () => assert.fail(),
    catchPanics: () => ({ tell() {} }),
  });
  for (const order of [null, { type: 'nonsense' }, {}]) {
    const answer = await new Promise((resolve) => {
      port2.onmessage = ({ data }) => resolve(data);
      port2.postMessage(order);
    });
    assert.equal(answer.type, 'failed', JSON.stringify(order));
  }
});

for (const [what, prepare, why] of ENDS) {
  test(`a follower that ${what} leaves, and no step is lost`, async () => {
    const { world, followers } = worldOf(3, (module, place) => place === 1 && prepare(module));
    await world.live();
    await until(world, () => {
      clock.advance(500);
      return world.run.iteration >= 300;
    });
    assert.equal(world.run.workers, 2);
    assert.equal(followers[0].isOver, true);
    assert.equal(world.told.notices.length, 1);
    const [key, message, left] = world.told.notices[0];
    assert.equal(key, 'event.workerLost');
    assert.match(String(message), why);
    assert.equal(left, 2);
    // Whoever computes a row, the sum is the same: there is nothing to mark.
    assert.deepEqual(world.told.marks, []);
    areAlike(world, followers.slice(1));
  });
}

test('a follower that never says a word is not waited for without end', async () => {
  const { world, followers } = worldOf(2, () => {});
  world.startFollower = () => {
    const silent = { postMessage() {}, terminate() {} };
    followers.push(/** @type {FollowerWorker} */ (/** @type {unknown} */ (silent)));
    return /** @type {Worker} */ (/** @type {unknown} */ (silent));
  };
  await world.live();
  await world.work(3);
  assert.equal(world.run.state, 'loading');
  clock.advance(63_000);
  await reaches(world, 1);
  assert.equal(world.run.workers, 1);
  assert.equal(world.told.notices[0][0], 'event.workerLost');
});

test('where no follower may start, one worker trains, and it is said', async () => {
  const world = new World({ workers: 3 });
  await world.live();
  await reaches(world, 2);
  assert.equal(world.run.state, 'running');
  assert.equal(world.run.workers, 1);
  assert.equal(world.told.notices.length, 1);
});

test('a team stops where a number would not be finite, and has told all before', async () => {
  const { world, followers } = worldOf(2);
  await world.live();
  await reaches(world, 3);
  const trainer = /** @type {any} */ (world.handle?.trainer);
  const end = trainer.iteration + 5;
  const { takeCritic } = trainer;
  trainer.takeCritic = async (/** @type {Float32Array} */ sum) => {
    const error = Object.assign(new Error('the test says so'), { name: 'NotFiniteError' });
    if (trainer.iteration >= end) throw error;
    return takeCritic.call(trainer, sum);
  };
  await until(world, () => world.run.pauses.has('trouble'));
  assert.deepEqual(world.told.iterations, upTo(end));
  assert.deepEqual(world.told.notices, [['event.ranAway', end + 1]]);
  assert.equal(world.run.iteration, end);
  assert.equal(followers[0].module.strays, 0);
});

test('another device dissolves the team, and the CPU has it again', async () => {
  const { world, followers } = worldOf(2);
  await world.live();
  await reaches(world, 4);
  world.run.choose('ndarray');
  await until(world, () => world.run.device === 'ndarray');
  assert.equal(world.run.device, 'ndarray');
  assert.equal(world.run.workers, 1);
  assert.equal(followers[0].isOver, true);
  await reaches(world, world.run.iteration + 3);
  world.run.choose('cpu');
  await until(world, () => world.run.device === 'cpu');
  await reaches(world, world.run.iteration + 3);
  assert.equal(world.run.workers, 2);
  assert.deepEqual(world.told.iterations, upTo(world.run.iteration));
});

test('a leader that dies is followed by one worker alone', async () => {
  const { world, followers } = worldOf(2);
  await world.live();
  await reaches(world, 3);
  world.handle?.panic('the test says so');
  await world.work(4);
  assert.equal(world.run.workers, 1);
  assert.equal(followers[0].isOver, true);
  await reaches(world, 6);
  assert.deepEqual(world.told.iterations, upTo(world.run.iteration));
});

test('more workers than a configuration can be shared by are not hired', async () => {
  MadeUpTrainer.mostReplicas = 1;
  const { world, followers } = worldOf(2);
  await world.live();
  await reaches(world, 3);
  assert.equal(followers.length, 0);
  assert.deepEqual([...world.run.teamReason], ['team.fewer', 1]);
});

test('the trial of more workers shows nothing, and loses nothing', async () => {
  const { world, followers } = worldOf('auto');
  await world.live();
  // A second worker takes as long, so that it is let go.
  await until(world, () => {
    clock.advance(500);
    return followers.some(({ isOver }) => isOver);
  });
  assert.equal(world.run.teamReason, '');
  assert.deepEqual(world.told.marks, []);
  assert.deepEqual(world.told.notices, []);
  areAlike(world, followers);
  world.run.pause('reader');
  await rests(world);
  const at = world.run.iteration;
  assert.equal(await answered(world, world.run.step(5)), at + 5);
});

test('where there is room for fewer workers than would be of use, that many are tried, and it is said', async () => {
  const { world, followers } = worldOf('auto');
  world.room = 1;
  await world.live();
  await reaches(world, 3);
  assert.equal(followers.length, 0);
  assert.deepEqual(world.run.teamReason, ['team.memory', 1]);
});
