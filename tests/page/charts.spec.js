/** Charts: what they show, how they are looked at, and what it costs. */

import { openHost, tiny } from './host.js';
import { expect, Lab, test, TINY } from './lab.js';

/** @typedef {import('@playwright/test').Page} Page */

const CLIPPED = { ...TINY, constraint: { kind: 'weightClipping', bound: 0.01 } };

/**
 * The code gets the modules of the lab, by name.
 * @template T
 * @param {Page} page
 * @param {(load: (path: string) => Promise<any>) => T | Promise<T>} code
 * @returns {Promise<T>}
 */
const within = (page, code) =>
  page
    .evaluate(`(${code})((path) => import(new URL(path, location.href).href))`)
    .then((value) => /** @type {T} */ (value));

/** @param {Page} page @param {string} name */
const open = (page, name) => page.locator(`#tab-charts-${name}`).click();

/** @param {Page} page @param {string} chart @param {string} curve */
const valueOf = (page, chart, curve) =>
  page.locator(`#charts-${chart} [data-curve=${curve}] .value`);

/** @param {Page} page @param {string} chart */
const shownAt = async (page, chart) =>
  Number((await page.locator(`#charts-${chart} .legend-at .value`).innerText()).replace(/\D/g, ''));

/**
 * A run that is none: iterations come with the clock. A distance takes a tenth of a second, and a survey three, while
 * which the run trains.
 */
function simulate() {
  const state = {
    clock: 0,
    asks: /** @type {{ name: string, at: number }[]} */ ([]),
    open: /** @type {string[]} */ ([]),
    isTwice: false,
    /** Distances that were answered while digits were surveyed. */
    beside: 0,
  };
  performance.now = () => state.clock;
  /** @type {Set<() => void>} */
  const due = new Set();
  const run = {
    state: 'running',
    pauses: new Set(),
    iteration: 0,
    runId: 0,
    speed: { msPerIteration: 10 },
    ask(/** @type {string} */ name) {
      state.asks.push({ name, at: run.iteration });
      state.isTwice ||= state.open.includes(name);
      state.open.push(name);
      const { iteration } = run;
      const ready = state.clock + (name === 'measure' ? 100 : 3_000);
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
  return { state, run, due };
}

test('it measures at growing intervals, for a small share of the time, one of each kind at once', async ({
  page,
}) => {
  await openHost(page, '', { script: '' });
  await page.evaluate(`window.simulate = ${simulate}`);
  const found = await within(page, async (load) => {
    const { Measurements } = await load('./lab/measurements.js');
    const { classifierFile } = await load('./run/shared.js');
    await classifierFile();
    const { state, run, due } = /** @type {any} */ (window).simulate();
    const measurements = new Measurements(run, () => {});
    const pass = async (/** @type {number} */ ms) => {
      for (const end = state.clock + ms; state.clock < end; state.clock += 10) {
        // A distance holds it up, a survey hardly.
        if (!state.open.includes('measure')) run.iteration += 1;
        for (const look of [...due]) look();
        for (let turn = 0; turn < 6; turn++) await null;
        measurements.consider();
      }
    };
    await pass(5_000);
    const unwanted = state.asks.length;
    const release = measurements.want('transport');
    await pass(200_000);
    const asked = Array.from(measurements.transport.column('iteration'), Number);
    release();
    await pass(60_000);
    const after = state.asks.length;
    const releaseBoth = measurements.want('transport', 'quality');
    await pass(200_000);
    releaseBoth();
    const surveyed = state.asks.filter(
      (/** @type {{ name: string }} */ { name }) => name === 'quality',
    ).length;
    return { unwanted, asked, after, surveyed, isTwice: state.isTwice, beside: state.beside };
  });
  expect(found.unwanted).toBe(0);
  expect(found.isTwice).toBe(false);
  expect(found.surveyed).toBeGreaterThan(3);
  expect(found.beside).toBeGreaterThan(0);
  expect(found.asked.length).toBeGreaterThan(12);
  expect(found.after).toBe(found.asked.length);
  // The first few at once; then a tenth of a second each for 2 % of the time.
  const settled = found.asked.slice(6);
  const spent = (settled.length - 1) * 10;
  const passed = settled[settled.length - 1] - settled[0] + spent;
  expect(spent / passed).toBeLessThan(0.05);
  const steps = settled.slice(1).map((at, index) => at - settled[index]);
  expect(steps[steps.length - 1]).toBeGreaterThan(steps[0]);
});

test('one measurement where it stands still in sight, none out of sight', async ({ page }) => {
  await openHost(page, '', { script: '' });
  await page.evaluate(`window.simulate = ${simulate}`);
  const counts = await within(page, async (load) => {
    const { Measurements } = await load('./lab/measurements.js');
    const { state, run, due } = /** @type {any} */ (window).simulate();
    const measurements = new Measurements(run, () => {});
    measurements.want('transport');
    const rest = async () => {
      for (let turn = 0; turn < 8; turn++) {
        measurements.consider();
        await new Promise((resolve) => setTimeout(resolve, 400));
        state.clock += 1_000;
        for (const look of [...due]) look();
      }
    };
    Object.assign(run, { state: 'paused', iteration: 3, pauses: new Set(['reader', 'away']) });
    await rest();
    const away = state.asks.length;
    run.pauses = new Set(['reader']);
    await rest();
    const paused = state.asks.length;
    run.iteration = 4;
    await rest();
    return { away, paused, stepped: state.asks.length };
  });
  expect(counts).toEqual({ away: 0, paused: 1, stepped: 2 });
});

test('every chart is filled when it comes into view, also of a run at rest', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open({ device: 'cpu', config: CLIPPED });
  await lab.reaches(60);
  await lab.pause();
  await expect(page.locator('[data-field=exactDistance]')).toHaveText(/\d/);
  await expect(page.locator('[data-field=frechet]')).toHaveText(/\d/);
  await expect(valueOf(page, 'chart', 'exactDistance')).toHaveText(/\d/);
  await open(page, 'slopes');
  await expect(valueOf(page, 'slopes', 'slope')).toHaveText(/\d/);
  await expect(valueOf(page, 'slopes', 'violations')).toHaveText(/%/);
  await open(page, 'quality');
  await expect(valueOf(page, 'quality', 'frechet')).toHaveText(/\d/);
  await open(page, 'weights');
  await expect(page.locator('[data-field=weights]')).toHaveText(/% of [\d,]+ weights .*±0.01/);
  for (const [name, caption] of Object.entries({
    slopes: 'The latest values of the slope chart',
    quality: 'The latest values of the quality chart',
    weights: 'Weights of the critic by size',
  })) {
    await open(page, name);
    await expect(page.getByRole('table', { name: caption }).locator('td').first()).toHaveText(/\d/);
    const isDrawn = await page.locator(`#charts-${name} canvas`).evaluate((element) => {
      const canvas = /** @type {HTMLCanvasElement} */ (element);
      const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
      return context.getImageData(0, 0, canvas.width, canvas.height).data.some((byte) => byte > 0);
    });
    expect(isDrawn, name).toBe(true);
  }
});

test('a chart is zoomed by dragging, for all charts, and back by a double click', async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open({ device: 'cpu', config: TINY });
  await lab.reaches(200);
  const last = await lab.pause();
  const over = page.locator('#charts-chart .u-over');
  await over.scrollIntoViewIfNeeded();
  const box = /** @type {{ x: number, y: number, width: number, height: number }} */ (
    await over.boundingBox()
  );
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.25, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.5, y, { steps: 4 });
  await page.mouse.up();
  const range = page.locator('#charts-chart [data-control=range]');
  await expect(range).toHaveValue('zoomed');
  const read = async (/** @type {number} */ share) => {
    await page.mouse.move(box.x + box.width * share, y);
    return shownAt(page, 'chart');
  };
  await expect.poll(() => read(0.02)).toBeGreaterThan(last * 0.2);
  await expect.poll(() => read(0.98)).toBeLessThan(last * 0.55);
  await open(page, 'slopes');
  await expect(page.locator('#charts-slopes [data-control=range]')).toHaveValue('zoomed');
  await open(page, 'chart');
  await page.mouse.dblclick(box.x + box.width / 2, y);
  await expect(range).toHaveValue('all');
  await expect.poll(() => read(0.98)).toBeGreaterThan(last * 0.9);
});

test('a log scale takes negative values, and smoothing calms a curve', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open({ device: 'cpu', config: TINY });
  await lab.reaches(50);
  await lab.pause();
  await page.locator('#charts-chart [data-control=scale]').selectOption('log');
  await expect(lab.chart).toHaveAttribute('data-scale', 'symmetric');
  await open(page, 'quality');
  await page.locator('#charts-quality [data-control=scale]').selectOption('log');
  await expect(page.locator('#charts-quality')).toHaveAttribute('data-scale', 'log');
  const found = await within(page, async (load) => {
    const { Rows } = await load('./lab/history.js');
    const { Smoothing } = await load('./lab/smoothing.js');
    const rows = new Rows(['iteration', 'gap']);
    const smoothing = new Smoothing();
    for (let at = 1; at <= 400; at++) rows.put({ iteration: at, gap: 5 + (at % 2 ? 1 : -1) });
    const calm = Array.from(smoothing.of(rows, 'gap', 30)).map(Number);
    rows.rewind(200);
    for (let at = 201; at <= 400; at++) rows.put({ iteration: at, gap: 50 });
    const [end] = smoothing.of(rows, 'gap', 30).slice(-1);
    return { calm: calm.slice(50), end };
  });
  expect(Math.max(...found.calm.map((value) => Math.abs(value - 5)))).toBeLessThan(0.1);
  expect(found.end).toBeGreaterThan(49);
});

test('all curves are one table', async ({ page }) => {
  await openHost(page, tiny('autostart="no" controls="run,chart,quality"'));
  const { columns, rows } = await within(page, async (load) => {
    const { rowsOf } = await load('./lab/table.js');
    const { Lab: Core } = await load('./lab/lab.js');
    const { readSettings } = await load('./run/settings.js');
    const lab = new Core(
      readSettings(() => null),
      () => {},
    );
    const report = { criticLoss: 1, gap: 2, penalty: 3, slope: 4, generatorLoss: 5 };
    lab.history.add([1, 2, 4].map((iteration) => ({ iteration, ...report })));
    const { transport, quality } = lab.measurements;
    transport.put({ iteration: 0, exactDistance: 9, gap: 7 });
    transport.put({ iteration: 2, exactDistance: 8, gap: 6 });
    quality.put({ iteration: 3, frechet: 100 });
    return rowsOf(lab);
  });
  expect(columns.slice(0, 3)).toEqual(['iteration', 'criticLoss', 'gap']);
  expect(new Set(columns).size).toBe(columns.length);
  expect(rows.map((/** @type {number[]} */ [iteration]) => iteration)).toEqual([0, 1, 2, 3, 4]);
  const cell = (/** @type {number} */ row, /** @type {string} */ name) =>
    rows[row][columns.indexOf(name)];
  expect([cell(0, 'gap'), cell(0, 'measuredGap'), cell(0, 'exactDistance')]).toEqual([null, 7, 9]);
  expect([cell(2, 'gap'), cell(2, 'measuredGap'), cell(2, 'exactDistance')]).toEqual([2, 6, 8]);
  expect([cell(3, 'frechet'), cell(3, 'gap')]).toEqual([100, null]);
});

/**
 * Charts without a lab, as `window.makeCurves`.
 * @param {Page} page
 */
async function openBare(page) {
  await openHost(page, '', { script: '' });
  await within(page, async (load) => {
    const { Curves } = await load('./lab/curves.js');
    const { History, Rows } = await load('./lab/history.js');
    const { Strings } = await load('./strings/strings.js');
    const { Looks } = await load('./lab/looks.js');
    const { chartStyles } = await load('./lab/styles/charts.js');
    document.adoptedStyleSheets = chartStyles;
    const report = (/** @type {number} */ iteration) => ({
      iteration,
      criticLoss: Math.sin(iteration / 900),
      gap: Math.cos(iteration * 1.7),
      penalty: 0.1,
      slope: 1,
      generatorLoss: 0,
    });
    const step = { table: 'steps', colour: '--em-critic', dash: [], isSmooth: true };
    const sparse = { ...step, table: 'asked', isSmooth: false, isSparse: true };
    const makeCurves = (looks = new Looks()) => {
      const root = document.body.appendChild(document.createElement('div'));
      const steps = new History();
      const asked = new Rows(['iteration', 'exactDistance']);
      const theme = { colour: () => 'rgb(0, 80, 60)', onChange() {} };
      const strings = new Strings('en');
      const names = ['gap', 'criticLoss', 'penalty'];
      const options = {
        heading: [''],
        caption: '',
        tables: { steps, asked },
        curves: [
          ...names.map((name) => ({ ...step, name, title: name })),
          { ...sparse, name: 'exactDistance', title: 'exact distance' },
        ],
        levels: () => [],
        marks: () => [],
      };
      const curves = new Curves(root, { theme, lab: { looks }, strings }, options);
      const fill = (/** @type {number} */ from, /** @type {number} */ to) => {
        steps.add(Array.from({ length: to - from }, (_, more) => report(from + more + 1)));
        asked.put({ iteration: from + 1, exactDistance: 8 });
      };
      return { root, curves, fill };
    };
    Object.assign(window, { makeCurves, Looks });
  });
}

test('a cursor is the same in all charts of a lab, and in no others', async ({ page }) => {
  await openBare(page);
  await page.evaluate(() => {
    const { makeCurves, Looks } = /** @type {any} */ (window);
    const [one, other] = [new Looks(), new Looks()];
    for (const looks of [one, one, other]) {
      const { curves, fill } = makeCurves(looks);
      for (let at = 0; at < 2_000; at += 100) fill(at, at + 100);
      curves.request();
    }
  });
  const at = (/** @type {number} */ index) =>
    page.locator('.legend-at .value').nth(index).innerText();
  await expect.poll(() => at(2)).toBe('2,000');
  await page.locator('.u-over').first().hover();
  await expect.poll(() => at(0)).not.toBe('2,000');
  expect(await at(1)).toBe(await at(0));
  expect(await at(2)).toBe('2,000');
  // A curve that was measured now and then has its newest value there.
  await expect(page.locator('[data-curve=exactDistance] .value').first()).toHaveText('8.000');
  await page.mouse.move(0, 0);
  await expect.poll(() => at(1)).toBe('2,000');
});

test('a chart is read and zoomed by keyboard', async ({ page }) => {
  await openBare(page);
  await page.evaluate(() => {
    const { curves, fill } = /** @type {any} */ (window).makeCurves();
    fill(0, 400);
    curves.request();
  });
  const slider = page.getByRole('slider', { name: 'Read-out of the chart' });
  const at = async () => Number(await slider.getAttribute('aria-valuenow'));
  await expect.poll(at).toBe(400);
  await slider.focus();
  for (let press = 0; press < 3; press++) await page.keyboard.press('ArrowLeft');
  await expect.poll(at).toBe(397);
  await expect(slider).toHaveAttribute('aria-valuetext', /iteration 397, gap [−\d.]+, .*8\.000/);
  await page.keyboard.press('+');
  await expect(page.locator('[data-control=range]')).toHaveValue('zoomed');
  await expect
    .poll(async () => Number(await slider.getAttribute('aria-valuemin')))
    .toBeGreaterThan(150);
  await page.keyboard.press('Escape');
  await expect(page.locator('[data-control=range]')).toHaveValue('all');
});

test('a hundred thousand iterations are drawn without a stutter', async ({ page }) => {
  await openBare(page);
  const found = await page.evaluate(async () => {
    const { root, curves, fill } = /** @type {any} */ (window).makeCurves();
    const times = [];
    for (let at = 0; at < 100_000; at += 1_000) {
      fill(at, at + 1_000);
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const begun = performance.now();
      curves.draw();
      // uPlot paints in a microtask.
      for (let turn = 0; turn < 4; turn++) await null;
      times.push(performance.now() - begun);
    }
    return { points: root.dataset.points, last: times.slice(-20) };
  });
  expect(found.points).toBe('100000');
  const median = found.last.sort((one, other) => one - other)[10];
  console.log(`a draw of 100,000 iterations: ${median.toFixed(1)} ms, the median of 20`);
  expect(median).toBeLessThan(50);
});

test('a legend of six takes two lines on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const lab = new Lab(page);
  await lab.open({ device: 'cpu', config: TINY });
  await lab.reaches(3);
  const box = await page.locator('#charts-chart .legend').boundingBox();
  expect(box?.height).toBeLessThanOrEqual(2 * 48);
  const cut = await page
    .locator('#charts-chart .legend .title')
    .evaluateAll((titles) => titles.filter((one) => one.scrollWidth > one.clientWidth + 1).length);
  expect(cut).toBe(0);
});
