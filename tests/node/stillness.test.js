/** What a run says of what it waits for, and when it waits no more: the real run and worker, on a module that is made up. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isRunEvent } from '../../www/run/hearing.js';
import { Questions } from '../../www/asking/questions.js';
import { Clock } from './made-up/clock.js';
import { nameOf, stillAt } from './made-up/runs.js';
import { breathe, World } from './made-up/world.js';

const clock = new Clock().install();
Object.defineProperty(globalThis, 'crypto', { value: {} });

/** Seconds go by, one after another, in which nothing travels. @param {number} count */
async function seconds(count) {
  for (let second = 0; second < count; second++) {
    clock.advance(1_000);
    await breathe();
  }
}

/** A run that trains, and has saved itself. */
async function saved() {
  const world = new World();
  await world.live();
  clock.advance(6_000);
  await world.work(8);
  const at = world.told.saved.at(-1)?.iteration ?? 0;
  assert.ok(at > 0);
  return { world, at };
}

test('a worker that hangs is said to after ten seconds, and goes on as if nothing were', async () => {
  clock.reset();
  const { world } = await saved();
  await seconds(9);
  assert.equal(world.run.still, '');
  await seconds(1);
  assert.deepEqual(world.run.still, ['still.worker']);
  await world.work();
  assert.equal(world.run.still, '');
  assert.equal(world.run.state, 'running');
  world.run.end();
});

test('one that goes on hanging is replaced, and the newest state that was kept is gone on from', async () => {
  clock.reset();
  const { world, at } = await saved();
  const asked = nameOf(world.run.ask('sample', { latents: { count: 1, seed: 1 } }));
  const hung = world.handle;
  await seconds(181);
  assert.match(await asked, /EndedError|LateError/);
  assert.notEqual(world.handle, hung);
  assert.deepEqual(world.told.errors, ['internal']);
  assert.equal(world.told.notices.at(-1)?.[0], 'event.both');
  await world.work(3);
  assert.ok(world.run.iteration > at);
  assert.equal(world.run.state, 'running');
  assert.deepEqual(world.wrong, []);
  world.run.end();
});

test('a press of Run has a worker that hangs replaced at once, and so has a reset', async () => {
  for (const press of /** @type {const} */ (['resume', 'reset'])) {
    clock.reset();
    const { world, at } = await saved();
    const hung = world.handle;
    await seconds(10);
    if (press === 'reset') world.run.reset();
    else {
      // As its button has it: it says Pause while it is to train.
      world.run.pause('reader');
      await seconds(1);
      world.run.resume('reader');
    }
    assert.notEqual(world.handle, hung);
    await world.work(3);
    assert.ok(world.run.iteration > (press === 'reset' ? 0 : at));
    world.run.end();
  }
});

test('what is asked of a run at rest is answered within three minutes, or refused', async () => {
  clock.reset();
  const world = await stillAt(2);
  const hung = world.handle;
  if (hung) hung.deliver = () => false;
  const asked = nameOf(world.run.ask('weights', { bins: 3 }));
  await seconds(10);
  assert.deepEqual(world.run.still, ['still.answer']);
  await seconds(172);
  assert.match(await asked, /EndedError|LateError/);
  await world.work(2);
  assert.notEqual(world.handle, hung);
  const stepped = world.run.step(1);
  await world.work(2);
  assert.ok((await stepped) >= 1);
  world.run.end();
});

test('a run that has ended begins once more where it can be gone back to', async () => {
  clock.reset();
  const { world, at } = await saved();
  for (let death = 0; death < 4; death++) {
    world.handle?.panic('the test says so');
    await world.pass();
  }
  assert.equal(world.run.state, 'failed');
  world.run.start();
  await world.work(2);
  assert.equal(world.run.state, 'running');
  assert.ok(world.run.iteration > at);
  world.run.end();
});

test('what is kept at a pause can be gone back to', async () => {
  clock.reset();
  const world = await stillAt(7);
  const save = world.run.save();
  await world.pass();
  assert.equal((await save).iteration, 7);
  world.handle?.panic('the test says so');
  await world.work(1);
  assert.equal(world.run.iteration, 7);
  world.run.end();
});

test('what throws while something happens holds up nothing that happens after it', async () => {
  clock.reset();
  const world = await stillAt(1);
  /** @type {unknown[]} */
  const thrown = [];
  Object.assign(globalThis, { reportError: (/** @type {unknown} */ error) => thrown.push(error) });
  const core = /** @type {any} */ (world.run).core;
  const { noticed } = core.listener;
  core.listener.noticed = () => {
    core.listener.noticed = noticed;
    throw new Error('a listener throws');
  };
  core.happen({ type: 'shardLost', file: 'a', fromIteration: 0, message: 'lost' });
  await breathe();
  assert.match(String(thrown[0]), /a listener throws/);
  const stepped = world.run.step(1);
  await world.work(2);
  assert.equal(await stepped, 2);
  world.run.end();
});

test('a question is refused after so many seconds, and one that cannot be said at once', async () => {
  const questions = new Questions();
  const asked = nameOf(questions.ask(() => {}));
  const long = questions.ask(() => {});
  for (let second = 0; second < 4; second++) questions.pass(3, (id) => id === 1);
  assert.equal(await asked, 'LateError');
  assert.equal(questions.count, 1);
  questions.settle({ type: 'answer', id: 2, value: 5 });
  assert.equal(await long, 5);
  const unsaid = questions.ask(() => {
    throw new TypeError('it cannot be cloned');
  });
  assert.equal(await nameOf(unsaid), 'TypeError');
  assert.equal(questions.count, 0);
});

test('what is no word of a worker is none', () => {
  for (const said of [
    null,
    undefined,
    'steps',
    { type: 'nonsense' },
    { type: 'toString' },
    { type: 'steps', reports: [] },
    { type: 'steps', reports: [null], ms: 1 },
    { type: 'checkpoint', iteration: 3, bytes: null },
    { type: 'sample', iteration: 3 },
    { type: 'answer' },
  ]) {
    assert.equal(isRunEvent(said), false, JSON.stringify(said));
  }
  for (const said of [
    { type: 'hello' },
    { type: 'steps', reports: [{ iteration: 1 }], ms: 1, memory: 1, workers: 1, runId: 0 },
    { type: 'waiting', file: null, runId: 0 },
    { type: 'answer', id: 3, value: undefined, runId: 0 },
  ]) {
    assert.equal(isRunEvent(said), true, JSON.stringify(said));
  }
});
