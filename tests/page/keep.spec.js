/** Keeps runs: files, drops, what the browser keeps, and where it may not. */

import { readFile } from 'node:fs/promises';
import { labOf, openHost, Site, tiny } from './host.js';
import { VERSION } from '../../www/version.js';
import { expect, Lab, SOON, test, TINY } from './lab.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').Frame} Frame */

/** @param {Page} page @param {string} button */
async function downloaded(page, button) {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).click();
  const file = await download;
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

/** @param {Page | Frame} page @param {number} [index] */
const openKeep = (page, index = 0) => page.getByRole('tab', { name: 'Keep' }).nth(index).click();

/** @param {Page} page @param {number} [index] */
const trains = async (page, index = 0) => {
  const { iteration } = await labOf(page, index);
  await expect
    .poll(async () => (await labOf(page, index)).iteration, SOON)
    .toBeGreaterThan(iteration + 2);
};

/** @param {Page} page @param {{ name: string, bytes: Buffer }} file */
const loadFile = (page, { name, bytes }) =>
  page
    .locator('[data-control=load-file]')
    .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: bytes });

/**
 * Drags a file over a lab, and lets it fall.
 * @param {Page} page
 * @param {number} index
 * @param {{ name: string, bytes: Buffer }} file
 */
async function dropOn(page, index, { name, bytes }) {
  const lab = page.locator('.lab').nth(index);
  const dataTransfer = await page.evaluateHandle(
    ([name, text]) => {
      const transfer = new DataTransfer();
      const content = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
      transfer.items.add(new File([content], name));
      return transfer;
    },
    [name, bytes.toString('base64')],
  );
  await lab.dispatchEvent('dragover', { dataTransfer });
  await expect(lab.locator('.drop-target')).toBeVisible();
  await lab.dispatchEvent('drop', { dataTransfer });
  await expect(lab.locator('.drop-target')).toBeHidden();
}

test('a run is saved by a button, and loaded by another', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open({ device: 'cpu', config: TINY, seed: 5 });
  await openKeep(page);
  await lab.reaches(10);
  const at = await lab.pause();
  const file = await downloaded(page, 'Save checkpoint');
  expect(file.name).toBe(`earthmover-article-seed5-iteration${at}.safetensors`);
  await expect(page.locator('[data-field=saved]')).toHaveText(`Saved as ${file.name}.`);
  await lab.run.click();
  const first = (await lab.reports(at + 5)).slice(at);

  await page.goto('about:blank');
  await lab.open({ device: 'cpu', config: TINY, seed: 6 });
  await openKeep(page);
  await lab.reaches(1);
  await lab.pause();
  const before = (await lab.reports(await lab.iteration())).length;
  await loadFile(page, file);
  await expect.poll(() => lab.iteration()).toBe(at);
  await expect(lab.seed).toHaveValue('5');
  await lab.run.click();
  expect((await lab.reports(before + 5)).slice(before)).toEqual(first);
  await expect(lab.notices).not.toContainText('saved by Earthmover');

  // The same of another version is taken too, and said to be of it.
  const other = Buffer.from(file.bytes.toString('latin1').replace(VERSION, '0.0.9'), 'latin1');
  expect(other).not.toEqual(file.bytes);
  await loadFile(page, { name: 'old.safetensors', bytes: other });
  await expect(lab.notices).toContainText(`saved by Earthmover 0.0.9, and this is ${VERSION}`);
});

test('what is no checkpoint is refused in the science’s words, and the run goes on', async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open({ device: 'cpu', config: TINY });
  await lab.reaches(3);
  await openKeep(page);
  await loadFile(page, { name: 'notes.txt', bytes: Buffer.from('no checkpoint') });
  await expect(lab.notices).toContainText(/notes\.txt was not loaded: .*checkpoint/i);
  const { bytes } = await downloaded(page, 'Save checkpoint');
  await loadFile(page, { name: 'half.safetensors', bytes: bytes.subarray(0, bytes.length / 2) });
  await expect(lab.notices).toContainText('half.safetensors was not loaded: ');
  await lab.isIn('running');
  await lab.reaches((await lab.iteration()) + 5);
});

test('each lab of a page takes the file that is dropped on it', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 3000 });
  await openHost(page, tiny('seed="1" concurrent') + tiny('seed="2" concurrent'));
  await trains(page, 0);
  await trains(page, 1);
  await openKeep(page, 0);
  await page.getByRole('button', { name: 'Pause' }).first().click();
  const file = await downloaded(page, 'Save checkpoint');
  await dropOn(page, 1, file);
  const seeds = page.getByLabel('Seed', { exact: true });
  await expect(seeds.nth(1)).toHaveValue('1');
  await expect(page.locator('.lab').nth(1)).toContainText('A saved run was loaded');
  await expect(page.locator('.lab').nth(0)).not.toContainText('A saved run was loaded');
  await trains(page, 1);
});

test('curves are saved as a table, with every digit', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open({ device: 'cpu', config: TINY });
  await lab.reaches(20);
  const at = await lab.pause();
  const reports = await lab.reports(at);
  await openKeep(page);
  const { name, bytes } = await downloaded(page, 'Save curves');
  expect(name).toBe(`earthmover-article-seed7-iteration${at}.csv`);
  const [head, ...lines] = bytes.toString().split('\r\n');
  const columns = head.split(',');
  const steps = ['iteration', 'criticLoss', 'gap', 'penalty', 'slope', 'generatorLoss'];
  expect(columns.slice(0, steps.length)).toEqual(steps);
  expect(columns).toContain('exactDistance');
  expect(lines.pop()).toBe('');
  const rows = lines.map((line) => line.split(','));
  expect(rows.every((row) => row.length === columns.length)).toBe(true);
  // A row may be of a measurement alone; what was not measured is empty.
  const trained = rows.filter((row) => row[1] !== '').map((row) => row.slice(0, steps.length));
  expect(trained.map((row) => row.map(Number))).toEqual(
    reports.map((report) => steps.map((name) => report[/** @type {'gap'} */ (name)])),
  );
});

test('after a reload the run is offered, resumed, and forgotten', async ({ page }) => {
  const lab = new Lab(page);
  const kept = page.locator('[data-field=kept]');
  const resume = page.getByRole('button', { name: /^Resume at iteration/ });
  await lab.open({ device: 'cpu', config: TINY });
  await openKeep(page);
  await expect(kept).toContainText('is kept here while it trains');
  await lab.reaches(50);
  const at = await lab.pause();
  await expect(kept).toContainText(`Kept here: iteration ${at.toLocaleString('en')},`);
  await expect(resume).toBeHidden();

  await page.reload();
  await expect(resume).toHaveText(`Resume at iteration ${at.toLocaleString('en')}`);
  await openKeep(page);
  await expect(kept).toContainText(`You left off at iteration ${at.toLocaleString('en')},`);
  await lab.isIn('running');
  await resume.click();
  await expect(lab.marks.first()).toContainText(`Iteration ${at.toLocaleString('en')}.`);
  await lab.reaches(at + 5);
  await expect(resume).toBeHidden();

  // Other settings have another run.
  await lab.open({ device: 'cpu', config: TINY, seed: 99 });
  await openKeep(page);
  await expect(kept).toContainText('is kept here while it trains');
  await lab.open({ device: 'cpu', config: TINY });
  await expect(resume).toBeVisible();
  await openKeep(page);
  await page.getByRole('button', { name: 'Forget' }).click();
  await expect(kept).toContainText('Forgotten.');
  await lab.reaches(10);
  await lab.pause();
  await page.reload();
  await openKeep(page);
  await expect(kept).toContainText('is kept here while it trains');
  await expect(resume).toBeHidden();
});

/** The iteration that is offered after a reload, by a lab that waits for the reader. @param {Page} page */
async function offered(page) {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.reload();
  const text = await page.getByRole('button', { name: /^Resume at iteration/ }).textContent();
  return Number(text?.replace(/[^0-9]/g, ''));
}

test('what was computed is kept: by steps, half-steps, changes, and when the page is left', async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open({ device: 'cpu', config: TINY });
  await lab.reaches(20);
  const at = await lab.pause();
  for (let step = 1; step <= 30; step++) {
    await lab.step.click();
    await expect.poll(() => lab.iteration(), { intervals: [20] }).toBe(at + step);
  }
  await page.getByRole('tab', { name: 'Keep' }).click();
  const kept = page.locator('[data-field=kept]');
  await expect(kept).toContainText(`iteration ${(at + 30).toLocaleString('en')},`);
  expect(await offered(page)).toBe(at + 30);

  // While it trains: no more is lost than a few seconds.
  await page.getByRole('button', { name: /^Resume at iteration/ }).click();
  await lab.reaches(at + 40);
  await page.waitForTimeout(7_000);
  const left = await lab.iteration();
  await page.goto('about:blank');
  await page.goBack();
  const then = await offered(page);
  expect(then).toBeGreaterThan(at + 30);
  expect(then).toBeLessThanOrEqual(left + 10_000);
});

test('two tabs of one address keep a run each, and the further is offered first', async ({
  page,
  context,
}) => {
  const [one, other] = [new Lab(page), new Lab(await context.newPage())];
  await one.open({ device: 'cpu', config: TINY });
  await one.reaches(200);
  await one.pause();
  await openKeep(page);
  await expect(page.locator('[data-field=kept]')).toContainText('Kept here');
  const further = await one.iteration();
  // The other is behind it, and later.
  await other.page.emulateMedia({ reducedMotion: 'reduce' });
  await other.open({ device: 'cpu', config: TINY });
  await other.page.locator('earth-mover').evaluate((lab) => /** @type {any} */ (lab).step(50));
  await openKeep(other.page);
  await expect(other.page.locator('[data-field=kept]')).toContainText('You left off');
  await other.settles();

  await page.bringToFront();
  expect(await offered(page)).toBe(further);
  await openKeep(page);
  await expect(page.locator('[data-field=kept-other]')).toContainText('iteration 50,');
  await page.locator('[data-control=resume-other]').click();
  await expect(one.marks.first()).toContainText('Iteration 50.');
});

test(
  'of five addresses the runs are kept, those used last',
  { tag: '@sources' },
  async ({ page }) => {
    await openHost(page, '', { script: '' });
    const found = await page.evaluate(async () => {
      const shelf = await import(new URL('./lab/keep/shelf.js', location.href).href);
      for (const used of [3, 1, 7, 2, 6, 5, 4]) {
        const names = { key: `k${used} #1`, base: `k${used}` };
        await shelf.keep({ ...names, iteration: used, saved: 0, used, bytes: Uint8Array.of(used) });
      }
      await shelf.forget('k6');
      const found = await Promise.all([1, 2, 3, 4, 5, 6, 7].map((at) => shelf.find(`k${at} #1`)));
      return found.map((kept) => kept?.bytes[0] ?? null);
    });
    expect(found).toEqual([null, null, 3, 4, 5, null, 7]);
  },
);

test(
  'what one goes on from goes, unless another has gone on with it',
  { tag: '@sources' },
  async ({ page }) => {
    await openHost(page, '', { script: '' });
    const found = await page.evaluate(async () => {
      const shelf = await import(new URL('./lab/keep/shelf.js', location.href).href);
      const put = (
        /** @type {string} */ key,
        /** @type {number} */ iteration,
        /** @type {number} */ saved,
        /** @type {object | null} */ followed = null,
      ) =>
        shelf.keep(
          { key, base: 'b', iteration, saved, used: saved, bytes: Uint8Array.of(iteration) },
          followed,
        );
      const list = async () =>
        (await shelf.entriesOf('b')).map((/** @type {any} */ entry) => [
          entry.key,
          entry.iteration,
        ]);
      await put('old', 100, 1);
      const [old] = await shelf.entriesOf('b');
      await put('one', 100, 2, old);
      const after = await list();
      // A tab that goes on keeps what it has, though another resumed it.
      await put('one', 110, 3);
      await put('two', 105, 4, { ...old, key: 'one', saved: 2 });
      return { after, both: await list() };
    });
    expect(found.after).toEqual([['one', 100]]);
    expect(found.both).toEqual([
      ['one', 110],
      ['two', 105],
    ]);
  },
);

test.describe('where the browser lets nothing be kept', () => {
  const [own, other] = [new Site(), new Site()];
  test.beforeAll(() => Promise.all([own.open(), other.open()]).then(() => {}));
  test.afterAll(() => [own, other].forEach((site) => site.close()));

  test('a sandboxed frame says so, trains, saves and loads', async ({ page }) => {
    const config = encodeURIComponent(JSON.stringify(TINY));
    await own.host(
      page,
      `<iframe sandbox="allow-scripts allow-downloads" src="${other.url}embed.html#device=cpu&workers=1&config=${config}" width="1000" height="2400"></iframe>`,
      { script: '' },
    );
    const element = await page.locator('iframe').elementHandle();
    const frame = /** @type {Frame} */ (await element?.contentFrame());
    await openKeep(frame);
    await expect(frame.locator('[data-field=kept]')).toContainText(
      'The browser does not let this page keep anything',
    );
    await expect.poll(async () => (await labOf(frame)).iteration).toBeGreaterThan(3);
    await frame.getByRole('button', { name: 'Pause' }).click();
    const download = page.waitForEvent('download');
    await frame.getByRole('button', { name: 'Save checkpoint' }).click();
    const bytes = await readFile(await (await download).path());
    await frame
      .locator('[data-control=load-file]')
      .setInputFiles({ name: 'run', mimeType: '', buffer: bytes });
    await expect(frame.locator('.lab')).toContainText('A saved run was loaded');
    await expect(frame.getByLabel('Notices').locator('li')).toHaveCount(0);
  });
});
