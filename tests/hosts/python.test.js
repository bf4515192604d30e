/** The package in notebooks, with Python at the other end, and in a site of Sphinx. */

import assert from 'node:assert/strict';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SOURCES } from './hosts.js';
import { pythonHost, serve } from './python.js';
import { visit } from './visit.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('../../www/lab/element.js').EarthMover} EarthMover */
/** @typedef {import('./visit.js').Visit} Visit */

/** Until something is said, on a machine that does something else besides, in milliseconds. */
const SOON = 120_000;

/**
 * Waits until what is looked at is so, and says what it was last.
 * @template T
 * @param {() => Promise<T>} look
 * @param {(found: T) => unknown} isSo
 */
async function until(look, isSo) {
  const last = Date.now() + SOON;
  for (;;) {
    const found = await look();
    if (isSo(found)) return found;
    if (Date.now() > last) assert.fail(`it stays ${JSON.stringify(found)}`);
    await sleep(100);
  }
}

/** The ground of a lab. */
const LIGHT = 'rgb(251, 250, 248)';
const DARK = 'rgb(17, 19, 24)';

/** A notebook in JupyterLab. */
class Notebook {
  /** @param {Visit} visit */
  constructor({ page }) {
    this.page = page;
    this.lab = page.locator('earth-mover');
  }

  /** Runs a cell. @param {number} at of those of code */
  async run(at) {
    const cell = this.page.locator('.jp-Notebook .jp-CodeCell').nth(at);
    const prompt = cell.locator('.jp-InputPrompt');
    const before = await prompt.textContent();
    await cell.locator('.cm-content').click();
    await this.page.keyboard.press('Control+Enter');
    await until(
      () => prompt.textContent(),
      (text) => text !== before && /\d/.test(text ?? ''),
    );
    return cell;
  }

  /** Runs a cell until what it prints is so. @param {number} at @param {(told: any) => unknown} isSo */
  told(at, isSo) {
    return until(async () => {
      const cell = await this.run(at);
      return JSON.parse((await cell.locator('.jp-OutputArea-output').textContent()) ?? 'null');
    }, isSo);
  }

  /** Another theme. @param {string} name */
  async choose(name) {
    await this.menu('Settings');
    await this.entry('Theme').hover();
    await this.entry(name).click();
  }

  /** What a cell has come to. @param {number} at */
  async clear(at) {
    await this.page.locator('.jp-Notebook .jp-CodeCell').nth(at).locator('.jp-InputPrompt').click();
    await this.menu('Edit');
    await this.entry('Clear Cell Output').click();
  }

  /** @private @param {string} name */
  async menu(name) {
    await this.page.locator('.lm-MenuBar-itemLabel', { hasText: name }).click();
  }

  /** @private @param {string} name */
  entry(name) {
    return this.page.locator('.lm-Menu-itemLabel', { hasText: name }).first();
  }
}

/** The ground of a lab, which is as dark as what is around it. @param {import('@playwright/test').Locator} lab */
const groundOf = (lab) =>
  lab.evaluate((lab) => {
    const root = /** @type {Element} */ (lab.shadowRoot?.querySelector('.lab'));
    return getComputedStyle(root).backgroundColor;
  });

/** What is scrolled in the output of a cell. @param {Page} page @returns {Promise<string[]>} */
const scrolled = (page) =>
  page.locator('.jp-OutputArea, .jp-OutputArea *').evaluateAll((elements) => {
    const isCut = (
      /** @type {Element} */ { scrollHeight, clientHeight, scrollWidth, clientWidth },
    ) => scrollHeight > clientHeight + 1 || scrollWidth > clientWidth + 1;
    return elements
      .filter((one) => /auto|scroll/.test(getComputedStyle(one).overflow) && isCut(one))
      .map((one) => one.outerHTML.slice(0, 200));
  });

/** Of the first figure. @param {Page} page */
const valuesOf = (page) =>
  page.locator('em-clouds').evaluate((clouds) => /** @type {any} */ (clouds).values);

pythonHost('jupyter', async (environment) => {
  const settings = join(
    environment.folder,
    'home/lab/user-settings/@jupyterlab/apputils-extension',
  );
  await mkdir(settings, { recursive: true });
  // It would ask whether it may look for news.
  const news = JSON.stringify({ fetchNews: 'false', checkForUpdates: false });
  await writeFile(join(settings, 'notification.jupyterlab-settings'), news);
  const { url, close } = await environment.start('jupyter-lab', (port) => [
    ...['--no-browser', '--allow-root', '--ip=127.0.0.1', `--port=${port}`, '--port-retries=0'],
    ...['--IdentityProvider.token=', '--ServerApp.root_dir=.'],
  ]);
  try {
    await visit(`${url}lab/tree/lab.ipynb`, async (visit) => {
      const { page } = visit;
      const notebook = new Notebook(visit);
      const { lab } = notebook;
      // Who is earlier is asked for one.
      await page.getByText('Python 3 (ipykernel) | Idle').waitFor();
      await notebook.run(0);
      await visit.trains();
      await lab.evaluate((lab) => lab.scrollIntoView());
      assert.equal(await groundOf(lab), LIGHT);
      await visit.picture('jupyter');
      assert.deepEqual(await scrolled(page), []);

      await notebook.told(1, ([iteration, gap, state, measured]) => {
        const isRun = iteration > 3 && Number.isFinite(gap) && /running|paused/.test(state);
        return isRun && measured.exactDistance > 0 && measured.iteration <= iteration;
      });
      await notebook.run(2);
      await until(
        () => lab.evaluate((lab) => /** @type {EarthMover} */ (lab).currentConfig?.seed),
        (seed) => seed === 9,
      );
      assert.equal(await lab.getAttribute('class'), 'set');

      await notebook.run(3);
      const [answers, iteration] = await notebook.told(4, ([{ length }]) => length === 4);
      const of = (/** @type {string} */ wanted) =>
        answers.filter((/** @type {any} */ { call }) => call === wanted);
      assert.deepEqual(of('pause'), [{ id: null, call: 'pause', answer: null }]);
      assert.match(of('step')[0].error.message, /^step: n is 0, /);
      assert.equal(of('step')[1].answer, iteration);
      assert.equal(of('fly')[0].error.name, 'ArgumentError');
      assert.match(of('fly')[0].error.message, /^call is "fly", /);

      await notebook.run(5);
      await notebook.told(6, (error) => /^ArgumentError: attributes: .*onclick/.test(error));

      await notebook.run(7);
      await page.locator('em-clouds').scrollIntoViewIfNeeded();
      await notebook.told(9, ([{ sigma, lay }]) => sigma === 0.1 && lay === false);
      await notebook.run(8);
      await until(
        () => valuesOf(page),
        ({ lay }) => lay === true,
      );
      await page
        .locator('em-clouds')
        .evaluate((clouds) => /** @type {any} */ (clouds).set({ sigma: 0.2 }));
      const [, error] = await notebook.told(9, ([{ sigma, lay }]) => sigma === 0.2 && lay === true);
      assert.equal(error, '');

      // Keys that would delete the cell.
      await lab.locator('button').first().focus();
      for (const key of ['d', 'd', 'ArrowDown']) await page.keyboard.press(key);
      assert.equal(await page.evaluate(() => document.activeElement?.localName), 'earth-mover');
      assert.equal(await lab.count(), 1);

      await notebook.choose('JupyterLab Dark');
      await until(
        () => groundOf(lab),
        (ground) => ground === DARK,
      );
      await lab.evaluate((lab) => lab.scrollIntoView());
      await page.waitForTimeout(500);
      await visit.picture('jupyter-dark');

      await notebook.clear(0);
      await until(
        () => lab.count(),
        (count) => count === 0,
      );
    });
  } finally {
    await close();
  }
});

pythonHost('marimo', async (environment) => {
  await cp(join(SOURCES, 'jupyter/lab.py'), join(environment.folder, 'lab.py'));
  const { url, close } = await environment.start('marimo', (port) => [
    ...['run', 'app.py', '--headless', '--no-token', '--host', '127.0.0.1', '--port', port],
  ]);
  try {
    await visit(url, async (visit) => {
      const { page } = visit;
      const lab = page.locator('earth-mover');
      const iteration = () => lab.evaluate((lab) => /** @type {EarthMover} */ (lab).iteration);
      const told = async () => JSON.parse((await page.locator('#told').textContent()) ?? '');
      await until(iteration, (count) => count > 3);
      await until(told, ({ iteration, gap }) => iteration > 3 && Number.isFinite(gap));
      await visit.picture('marimo');

      await page.getByRole('slider', { name: 'The seed of the run' }).press('ArrowRight');
      await until(
        () => lab.evaluate((lab) => /** @type {EarthMover} */ (lab).currentConfig?.seed),
        (seed) => seed === 8,
      );
      await page.getByRole('button', { name: 'Three steps' }).click();
      const { iteration: last } = await until(
        told,
        ({ iteration, state }) => iteration >= 3 && state === 'paused',
      );
      assert.equal(await iteration(), last);
    });
  } finally {
    await close();
  }
});

pythonHost('sphinx', async (environment) => {
  await environment.run('sphinx-build', '-q', '-W', '-b', 'html', '.', 'html');
  const { url, close } = await serve(join(environment.folder, 'html'));
  try {
    await visit(url, async (visit) => {
      await visit.trains();
      await visit.picture('sphinx');
      const { page } = visit;
      await page.locator('em-clouds').scrollIntoViewIfNeeded();
      await until(
        () => valuesOf(page),
        ({ sigma }) => sigma === 0.1,
      );
    });
  } finally {
    await close();
  }
});
