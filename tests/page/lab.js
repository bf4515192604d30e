/** What the page's tests share: a page that must stay free of errors, and what can be read off it. */

import { test as base, expect } from '@playwright/test';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('../../www/protocol.js').StepReport} StepReport */

export { expect };

/** A configuration that takes milliseconds an iteration. */
export const TINY = {
  batch: 8,
  latent: 8,
  architecture: {
    kind: 'mlp',
    generatorHidden: [16],
    criticHidden: [16],
    normalisation: 'none',
  },
};

/** Small, but big enough to leave noise within a minute. */
export const QUICK = {
  batch: 32,
  latent: 16,
  architecture: {
    kind: 'mlp',
    generatorHidden: [64],
    criticHidden: [64],
    normalisation: 'none',
  },
};

/** For what comes soon: a lab that trains on keeps a core busy until it is seen to have come. */
export const SOON = { intervals: [100] };

/** Paths of what a lab alone is made of and computes with, in the sources and as they are published. */
export const OF_THE_LAB =
  /earth-mover|\/lab\/(element|lab|view)\.js|(?<!figures)\/worker\/|pkg\/(?!figures)|\/data\/|\/files\/(?!figures-|worker-(figures|critics)-)/;

/** The browser's own line for a request that failed; a test that breaks the network expects it. */
export const NETWORK = /Failed to load resource/;

/**
 * Keeps what the workers report, as the page hears it.
 */
function recordWorkers() {
  /** @type {StepReport[][]} */
  const runs = [];
  Object.assign(window, { recordedRuns: runs });
  window.Worker = class extends Worker {
    /**
     * @param {string | URL} url
     * @param {WorkerOptions} [options]
     */
    constructor(url, options) {
      super(url, options);
      this.addEventListener('message', ({ data }) => {
        if (data.type === 'steps') (runs[data.runId] ??= []).push(...data.reports);
      });
    }
  };
}

/**
 * @typedef {object} Fixtures
 * @property {RegExp[]} allowed console errors that the test brings about itself
 */

/** @type {import('@playwright/test').TestType<import('@playwright/test').PlaywrightTestArgs & import('@playwright/test').PlaywrightTestOptions & Fixtures, import('@playwright/test').PlaywrightWorkerArgs & import('@playwright/test').PlaywrightWorkerOptions>} */
export const test = base.extend({
  allowed: [[], { option: true }],
  page: async ({ page, allowed }, use) => {
    /** @type {string[]} */
    const errors = [];
    page.on('pageerror', (error) => errors.push(String(error.stack ?? error)));
    page.on('console', (message) => {
      const text = message.text();
      if (message.type() !== 'error' || allowed.some((pattern) => pattern.test(text))) return;
      errors.push(`${text} (${message.location().url})`);
    });
    await page.addInitScript(recordWorkers);
    await use(page);
    expect(errors, 'console errors').toEqual([]);
  },
});

/**
 * Chooses a preset in the menu, as a reader does.
 * @param {Page} page
 * @param {string} name
 */
export async function choosePreset(page, name) {
  await page.locator('[data-control=preset]').click();
  await page.locator(`[data-preset="${name}"]`).click();
}

export class Lab {
  /** @param {Page} page */
  constructor(page) {
    this.page = page;
    this.main = page.locator('earth-mover .lab').first();
    this.run = page.getByRole('button', { name: /^(Run|Pause)$/ });
    this.step = page.getByRole('button', { name: 'Step', exact: true });
    this.reset = page.getByRole('button', { name: 'Reset', exact: true });
    this.seed = page.getByLabel('Seed', { exact: true });
    this.device = page.getByLabel('Device');
    this.sentence = page.locator('[data-field=state]');
    this.reason = page.locator('[data-field=reason]');
    this.team = page.locator('[data-field=team]');
    this.notices = page.getByLabel('Notices');
    this.marks = page.getByLabel('Marks on the chart').locator('li');
    this.chart = page.locator('[data-part=chart]');
  }

  /**
   * The lab by itself, with one worker where the settings do not say otherwise: a trial of more would move the curves.
   * @param {Record<string, unknown>} [settings]
   */
  async open(settings = {}) {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries({ workers: 1, ...settings })) {
      query.set(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
    }
    await this.page.goto(`./embed.html?${query}`);
  }

  /** The panel that has the seed and the device, too. */
  async openSettings() {
    await this.page.getByRole('tab', { name: 'Settings' }).click();
  }

  async iteration() {
    return Number(await this.main.getAttribute('data-iteration'));
  }

  async points() {
    return Number(await this.chart.getAttribute('data-points'));
  }

  /** @param {number} iteration */
  async reaches(iteration) {
    await expect.poll(() => this.iteration(), SOON).toBeGreaterThanOrEqual(iteration);
  }

  /** @param {string} state */
  async isIn(state) {
    await expect(this.main).toHaveAttribute('data-state', state);
  }

  /** Pauses, and waits for the last call of `train` to come in. */
  async pause() {
    await this.run.click();
    await this.isIn('paused');
    await this.rests();
    return this.iteration();
  }

  /**
   * Waits until a run that is paused has told all of what it did: its worker answers after that, and draws the grid
   * between one answer and the next.
   */
  async rests() {
    const told = await this.page
      .locator('earth-mover')
      .first()
      .evaluate(async (element) => {
        const mover = /** @type {import('../../www/lab/element.js').EarthMover} */ (element);
        for (let asked = 0; asked < 2; asked++) await mover.sample(1);
        return mover.iteration;
      });
    await expect(this.main).toHaveAttribute('data-iteration', String(told));
  }

  /** Waits until the counter has stood still for a second. */
  async settles() {
    let last = -1;
    await expect
      .poll(
        async () => {
          const before = last;
          last = await this.iteration();
          return last === before;
        },
        { intervals: [1_000] },
      )
      .toBe(true);
  }

  /**
   * The first reports of a run; each reset and each new seed makes another.
   * @param {number} count
   * @param {number} [runId]
   * @returns {Promise<StepReport[]>}
   */
  async reports(count, runId = 0) {
    const read = () =>
      this.page.evaluate(
        ([most, id]) => {
          const { recordedRuns } = /** @type {{ recordedRuns: StepReport[][] }} */ (
            /** @type {unknown} */ (window)
          );
          return (recordedRuns[id] ?? []).slice(0, most);
        },
        [count, runId],
      );
    await expect.poll(async () => (await read()).length, SOON).toBe(count);
    return read();
  }

  /**
   * The brightness of the grid's pixels, a row per cell, as they are on the canvas.
   * @returns {Promise<number[][]>}
   */
  cells() {
    return this.page
      .locator('canvas')
      .first()
      .evaluate((element) => {
        const canvas = /** @type {HTMLCanvasElement} */ (element);
        const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
        return Array.from({ length: 64 }, (_, cell) => {
          const { data } = context.getImageData((cell % 8) * 30, Math.floor(cell / 8) * 30, 28, 28);
          return Array.from(
            { length: 784 },
            (_, at) => data[at * 4] + data[at * 4 + 1] + data[at * 4 + 2],
          );
        });
      });
  }
}

/**
 * The correlation of each pixel with its right neighbour, each cell about its own mean: 0 for white noise,
 * near 1 for strokes; NaN for blank cells.
 * @param {number[][]} cells
 */
export function neighbourCorrelation(cells) {
  let products = 0;
  let squares = 0;
  for (const cell of cells) {
    const mean = cell.reduce((sum, value) => sum + value, 0) / cell.length;
    for (let at = 0; at < cell.length; at++) {
      if (at % 28 === 27) continue;
      const [here, next] = [cell[at] - mean, cell[at + 1] - mean];
      products += here * next;
      squares += (here * here + next * next) / 2;
    }
  }
  return products / squares;
}

/**
 * How far pixels are from their cell's mean, on the scale of 0 to 255.
 * @param {number[][]} cells
 */
export function contrast(cells) {
  let squares = 0;
  for (const cell of cells) {
    const mean = cell.reduce((sum, value) => sum + value, 0) / cell.length;
    for (const value of cell) squares += ((value - mean) / 3) ** 2;
  }
  return Math.sqrt(squares / (64 * 784));
}
