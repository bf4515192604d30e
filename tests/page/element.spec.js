/** The element as authors and scripts meet it: attributes, methods, events, and its manners beside others. */

import { countCompiled, labOf, openHost, tiny } from './host.js';
import { expect, SOON, test, TINY } from './lab.js';
import { patchGlue } from './network.js';
import { MOST_SHIFT, recordShifts, shiftsOf } from './shifts.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('../../www/lab/element.js').EarthMover} EarthMover */

/** @param {Page} page */
const warningsOf = (page) => {
  /** @type {string[]} */
  const warnings = [];
  page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
  return warnings;
};

/**
 * Runs code on the first element.
 * @template T
 * @param {Page} page
 * @param {(element: EarthMover) => T | Promise<T>} code
 */
const on = (page, code) =>
  page
    .locator('earth-mover')
    .first()
    .evaluate(/** @type {any} */ (code));

/** @param {Page} page @param {number} [index] */
const trains = async (page, index = 0) => {
  await expect.poll(async () => (await labOf(page, index)).state, SOON).toBe('running');
  const { iteration } = await labOf(page, index);
  await expect
    .poll(async () => (await labOf(page, index)).iteration, SOON)
    .toBeGreaterThan(iteration + 2);
};

test('attributes set the run, and bad ones are ignored with a warning', async ({ page }) => {
  const warnings = warningsOf(page);
  await openHost(page, tiny('seed="12" theme="purple" height="tall" concurrent="perhaps"'));
  await trains(page);
  expect((await on(page, (element) => element.currentConfig))?.seed).toBe(12);
  expect((await on(page, (element) => element.currentConfig))?.batch).toBe(TINY.batch);
  for (const text of ['theme=purple', 'height=tall', 'concurrent=perhaps']) {
    expect(warnings.filter((warning) => warning.startsWith(`${text} is ignored`))).toHaveLength(1);
  }
  // A change makes another run; a bad one does not.
  await on(page, (element) => element.setAttribute('seed', '13'));
  await expect
    .poll(async () => (await on(page, (element) => element.currentConfig))?.seed)
    .toBe(13);
  await trains(page);
  await on(page, (element) => element.setAttribute('theme', 'dark'));
  await expect(page.locator('.lab')).toHaveAttribute('data-theme', 'dark');
  // What the reader has set outlives a change of other attributes.
  await page.getByRole('tab', { name: 'Settings' }).click();
  await page.getByLabel('Seed', { exact: true }).fill('14');
  await page.getByLabel('Seed', { exact: true }).press('Enter');
  await on(page, (element) => element.setAttribute('theme', 'light'));
  await expect(page.locator('.lab')).toHaveAttribute('data-theme', 'light');
  await expect
    .poll(async () => (await on(page, (element) => element.currentConfig))?.seed)
    .toBe(14);
  expect(page.url()).not.toContain('#');
});

test('controls chooses the instruments, and names those there are', async ({ page }) => {
  const warnings = warningsOf(page);
  await openHost(page, tiny('controls="run,grid,theremin"'));
  await trains(page);
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await expect(page.locator('canvas')).toBeVisible();
  await expect(page.locator('[data-part=chart]')).toHaveCount(0);
  await expect(page.getByLabel('Seed')).toHaveCount(0);
  expect(warnings.some((text) => /no instrument "theremin".*run.*chart/.test(text))).toBe(true);
});

test('methods run, pause, step, sample, configure and reset it', async ({ page }) => {
  await openHost(page, tiny('autostart="no" seed="3"'));
  expect((await labOf(page)).state).toBe('idle');
  await expect.poll(() => page.workers().length).toBe(0);
  expect(await on(page, (element) => element.step(3))).toBe(3);
  expect((await labOf(page)).state).toBe('paused');
  expect(await on(page, async (element) => (await element.sample(5)).length)).toBe(5 * 784);
  const lengths = await on(page, async (element) =>
    [await element.sample(new Float32Array(16))].map(({ length }) => length),
  );
  expect(lengths).toEqual([2 * 784]);

  const config = await on(page, (element) => element.configure({ nCritic: 3 }));
  expect(config.nCritic).toBe(3);
  await expect(page.getByLabel('Marks on the chart').locator('li')).toContainText([
    'critic steps per iteration 1 → 3.',
  ]);
  expect((await labOf(page)).iteration).toBe(3);
  const restarted = await on(page, (element) =>
    element.configure({ seed: 9, batch: 4 }, { restart: true }),
  );
  expect(restarted).toMatchObject({ seed: 9, batch: 4, nCritic: 3 });
  expect((await labOf(page)).iteration).toBe(0);

  expect(await on(page, (element) => element.run())).toMatch(/running|paused/);
  await trains(page);
  await on(page, (element) => element.pause());
  expect((await labOf(page)).state).toBe('paused');
  await on(page, (element) => element.reset());
  expect((await labOf(page)).iteration).toBe(0);
});

test('methods refuse in words, by name, and the run goes on', async ({ page }) => {
  await openHost(page, tiny());
  await trains(page);
  const refusals = await on(page, async (element) => {
    const caught = (/** @type {Promise<unknown>} */ promise) =>
      promise.then(
        () => 'nothing',
        (error) => `${error.name}: ${error.message}`,
      );
    const any = /** @type {any} */ (element);
    return [
      await caught(any.step(0)),
      await caught(any.step('two')),
      await caught(any.sample(1.5)),
      await caught(any.sample(new Float32Array(3))),
      await caught(any.configure(null)),
      await caught(any.configure({ nCritic: -1 })),
      await caught(any.configure({ latent: 9 })),
      await caught(any.configure({ seed: -1 }, { restart: true })),
      await caught(any.configure({ batch: -1 }, { restart: true })),
    ];
  });
  expect(refusals[0]).toBe(
    'ArgumentError: step: n is 0, but must be a whole number from 1 to 10000',
  );
  expect(refusals[1]).toContain('n is two');
  expect(refusals[2]).toContain('ArgumentError: sample: n is 1.5');
  expect(refusals[3]).toContain('ArgumentError');
  expect(refusals[4]).toContain('patch is null');
  expect(refusals[5]).toMatch(/ArgumentError: .*nCritic/);
  expect(refusals[6]).toMatch(/ArgumentError: .*latent/);
  expect(refusals[7]).toContain('seed is -1');
  expect(refusals[8]).toMatch(/ArgumentError: .*batch/);
  await trains(page);
});

test('events are told to the element alone, with details', async ({ page }) => {
  await openHost(page, '<div id="article"></div>');
  await page.evaluate((html) => {
    /** @type {[string, any][]} */
    const events = [];
    Object.assign(window, { events });
    const article = /** @type {HTMLElement} */ (document.querySelector('#article'));
    /** @type {string[]} */
    const above = [];
    Object.assign(window, { above });
    for (const name of ['ready', 'statechange', 'step', 'error']) {
      const told = (/** @type {Event} */ event) =>
        events.push([name, /** @type {CustomEvent} */ (event).detail]);
      // On its way down, since nothing comes up.
      article.addEventListener(name, told, { capture: true });
      article.addEventListener(name, () => above.push(name));
    }
    article.innerHTML = html;
  }, tiny('seed="5"'));
  await trains(page);
  const events = await page.evaluate(() => /** @type {any} */ (window).events);
  const of = (/** @type {string} */ name) =>
    events
      .filter((/** @type {[string, any]} */ [one]) => one === name)
      .map((/** @type {[string, any]} */ [, detail]) => detail);
  expect(of('ready')).toHaveLength(1);
  expect(of('ready')[0]).toMatchObject({ device: 'cpu', iteration: 0, config: { seed: 5 } });
  const states = of('statechange').map((/** @type {any} */ { state }) => state);
  expect(states.slice(0, 2)).toEqual(['loading', 'running']);
  expect(of('step')[0].reports[0]).toMatchObject({ iteration: 1 });
  expect(of('step')[0].iteration).toBe(of('step')[0].reports.length);
  expect(of('error')).toEqual([]);
  expect(await page.evaluate(() => /** @type {any} */ (window).above)).toEqual([]);
});

test.describe('a panic', { tag: '@sources' }, () => {
  test.use({ allowed: [/panicked at/] });

  test('is told as an error event, in words, and the run goes on', async ({ page }) => {
    // The glue of the first worker alone.
    const panic = `const train = Trainer.prototype.train;
      Trainer.prototype.train = async function (n) {
        if (this.iteration < 5) return train.call(this, n);
        console.error("panicked at here:1:1:\\nthe test says so\\n\\nStack:\\n\\nError");
        throw new WebAssembly.RuntimeError('unreachable');
      };`;
    await patchGlue(page, 'cpu', panic, 1);
    await openHost(page, tiny('autostart="no" lang="zh"'));
    const told = await on(
      page,
      (element) =>
        new Promise((resolve) => {
          const hear = (/** @type {any} */ { detail }) => resolve(detail);
          element.addEventListener('error', hear);
          element.run().catch(() => {});
        }),
    );
    expect(told).toMatchObject({
      kind: 'panic',
      message: /** @type {any} */ (expect.stringContaining('the test says so')),
    });
    await trains(page);
  });
});

test('a move in the document keeps the run; a removal ends its workers', async ({ page }) => {
  await openHost(page, `<div id="here">${tiny()}</div><div id="there"></div>`);
  await trains(page);
  await on(page, (element) => element.pause());
  const { iteration } = await labOf(page);
  expect(iteration).toBeGreaterThan(0);
  await on(page, (element) => document.querySelector('#there')?.append(element));
  await page.waitForTimeout(300);
  expect((await labOf(page)).iteration).toBeGreaterThanOrEqual(iteration);
  expect(page.workers()).toHaveLength(1);
  await on(page, (element) => element.run());
  await trains(page);

  await on(page, (element) => {
    Object.assign(window, { kept: element });
    element.remove();
  });
  await expect.poll(() => page.workers().length).toBe(0);
  const refused = await page.evaluate(() =>
    /** @type {any} */ (window).kept.run().catch((/** @type {Error} */ { name }) => name),
  );
  expect(refused).toBe('NotReadyError');
  await page.evaluate(() => document.body.append(/** @type {any} */ (window).kept));
  await trains(page);
});

test('what shows the run of a lab shows it again where that was taken out and put back', async ({
  page,
}) => {
  await openHost(page, `${tiny('controls="run"')}<p>here</p>`);
  await trains(page);
  const measured = () =>
    on(page, (element) => {
      const shown = /** @type {Element} */ (document.querySelector('p'));
      Object.assign(window, { end: element.shownIn(shown), element });
    });
  const hears = () =>
    page.evaluate(
      () =>
        new Promise((resolve) => {
          const { element } = /** @type {any} */ (window);
          element.addEventListener('measure', () => resolve(true), { once: true });
        }),
    );
  await measured();
  expect(await hears()).toBe(true);
  await on(page, (element) => element.remove());
  await expect.poll(() => page.workers().length).toBe(0);
  await page.evaluate(() => document.body.prepend(/** @type {any} */ (window).element));
  expect(await hears()).toBe(true);
  await page.evaluate(() => /** @type {any} */ (window).end());
  await trains(page);
});

test(
  'two share a module and the digits, and one trains at a time',
  { tag: '@sources' },
  async ({ page }) => {
    /** @type {string[]} */
    const urls = [];
    page.on('request', (request) =>
      urls.push(new URL(request.url()).pathname.split('/').at(-1) ?? ''),
    );
    await page.addInitScript(countCompiled);
    await openHost(page, tiny('controls="run"') + tiny('controls="run" seed="8"'));
    await trains(page, 0);
    await expect.poll(async () => (await labOf(page, 1)).state).toBe('paused');
    await expect(page.getByRole('status').nth(1)).toContainText('another lab on this page');
    expect((await labOf(page, 1)).iteration).toBe(0);

    await page.getByRole('button', { name: 'Run' }).click();
    await trains(page, 1);
    expect((await labOf(page, 0)).state).toBe('paused');
    await expect(page.getByRole('status').nth(0)).toContainText('another lab on this page');
    // Once the reader has paused it, the other may again.
    await page.getByRole('button', { name: 'Pause' }).click();
    await trains(page, 0);

    expect(page.workers()).toHaveLength(2);
    expect(await page.evaluate(() => /** @type {any} */ (window).counts.compiled)).toBe(1);
    expect(urls.filter((url) => url.endsWith('.wasm'))).toHaveLength(1);
    const shards = urls.filter((url) => url.endsWith('.gz'));
    expect(shards.length).toBeGreaterThan(0);
    expect(new Set(shards).size).toBe(shards.length);
    expect(urls.filter((url) => url === 'manifest.json')).toHaveLength(1);
  },
);

test('concurrent ones train beside others', async ({ page }) => {
  await openHost(page, tiny('controls="run"') + tiny('controls="run" concurrent'));
  await trains(page, 0);
  await trains(page, 1);
  expect((await labOf(page, 0)).state).toMatch(/running|waiting/);
});

test('one that is far away fetches nothing, and one out of sight stands still', async ({
  page,
}) => {
  await openHost(page, `${tiny('controls="run"')}<p class="gap"></p>${tiny('controls="run"')}`, {
    head: '<style>.gap { height: 4000px }</style>',
  });
  await trains(page, 0);
  expect(page.workers()).toHaveLength(1);
  expect((await labOf(page, 1)).state).toBe('idle');
  await page.locator('earth-mover').nth(1).scrollIntoViewIfNeeded();
  await trains(page, 1);
  expect((await labOf(page, 0)).state).toBe('paused');
  await expect(page.getByRole('status').nth(0)).toContainText('out of sight');
});

test('nothing is fetched before a click where the author wants it so', async ({ page }) => {
  await openHost(page, tiny('loading="click"'));
  await page.waitForTimeout(1_000);
  expect(page.workers()).toHaveLength(0);
  await page.getByRole('button', { name: 'Run' }).click();
  await trains(page);
});

test('space runs and pauses, and an arrow steps', async ({ page }) => {
  await openHost(page, tiny());
  await trains(page);
  await page.locator('.lab').focus();
  await page.keyboard.press('Space');
  await expect.poll(async () => (await labOf(page)).state).toBe('paused');
  await page.waitForTimeout(500);
  const { iteration } = await labOf(page);
  await page.keyboard.press('ArrowRight');
  await expect.poll(async () => (await labOf(page)).iteration).toBe(iteration + 1);
  await page.keyboard.press('Space');
  await trains(page);
});

test('it speaks the language of the text around it, or the one asked for', async ({ page }) => {
  await openHost(page, `<div lang="zh-CN">${tiny()}</div>${tiny('lang="en"')}`);
  await expect(page.getByRole('button', { name: '暂停' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^(Run|Pause)$/ })).toBeVisible();
  const { iteration } = await labOf(page);
  await on(page, (element) => element.setAttribute('lang', 'en'));
  await expect(page.getByRole('button', { name: '暂停' })).toHaveCount(0);
  expect((await labOf(page)).iteration).toBeGreaterThanOrEqual(iteration);
});

test('nothing jumps while it loads', async ({ page }) => {
  await page.addInitScript(recordShifts);
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(
      `./embed.html?workers=1&device=cpu&config=${encodeURIComponent(JSON.stringify(TINY))}`,
    );
    await page.locator('.grid').scrollIntoViewIfNeeded();
    await trains(page);
    await page.waitForTimeout(1_000);
    expect(await shiftsOf(page)).toBeLessThan(MOST_SHIFT);
  }
});
