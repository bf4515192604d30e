/** What a run is asked now and then: when, and what it may cost. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mock, test } from 'node:test';
import { Measurements } from '../../www/lab/measurements.js';
import { LIST } from './made-up/manifest.js';

const CLASSIFIER = readFileSync('crates/earthmover/assets/classifier.safetensors');

/** Milliseconds that the answers take. */
const TAKES = /** @type {Record<string, number>} */ ({
  measure: 100,
  quality: 3_000,
  realQuality: 3_000,
});
/** From one iteration to the next. */
const EACH = 10;

/**
 * A run that is none: iterations come with a clock of its own, while which a survey goes on. A distance holds it up.
 * @param {Response | null} [classifier] what the network has
 */
function simulate(classifier = new Response(CLASSIFIER)) {
  const state = {
    clock: 0,
    asks: /** @type {{ name: string, at: number, clock: number }[]} */ ([]),
    open: /** @type {string[]} */ ([]),
    isTwice: false,
    /** Distances that were answered while digits were surveyed. */
    beside: 0,
  };
  mock.method(performance, 'now', () => state.clock);
  mock.method(globalThis, 'fetch', async (/** @type {string} */ address) => {
    if (String(address).endsWith('.json')) return new Response(JSON.stringify(LIST));
    if (!classifier) throw new TypeError('offline');
    return classifier.clone();
  });
  /** @type {Set<() => void>} */
  const due = new Set();
  const run = {
    state: /** @type {import('../../www/types.js').RunState} */ ('running'),
    phase: /** @type {import('../../www/run/run-state.js').RunState['phase']} */ ('live'),
    pauses: /** @type {Set<any>} */ (new Set()),
    iteration: 0,
    runId: 0,
    speed: /** @type {any} */ ({ msPerIteration: EACH }),
    settings: /** @type {any} */ ({ data: 'mnist' }),
    ask(/** @type {string} */ name) {
      state.asks.push({ name, at: run.iteration, clock: state.clock });
      state.isTwice ||= state.open.includes(name);
      state.open.push(name);
      const { iteration } = run;
      const ready = state.clock + TAKES[name];
      return new Promise((resolve) => {
        due.add(function look() {
          if (state.clock < ready) return;
          due.delete(look);
          state.open.splice(state.open.indexOf(name), 1);
          if (name === 'measure' && state.open.includes('quality')) state.beside += 1;
          resolve({ iteration, frechet: 5, exactDistance: 8, floor: 7 });
        });
      });
    },
  };
  const settle = async () => {
    for (const look of [...due]) look();
    for (let turn = 0; turn < 8; turn++) await Promise.resolve();
  };
  /** @param {Measurements} measurements @param {number} ms */
  const pass = async (measurements, ms) => {
    for (const end = state.clock + ms; state.clock < end; state.clock += EACH) {
      if (!state.open.includes('measure')) run.iteration += 1;
      await settle();
      measurements.consider();
      // The classifier is fetched by more than microtasks.
      if (state.clock % 1_000 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const times = (/** @type {string} */ name) => state.asks.filter((one) => one.name === name);
  return { state, run: /** @type {any} */ (run), pass, times, settle };
}

test.afterEach(() => mock.restoreAll());

// First, since a classifier that has come stays.
test('a classifier that cannot be had is said, and asked for ever more seldom', async () => {
  const { run, state } = simulate(null);
  /** @type {any[]} */
  const lacking = [];
  const measurements = new Measurements(
    run,
    () => {},
    (/** @type {any} */ text) => lacking.push({ text, clock: state.clock }),
  );
  run.iteration = 1_000;
  measurements.want('quality');
  // Tries of a file wait for real timers; their time is the clock's here.
  const wait = setTimeout;
  mock.method(globalThis, 'setTimeout', (/** @type {() => void} */ then) => wait(then, 0));
  for (let second = 0; second < 3_600; second++) {
    state.clock += 1_000;
    measurements.consider();
    for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
  }
  assert.ok(lacking.length > 3 && lacking.length < 20, String(lacking.length));
  assert.equal(lacking[0].text[0], 'load.lost');
  assert.equal(measurements.last.quality, null);
});

test('it measures at growing intervals, for a small share of the time, one of each kind at once', async () => {
  const { state, run, pass, times } = simulate();
  const measurements = new Measurements(run, () => {});
  await pass(measurements, 5_000);
  assert.equal(state.asks.length, 0);
  const release = measurements.want('transport');
  await pass(measurements, 200_000);
  const asked = Array.from(measurements.transport.column('iteration'));
  release();
  await pass(measurements, 60_000);
  assert.equal(state.asks.length, asked.length);
  const releaseBoth = measurements.want('transport', 'quality');
  await pass(measurements, 200_000);
  releaseBoth();
  assert.equal(state.isTwice, false);
  assert.ok(times('quality').length > 3);
  assert.ok(state.beside > 0);
  assert.ok(asked.length > 12);
  // The first few at once; then a tenth of a second each for 2 % of the time.
  const settled = asked.slice(6);
  const spent = (settled.length - 1) * EACH;
  const passed = settled[settled.length - 1] - settled[0] + spent;
  assert.ok(spent / passed < 0.05);
  const steps = settled.slice(1).map((at, index) => at - settled[index]);
  assert.ok(steps[steps.length - 1] > steps[0]);
});

test('digits are judged several times while they become good, and then for their share of the time', async () => {
  const { pass, times, run } = simulate();
  const measurements = new Measurements(run, () => {});
  measurements.want('quality');
  await pass(measurements, 60_000);
  const early = times('quality').map(({ at }) => at);
  // Six thousand iterations: the first at 200, and no stretch of two thousand without.
  assert.ok(early.length >= 4, early.join());
  assert.ok(early[0] >= 200 && early[0] < 300, early.join());
  const gaps = early.slice(1).map((at, index) => at - early[index]);
  assert.ok(Math.max(...gaps) < 2_000, early.join());
  await pass(measurements, 300_000);
  const late = times('quality').filter(({ clock }) => clock > 60_000);
  // A survey is an eighth of its time at least: 3 s × 1/8 ÷ 2 % is about 19 s from one to the next.
  assert.ok(late.length <= 300_000 / 18_000 + 1, String(late.length));
  assert.equal(times('realQuality').length, 1);
});

test('one measurement where it stands still in sight, none out of sight or asleep', async () => {
  const { state, run, settle } = simulate();
  mock.timers.enable({ apis: ['setTimeout'] });
  const measurements = new Measurements(run, () => {});
  measurements.want('transport');
  const rest = async () => {
    for (let turn = 0; turn < 8; turn++) {
      measurements.consider();
      mock.timers.tick(400);
      state.clock += 1_000;
      await settle();
    }
  };
  Object.assign(run, { state: 'paused', iteration: 3, pauses: new Set(['reader', 'away']) });
  await rest();
  assert.equal(state.asks.length, 0);
  run.pauses = new Set(['reader']);
  await rest();
  assert.equal(state.asks.length, 1);
  Object.assign(run, { iteration: 4, phase: 'asleep' });
  await rest();
  assert.equal(state.asks.length, 1);
  run.phase = 'live';
  await rest();
  assert.equal(state.asks.length, 2);
});
