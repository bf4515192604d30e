/** What instruments ask of a run: half-steps, measurements, checkpoints, slow motion. */

import { openHost } from './host.js';
import { expect, test, TINY } from './lab.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('../../www/lab/lab.js').Lab} Lab */

/**
 * A lab without looks, paused at its beginning, as `window.lab`; what it tells is kept.
 * @param {Page} page
 * @param {object} [config]
 */
async function openLab(page, config = TINY) {
  await openHost(page, '', { script: '' });
  await page.evaluate(async (config) => {
    const { Lab } = await import(new URL('./lab/lab.js', location.href).href);
    const { readSettings } = await import(new URL('./run/settings.js', location.href).href);
    const given = { device: 'cpu', workers: '1', config: JSON.stringify(config) };
    const settings = readSettings((/** @type {'device'} */ name) => given[name]);
    const lab = new Lab(settings, () => {});
    /** @type {unknown[]} */
    const halves = [];
    const set = lab.store.set.bind(lab.store);
    lab.store.set = (/** @type {any} */ patch) => {
      if (patch.half) halves.push([patch.half.half, patch.half.step, patch.half.iteration]);
      set(patch);
    };
    Object.assign(window, { lab, halves });
    await lab.live();
  }, config);
}

/**
 * @template T
 * @param {Page} page
 * @param {(lab: Lab) => T | Promise<T>} code
 * @returns {Promise<T>}
 */
const on = (page, code) =>
  page.evaluate(`(${code})(window.lab)`).then((value) => /** @type {T} */ (value));

/** @param {Page} page @returns {Promise<any[]>} */
const halves = (page) => page.evaluate(() => /** @type {any} */ (window).halves);

test('half-steps make the iteration that a whole step makes', async ({ page }) => {
  await openLab(page, { ...TINY, nCritic: 2 });
  const reports = await on(page, async ({ run, history }) => {
    await run.criticStep();
    const critic = await run.criticStep();
    const generator = await run.generatorStep();
    return { critic, generator, iteration: run.iteration, kept: history.last };
  });
  expect(reports.iteration).toBe(1);
  expect(reports.kept).toEqual({ iteration: 1, ...reports.critic, ...reports.generator });
  expect(await halves(page)).toEqual([
    ['critic', 1, 0],
    ['critic', 2, 0],
    ['generator', 1, 1],
  ]);
  const whole = await on(page, async ({ run, history }) => {
    run.reset();
    while (run.phase !== 'live') await new Promise((resolve) => setTimeout(resolve, 20));
    await run.step();
    return history.last;
  });
  expect(whole).toEqual(reports.kept);
});

test('measurements and scores are answered, also while it trains', async ({ page }) => {
  await openLab(page);
  const found = await on(page, async ({ run }) => {
    run.resume('reader');
    const [transport, quality, images] = await Promise.all([
      run.measure(64),
      run.quality(64),
      run.ask('sample', { latents: { count: 3, seed: 1 } }),
    ]);
    const scores = await run.ask('score', { images });
    return { transport, quality, length: images.length, scores: Array.from(scores) };
  });
  expect(found.transport.criticDistance).toBeLessThanOrEqual(found.transport.exactDistance + 1e-9);
  expect(found.transport.plan).toHaveLength(64);
  expect(found.quality.count).toBe(64);
  expect(found.quality.classes).toHaveLength(10);
  expect(found.length).toBe(3 * 784);
  expect(found.scores.every(Number.isFinite)).toBe(true);
  expect(found.scores).toHaveLength(3);
});

test('a saved run is loaded and goes on as it would have', async ({ page }) => {
  await openLab(page);
  const curves = await on(page, async ({ run, history }) => {
    await run.step(5);
    const { bytes } = await run.save();
    await run.step(5);
    const straight = Array.from(history.column('gap')).slice(5);
    await run.load(bytes);
    const at = run.iteration;
    await run.step(5);
    return { at, straight, again: Array.from(history.column('gap')) };
  });
  expect(curves.at).toBe(5);
  expect(curves.again).toEqual(curves.straight);
});

test('what cannot be is refused by name, and the run goes on', async ({ page }) => {
  await openLab(page);
  const names = await on(page, async ({ run }) => {
    const nameOf = (/** @type {Promise<unknown>} */ promise) =>
      promise.then(
        () => 'nothing',
        (error) => `${error.name}: ${error.message}`,
      );
    const names = [
      await nameOf(run.measure(1)),
      await nameOf(run.quality(1)),
      await nameOf(run.load(new Uint8Array(9))),
    ];
    const ended = nameOf(run.step(10_000));
    run.pause('reader');
    run.resume('reader');
    run.pause('reader');
    names.push(await ended);
    const dropped = nameOf(run.step(10_000));
    run.reset();
    names.push(await dropped);
    names.push(await nameOf(run.measure(64)));
    return names;
  });
  expect(names[0]).toMatch(/ArgumentError: .*1/);
  expect(names[1]).toMatch(/ArgumentError: .*1/);
  expect(names[2]).toMatch(/CheckpointError/);
  expect(names[3]).toMatch(/PausedError/);
  expect(names[4]).toMatch(/EndedError/);
  expect(names[5]).toMatch(/NotReadyError/);
  expect(
    await on(page, ({ run }) =>
      new Promise((resolve) => setTimeout(resolve, 500)).then(() => run.step()),
    ),
  ).toBe(1);
});

test('slow motion shows each half-step and makes the same curve', async ({ page }) => {
  await openLab(page, { ...TINY, nCritic: 2 });
  const slow = await on(page, async ({ run, history }) => {
    run.slow(30);
    run.resume('reader');
    while (history.length < 3) await new Promise((resolve) => setTimeout(resolve, 20));
    // In the midst of an iteration, which is ended as it was begun.
    await new Promise((resolve) => setTimeout(resolve, 45));
    run.slow(null);
    while (history.length < 8) await new Promise((resolve) => setTimeout(resolve, 20));
    return Array.from(history.column('gap')).slice(0, 8);
  });
  const seen = await halves(page);
  expect(seen.slice(0, 6)).toEqual([
    ['critic', 1, 0],
    ['critic', 2, 0],
    ['generator', 1, 1],
    ['critic', 1, 1],
    ['critic', 2, 1],
    ['generator', 1, 2],
  ]);
  await openLab(page, { ...TINY, nCritic: 2 });
  const whole = await on(page, async ({ run, history }) => {
    await run.step(8);
    return Array.from(history.column('gap'));
  });
  expect(slow).toEqual(whole);
});
