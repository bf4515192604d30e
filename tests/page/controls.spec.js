/** The controls of a run: half-steps, speed, and every setting of its configuration. */

import { parseConfig } from '../../www/run/config-text.js';
import { expect, Lab, test, TINY } from './lab.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('../../www/lab/element.js').EarthMover} EarthMover */

/** @param {Page} page @param {Record<string, unknown>} [settings] */
async function open(page, settings = {}) {
  const lab = new Lab(page);
  await lab.open({ device: 'cpu', config: TINY, lang: 'en', ...settings });
  await lab.reaches(1);
  return lab;
}

/** With the panel of settings in view. @param {Page} page @param {Record<string, unknown>} [settings] */
async function openSettings(page, settings) {
  const lab = await open(page, settings);
  await page.getByRole('tab', { name: 'Settings' }).click();
  await expect(control(page, 'batch')).toBeVisible();
  return lab;
}

/** The one on show, where several kinds have a field of that name. @param {Page} page @param {string} name */
const control = (page, name) => page.locator(`[data-control="${name}"]:visible`);

/** @param {Page} page @param {string} name */
const row = (page, name) => page.locator(`[data-row="${name}"]:visible`);

/** @param {Page} page @param {string} name @param {string} text */
async function enter(page, name, text) {
  await control(page, name).fill(text);
  await control(page, name).press('Enter');
}

/** @param {Page} page @returns {Promise<any>} */
const configOf = (page) =>
  page
    .locator('earth-mover')
    .evaluate((element) => /** @type {EarthMover} */ (element).currentConfig);

/** @param {Page} page */
const addressOf = (page) => new URLSearchParams(new URL(page.url()).hash.slice(1));

/** The changes to a preset that the address tells. @param {import('@playwright/test').Page} page */
const configIn = (page) => /** @type {any} */ (parseConfig(addressOf(page).get('config') ?? ''));

const restart = (/** @type {Page} */ page) =>
  page.getByRole('button', { name: 'Restart with these settings' });
const waiting = (/** @type {Page} */ page) => page.locator('[data-field=waiting-changes]');

test('a half-step is made, shown and named', async ({ page }) => {
  const lab = await open(page, { config: { ...TINY, nCritic: 2 } });
  const at = await lab.pause();
  const critic = page.getByRole('button', { name: 'Critic step', exact: true });
  const generator = page.getByRole('button', { name: 'Generator step' });
  await critic.click();
  await expect(lab.sentence).toHaveText('Paused after critic step 1 of 2.');
  await expect(critic.locator('.done')).toHaveCount(1);
  await critic.click();
  await expect(lab.sentence).toHaveText('Paused after critic step 2 of 2.');
  expect(await lab.iteration()).toBe(at);
  await generator.click();
  await expect(lab.sentence).toHaveText('Paused after the generator step.');
  await expect(generator.locator('.done')).toHaveCount(1);
  expect(await lab.iteration()).toBe(at + 1);
  await lab.step.click();
  await expect(lab.sentence).toHaveText('Paused.');
  expect(await lab.iteration()).toBe(at + 2);
});

test('in slow motion every half-step is named, and flat out none', async ({ page }) => {
  const lab = await open(page, { config: { ...TINY, nCritic: 2 } });
  const speed = page.getByLabel('Speed', { exact: true });
  await expect(speed).toHaveAttribute('aria-valuetext', 'flat out');
  await speed.focus();
  await page.keyboard.press('Home');
  await expect(speed).toHaveAttribute('aria-valuetext', 'slow motion');
  for (const text of ['critic step 1 of 2', 'critic step 2 of 2', 'generator step']) {
    await expect(lab.sentence).toContainText(text);
  }
  const at = await lab.iteration();
  await page.waitForTimeout(1_500);
  expect(await lab.iteration()).toBeLessThanOrEqual(at + 1);
  await page.keyboard.press('End');
  await lab.reaches(at + 30);
  await expect(lab.sentence).toHaveText('Training.');
});

test('what can change live changes at once and is marked, by box and by slider', async ({
  page,
}) => {
  const lab = await openSettings(page);
  await enter(page, 'constraint.lambda', '100');
  await expect(lab.marks).toContainText([/λ 10 → 100\./]);
  expect((await configOf(page)).constraint.lambda).toBe(100);
  expect(configIn(page)?.constraint?.lambda).toBe(100);
  const before = await lab.iteration();
  await lab.reaches(before + 1);

  const slider = page.locator('[data-slider="constraint.lambda"]:visible');
  await expect(slider).toHaveAttribute('aria-valuetext', '100');
  await slider.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(lab.marks).toHaveCount(2);
  const { lambda } = (await configOf(page)).constraint;
  expect(lambda).toBeGreaterThan(100);
  await expect(control(page, 'constraint.lambda')).toHaveValue(String(lambda));
  await page.keyboard.press('Home');
  await expect.poll(async () => (await configOf(page)).constraint.lambda).toBe(0);
  await page.keyboard.press('End');
  await expect.poll(async () => (await configOf(page)).constraint.lambda).toBe(1e6);
});

test('each live setting reaches the run, none of them by a restart', async ({ page }) => {
  const lab = await openSettings(page);
  const at = await lab.iteration();
  const changes = /** @type {const} */ ([
    ['nCritic', '3', (/** @type {any} */ config) => config.nCritic === 3],
    ['criticAdam.rate', '1e-3', (/** @type {any} */ config) => config.criticAdam.rate === 1e-3],
    ['generatorAdam.rate', '5e-4', (/** @type {any} */ c) => c.generatorAdam.rate === 5e-4],
    ['rateDecay.power', '0.5', (/** @type {any} */ config) => config.rateDecay.power === 0.5],
    ['averaging.decay', '0.9', (/** @type {any} */ config) => config.averaging.decay === 0.9],
  ]);
  for (const [name, text, isSo] of changes) {
    await enter(page, name, text);
    await expect.poll(async () => isSo(await configOf(page)), name).toBe(true);
  }
  await control(page, 'averaging').selectOption('off');
  await expect.poll(async () => (await configOf(page)).averaging).toBe(null);
  await expect(control(page, 'averaging.decay')).toHaveCount(0);
  await control(page, 'averaging').selectOption('on');
  await expect.poll(async () => (await configOf(page)).averaging).not.toBe(null);
  await expect(lab.marks).toHaveCount(7);
  await expect(waiting(page)).not.toContainText('Waiting');
  expect(await lab.iteration()).toBeGreaterThan(at);
});

test('a constraint has its own parameters, and others are hidden', async ({ page }) => {
  const lab = await openSettings(page);
  await expect(control(page, 'constraint.bound')).toHaveCount(0);
  await control(page, 'constraint.kind').selectOption('weightClipping');
  await expect(lab.marks).toContainText([/slope penalty → weight clipping/]);
  await expect(control(page, 'constraint.lambda')).toHaveCount(0);
  await enter(page, 'constraint.bound', '0.05');
  await expect
    .poll(async () => (await configOf(page)).constraint)
    .toEqual({ kind: 'weightClipping', bound: 0.05 });
  await control(page, 'constraint.kind').selectOption('bounded');
  await expect(page.locator('[data-row^="constraint."]:visible')).toHaveCount(1);
  await control(page, 'constraint.kind').selectOption('gradientPenalty');
  await expect(control(page, 'constraint.lambda')).toHaveValue('10');
  await expect(control(page, 'constraint.pairs')).toHaveCount(0);
});

test('what needs a restart waits, and one button applies all of it', async ({ page }) => {
  const lab = await openSettings(page);
  await expect(restart(page)).toHaveAttribute('aria-disabled', 'true');
  await expect(row(page, 'batch')).toContainText('restart to apply');
  await expect(row(page, 'nCritic')).not.toContainText('restart');
  await enter(page, 'batch', '4');
  await enter(page, 'architecture.criticHidden', '8, 8');
  await expect(row(page, 'batch')).toContainText('waits for a restart');
  await expect(waiting(page)).toContainText('batch size 8 → 4');
  await expect(waiting(page)).toContainText('16 → 8, 8');
  expect((await configOf(page)).batch).toBe(8);
  await expect(lab.marks).toHaveCount(0);

  // Set back, it waits no longer.
  await enter(page, 'batch', '8');
  await expect(waiting(page)).not.toContainText('batch');
  await enter(page, 'batch', '6');
  await control(page, 'order').selectOption('criticFirst');
  await expect(waiting(page)).toContainText('batch size 8 → 6');
  const { marks } = lab;
  await enter(page, 'nCritic', '2');
  await expect(marks).toHaveCount(1);
  await lab.pause();

  await restart(page).click();
  await expect.poll(() => lab.iteration()).toBe(0);
  await expect(restart(page)).toHaveAttribute('aria-disabled', 'true');
  expect(await configOf(page)).toMatchObject({
    batch: 6,
    nCritic: 2,
    order: 'criticFirst',
    architecture: { kind: 'mlp', criticHidden: [8, 8], generatorHidden: [16] },
  });
  const kept = configIn(page);
  expect(kept).toMatchObject({ batch: 6, nCritic: 2, order: 'criticFirst' });
  await page.getByRole('tab', { name: 'Share' }).click();
  await expect(page.locator('[data-field=link]')).toHaveValue(/config=batch:6/);
  await page.reload();
  await lab.reaches(1);
  expect((await configOf(page)).architecture.criticHidden).toEqual([8, 8]);
});

test('another architecture waits with its fields, and can be discarded', async ({ page }) => {
  await openSettings(page);
  await control(page, 'architecture.kind').selectOption('conv');
  await expect(waiting(page)).toContainText('fully connected → convolutional');
  await expect(control(page, 'architecture.generatorHidden')).toHaveCount(0);
  await enter(page, 'architecture.generatorChannels', '4');
  await enter(page, 'architecture.criticChannels', '2');
  await expect(row(page, 'architecture.criticChannels')).toContainText('waits for a restart');
  // What has just been asked for is discarded, too.
  await page.getByRole('button', { name: 'Discard' }).click();
  await page.waitForTimeout(1_000);
  await expect(control(page, 'architecture.kind')).toHaveValue('mlp');
  await expect(control(page, 'architecture.generatorHidden')).toHaveValue('16');

  await control(page, 'architecture.kind').selectOption('conv');
  await enter(page, 'architecture.generatorChannels', '4');
  await restart(page).click();
  await expect
    .poll(async () => (await configOf(page)).architecture)
    .toMatchObject({ kind: 'conv', generatorChannels: 4, criticChannels: 8 });
});

test(
  'which fields need a restart is the module’s to say',
  { tag: '@sources' },
  async ({ page }) => {
    await openSettings(page);
    const differing = await page.evaluate(async () => {
      const path = new URL('./pkg/cpu/earthmover_web.js', location.href).href;
      /** @type {import('../../www/protocol.js').Wasm} */
      const wasm = await import(path);
      await wasm.default();
      const rows =
        document.querySelector('earth-mover')?.shadowRoot?.querySelectorAll('[data-row]') ?? [];
      const tagged = [...rows].map((row) => [
        row.getAttribute('data-row'),
        /restart/.test(row.textContent ?? ''),
      ]);
      const told = wasm.fields().filter(({ name }) => name !== 'seed');
      const missing = told.filter(
        ({ name, live }) => !tagged.some(([row, isTagged]) => row === name && isTagged === !live),
      );
      // Every field has a name in words.
      const unnamed = [...rows].filter((row) => /field\.|option\./.test(row.textContent ?? ''));
      return { missing, unnamed: unnamed.length, more: tagged.length - told.length };
    });
    // Averaging is on or off, which no field says.
    expect(differing).toEqual({ missing: [], unnamed: 0, more: 1 });
  },
);

test('a bad value is answered beside its field, and harms nothing', async ({ page }) => {
  const lab = await openSettings(page);
  const before = await configOf(page);
  const bad = /** @type {const} */ ([
    ['constraint.lambda', '-4', '`constraint.lambda` is -4; it must be a number from 0 to 1000000'],
    ['criticAdam.rate', 'fast', '`criticAdam.rate`: invalid type: string "fast"'],
    ['batch', '1', '`batch` is 1; it must be a whole number from 2 to 1024'],
    ['architecture.criticHidden', '16, x', 'invalid type: string "x"'],
    ['architecture.generatorHidden', '', '1 to 8 layers'],
  ]);
  for (const [name, text, message] of bad) {
    await enter(page, name, text);
    await expect(row(page, name).getByRole('alert'), name).toContainText(message);
    await expect(control(page, name)).toHaveAttribute('aria-invalid', 'true');
  }
  expect(await configOf(page)).toEqual(before);
  await expect(waiting(page)).not.toContainText('Waiting');
  await expect(lab.marks).toHaveCount(0);
  await lab.reaches((await lab.iteration()) + 5);
  await enter(page, 'constraint.lambda', '20');
  await expect(row(page, 'constraint.lambda').getByRole('alert')).toBeEmpty();
  await expect.poll(async () => (await configOf(page)).constraint.lambda).toBe(20);

  // Each number may be, all of them together may not.
  await control(page, 'architecture.kind').selectOption('mlp');
  await enter(page, 'architecture.generatorHidden', '4096, 4096, 4096');
  await enter(page, 'architecture.criticHidden', '4096, 4096');
  await restart(page).click();
  await expect(page.locator('.settings > div > .refusal')).toContainText('24');
  expect((await configOf(page)).architecture.generatorHidden).toEqual([16]);
  await lab.reaches((await lab.iteration()) + 5);
});
