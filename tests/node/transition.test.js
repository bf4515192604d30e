/** What becomes of a run, event by event, and by which commands: pure, so that each can be looked at. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstRun } from '../../www/run/run-state.js';
import { transition } from '../../www/run/transition.js';
import { say } from '../../www/strings/say.js';

/** @typedef {import('../../www/run/run-state.js').RunState} RunState */
/** @typedef {import('../../www/run/run-events.js').Event} Event */

const SETTINGS = { device: 'auto', preset: 'ours', hasPreset: false, seed: 7, config: {} };
const STARTED = { iteration: 0, mostReplicas: 8, config: { batch: 16 } };

/**
 * @param {RunState} run
 * @param {object[]} events
 * @returns {{ run: RunState, commands: any[] }} all commands, one after another
 */
function follow(run, ...events) {
  /** @type {any[]} */
  const all = [];
  let now = run;
  for (const event of events) {
    const { run: next, commands } = transition(now, /** @type {Event} */ (event));
    all.push(...commands);
    now = next;
  }
  return { run: now, commands: all };
}

/** @param {object} [settings] */
const idle = (settings) => firstRun(/** @type {any} */ ({ ...SETTINGS, ...settings }));

/** A run that trains. @param {object} [settings] @param {object} [fields] @returns {RunState} */
function live(settings, fields) {
  const begun = follow(idle(settings), { type: 'begin' }).run;
  const worker = begun.worker;
  const { run } = follow(
    begun,
    { type: 'ready', worker },
    { type: 'started', worker, device: begun.device, ...STARTED },
  );
  assert.equal(run.phase, 'live');
  return { ...run, ...fields };
}

/** @param {any[]} commands @param {string} name */
const only = (commands, name) => commands.filter((command) => command.do === name);
/** @param {any[]} commands */
const names = (commands) => commands.map((command) => command.do);
const PANIC = { kind: 'panic', message: 'the test says so' };

test('the first device is the CPU, by itself or by choice, and a GPU is asked after', () => {
  const first = follow(idle(), { type: 'begin' });
  assert.deepEqual(first.run.deviceReason, say('device.firstCpu'));
  assert.deepEqual(only(first.commands, 'hire'), [{ do: 'hire', worker: 1, module: 'cpu' }]);
  const pinned = follow(idle({ device: 'ndarray' }), { type: 'begin' });
  assert.deepEqual(pinned.run.deviceReason, say('device.pinned'));
  assert.equal(pinned.run.device, 'ndarray');
  const gpu = follow(idle({ device: 'webgpu' }), { type: 'begin' });
  assert.deepEqual(gpu.commands, [{ do: 'probe', id: 1 }]);
  // What has begun is not begun again.
  assert.deepEqual(follow(first.run, { type: 'begin' }).commands, []);
});

test('a worker has its deadline once it is ready, and only its own words count', () => {
  const { run } = follow(idle(), { type: 'begin' });
  assert.equal(run.deadline, null);
  assert.deepEqual(follow(run, { type: 'ready', worker: 5 }).run, run);
  const ready = follow(run, { type: 'ready', worker: 1 }).run;
  assert.equal(ready.deadline?.worker, 1);
  const other = { type: 'started', worker: 5, device: 'cpu', ...STARTED };
  assert.equal(follow(ready, other).run.phase, 'opening');
  const { run: begun, commands } = follow(ready, { ...other, worker: 1, iteration: 3 });
  assert.deepEqual([begun.phase, begun.deadline, begun.iteration], ['live', null, 3]);
  assert.deepEqual(commands, [{ do: 'form', mostReplicas: 8 }]);
});

test('reports, checkpoints and lost shards take no iteration back', () => {
  const checkpoint = (/** @type {number} */ iteration) => ({
    type: 'checkpoint',
    occasion: 'autosave',
    checkpoint: { bytes: new Uint8Array(1), iteration },
  });
  const failing = live({}, { failures: 2 });
  const { run } = follow(failing, { type: 'steps', iteration: 9 }, checkpoint(5));
  assert.deepEqual([run.iteration, run.failures], [9, 0]);
  assert.equal(follow(run, checkpoint(12)).run.iteration, 12);
  assert.equal(follow(run, { type: 'steps', iteration: 8 }).run.iteration, 9);
  const asked = follow(failing, { ...checkpoint(5), occasion: 'ask' }).run;
  assert.equal(asked.failures, 2);
  const lost = { type: 'shardLost', file: 'a', message: 'the test says so' };
  const marks = [3, 20].map((fromIteration) =>
    only(follow(run, { ...lost, fromIteration }).commands, 'mark').map(
      ({ iteration }) => iteration,
    ),
  );
  assert.deepEqual(marks, [[9], [20]]);
});

test('a reader’s pause refuses what is owed, another’s does not, and Run takes trouble along', () => {
  const step = { type: 'step', id: 4, half: null, count: 1 };
  const owing = follow(live(), step).run;
  assert.deepEqual([...owing.pauses], ['reader']);
  const [refused] = only(follow(owing, { type: 'pause', reason: 'reader' }).commands, 'refuse');
  assert.deepEqual([refused.ids, refused.name], [[4], 'PausedError']);
  assert.deepEqual(follow(owing, { type: 'pause', reason: 'hidden' }).commands, []);
  // Nothing owed is refused nobody.
  assert.deepEqual(follow(live(), { type: 'pause', reason: 'reader' }).commands, []);
  const stopped = live({}, { pauses: new Set(['reader', 'trouble', 'hidden']) });
  const resumed = (/** @type {string} */ reason) => [
    ...follow(stopped, { type: 'resume', reason }).run.pauses,
  ];
  assert.deepEqual(resumed('reader'), ['hidden']);
  assert.deepEqual(resumed('hidden'), ['reader', 'trouble']);
  for (const phase of ['idle', 'failed']) {
    const [no] = follow({ ...live(), phase: /** @type {any} */ (phase) }, step).commands;
    assert.deepEqual([no.do, no.ids, no.name], ['refuse', [4], 'NotReadyError']);
  }
});

test('a change is marked where it changes something, and kept for the next worker', () => {
  const config = { batch: 32 };
  const changed = { type: 'configured', config, patch: { batch: 32 } };
  const { run, commands } = follow(live({ config: { seedling: 1 } }), changed);
  assert.deepEqual(run.settings.config, { seedling: 1, batch: 32 });
  const [{ text, isOwn }] = only(commands, 'mark');
  assert.deepEqual(text, say('event.changed', say('event.change', say('field.batch'), '16', '32')));
  assert.equal(isOwn, true);
  assert.deepEqual(follow(run, changed).commands, []);
});

test('another run in the place of this one refuses what is owed, and is marked', () => {
  const owing = follow(live(), { type: 'step', id: 4, half: null, count: 1 }).run;
  const { run, commands } = follow(owing, {
    type: 'loaded',
    checkpoint: { bytes: new Uint8Array(1), iteration: 40 },
    config: { seed: 3, batch: 64 },
    mostReplicas: 2,
  });
  assert.deepEqual(names(commands), ['refuse', 'forget', 'rewound', 'mark', 'form']);
  assert.deepEqual([run.iteration, run.settings.seed, run.settings.config], [40, 3, { batch: 64 }]);
  assert.deepEqual(only(commands, 'mark')[0].isOwn, true);
  assert.equal(only(commands, 'forget')[0].isSame, false);
});

test('a reset keeps its worker where all shards are there, and another run has another number', () => {
  const before = live(
    {},
    { pauses: new Set(['trouble', 'other']), isTeamBarred: true, failures: 2 },
  );
  const { run, commands } = follow(before, { type: 'reset', isFresh: false });
  assert.deepEqual(names(commands), ['forget', 'drop', 'rewound', 'start']);
  assert.deepEqual([...run.pauses], ['other']);
  assert.deepEqual([run.runId, run.failures, run.isTeamBarred], [before.runId + 1, 0, false]);
  const fresh = follow(before, { type: 'reset', isFresh: true }).commands;
  assert.ok(names(fresh).includes('hire'));
  const lossy = follow({ ...before, lost: ['a'] }, { type: 'reset', isFresh: false }).commands;
  assert.ok(names(lossy).includes('hire'));
  assert.deepEqual(follow(idle(), { type: 'reset', isFresh: false }).commands, []);
});

test('a choice of device moves a live run, keeps its preset, and begins another that is not', () => {
  const at = live();
  const toArray = follow(at, { type: 'choose', device: 'ndarray' });
  assert.deepEqual(
    [toArray.run.move?.device, toArray.run.move?.stage, toArray.run.settings.hasPreset],
    ['ndarray', 'opening', true],
  );
  assert.deepEqual(names(toArray.commands), ['forget', 'hire']);
  const stays = follow(at, { type: 'choose', device: 'cpu' });
  assert.deepEqual(names(stays.commands), ['forget']);
  assert.deepEqual(stays.run.deviceReason, say('device.pinned'));
  assert.deepEqual(names(follow(at, { type: 'choose', device: 'webgpu' }).commands), [
    'forget',
    'probe',
  ]);
  const onGpu = { ...at, device: /** @type {const} */ ('webgpu'), isGpuBarred: true };
  const leftAlone = follow(onGpu, { type: 'choose', device: 'auto' });
  assert.deepEqual([names(leftAlone.commands), leftAlone.run.isGpuBarred], [['forget'], false]);
  const back = follow(onGpu, { type: 'choose', device: 'cpu' }).run;
  assert.equal(back.move?.device, 'cpu');
  const opening = follow(idle(), { type: 'begin' }).run;
  const other = follow(opening, { type: 'choose', device: 'ndarray' }).run;
  assert.deepEqual([other.device, other.settings.hasPreset], ['ndarray', false]);
  assert.deepEqual(follow(idle(), { type: 'choose', device: 'cpu' }).commands, []);
});

test('one that has died goes on from its checkpoint, three times in a row, a GPU’s on the CPU', () => {
  const checkpoint = { bytes: new Uint8Array(1), iteration: 5 };
  const at = live({}, { checkpoint, iteration: 9 });
  const died = follow(at, { type: 'error', worker: 1, ...PANIC });
  assert.deepEqual(
    [died.run.iteration, died.run.failures, died.run.isTeamBarred, died.run.isGpuBarred],
    [5, 1, true, false],
  );
  const marked = only(died.commands, 'mark');
  assert.deepEqual([marked[0].iteration, marked[0].isOwn], [5, false]);
  const gpu = follow({ ...at, device: 'webgpu' }, { type: 'error', worker: 1, ...PANIC }).run;
  assert.deepEqual(
    [gpu.device, gpu.isGpuBarred, gpu.isTeamBarred, gpu.deviceReason],
    ['cpu', true, false, say('device.instead', say('event.panic', PANIC.message))],
  );
  let run = at;
  let deaths = 0;
  for (; run.phase !== 'failed'; deaths++)
    ({ run } = follow(run, { type: 'error', worker: run.worker, ...PANIC }));
  assert.equal(deaths, 4);
  // It has no worker any more whose words could count, and begins once more where it was kept.
  assert.deepEqual(follow(run, { type: 'error', worker: 1, ...PANIC }).commands, []);
  const once = follow(
    { ...run, iteration: 9, pauses: new Set(['trouble', 'other']) },
    { type: 'begin' },
  );
  assert.deepEqual([once.run.failures, [...once.run.pauses]], [0, ['other']]);
  assert.deepEqual(only(once.commands, 'rewound'), [{ do: 'rewound', iteration: 5 }]);
  const there = follow({ ...run, iteration: 5 }, { type: 'begin' }).commands;
  assert.deepEqual(only(there, 'rewound'), []);
});

test('what goes wrong at the beginning: changes that are refused, a checkpoint, a GPU, all else', () => {
  const opening = (/** @type {object} */ settings, /** @type {object} */ fields) => ({
    ...follow(idle(settings), { type: 'begin' }).run,
    ...fields,
  });
  const wrong = (/** @type {string} */ kind) => ({ type: 'error', worker: 1, kind, message: 'no' });
  const checkpoint = { bytes: new Uint8Array(1), iteration: 5 };
  const changed = follow(opening({ config: { batch: 0 } }, {}), wrong('argument'));
  assert.deepEqual(changed.run.settings.config, {});
  assert.deepEqual(only(changed.commands, 'notice')[0].text, say('event.refusedConfig', 'no'));
  assert.ok(names(changed.commands).includes('start'));
  assert.equal(follow(opening({}, {}), wrong('argument')).run.phase, 'failed');
  const kept = opening({ config: { batch: 0 } }, { checkpoint });
  assert.equal(follow(kept, wrong('argument')).run.phase, 'failed');
  const spoilt = follow(opening({}, { checkpoint, iteration: 5 }), wrong('checkpoint'));
  assert.deepEqual([spoilt.run.checkpoint, spoilt.run.iteration], [null, 0]);
  assert.deepEqual(only(spoilt.commands, 'notice')[0].text, say('event.unsaved', 'no'));
  assert.equal(follow(opening({}, {}), wrong('checkpoint')).run.phase, 'failed');
  const gpu = opening({}, { device: 'webgpu' });
  const instead = follow(gpu, wrong('internal')).run;
  assert.deepEqual([instead.device, instead.isGpuBarred, instead.phase], ['cpu', true, 'opening']);
  assert.deepEqual(instead.deviceReason, say('device.instead', 'no'));
  const [given] = only(follow(gpu, wrong('data')).commands, 'notice');
  assert.deepEqual(given.text, say('event.trouble', 'no'));
});

test('trouble stops a run once, and one that cannot be saved trains on', () => {
  const wrong = (/** @type {string} */ kind) => ({ type: 'error', worker: 1, kind, message: 'no' });
  const { run, commands } = follow(live(), wrong('internal'));
  assert.deepEqual([...run.pauses], ['trouble']);
  assert.deepEqual(names(commands), ['failed', 'notice', 'mark']);
  assert.deepEqual(names(follow(run, wrong('internal')).commands), ['failed']);
  const unsaved = follow(live(), wrong('checkpoint'));
  assert.deepEqual([...unsaved.run.pauses], []);
  assert.deepEqual(only(unsaved.commands, 'notice')[0].text, say('event.unsaved', 'no'));
  assert.deepEqual(follow(live(), { ...wrong('internal'), worker: 8 }).commands, []);
});

test('one that sleeps is saved first, and wakes where it was', () => {
  const at = live({}, { pauses: new Set(['hidden']) });
  const drowsy = follow(at, { type: 'sleep' });
  assert.deepEqual(drowsy.commands, [{ do: 'save', worker: 1, occasion: 'sleep' }]);
  assert.deepEqual(follow(drowsy.run, { type: 'sleep' }).commands, []);
  assert.deepEqual(follow(live(), { type: 'sleep' }).commands, []);
  const asleep = follow(drowsy.run, { type: 'slept' });
  assert.deepEqual([asleep.run.phase, asleep.run.isDrowsy], ['asleep', false]);
  assert.deepEqual(only(asleep.commands, 'forget')[0].isSame, true);
  // Who was wanted meanwhile stays awake, and who was not asked to sleep.
  const wanted = follow(drowsy.run, { type: 'resume', reason: 'hidden' }, { type: 'slept' }).run;
  assert.deepEqual([wanted.phase, wanted.isDrowsy], ['live', false]);
  assert.equal(follow(at, { type: 'slept' }).run.phase, 'live');
  const woken = follow(asleep.run, { type: 'wake' });
  assert.deepEqual(only(woken.commands, 'hire'), [{ do: 'hire', worker: 2, module: 'cpu' }]);
  assert.deepEqual(follow(live(), { type: 'wake' }).commands, []);
});

test('an end refuses what is owed, and makes the run another', () => {
  const owing = follow(live(), { type: 'step', id: 4, half: null, count: 1 }).run;
  const { run, commands } = follow(owing, { type: 'end' });
  assert.deepEqual([run.phase, run.worker, run.runId], ['idle', null, owing.runId + 1]);
  assert.deepEqual(only(commands, 'refuse')[0].ids, [4]);
  assert.deepEqual(only(commands, 'dismiss'), [{ do: 'dismiss', worker: 1 }]);
  assert.deepEqual(only(commands, 'forget')[0].isSame, true);
});
