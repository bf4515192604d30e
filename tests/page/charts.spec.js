/** Charts: what they show, how they are looked at, and what it costs. */

import { openHost } from './host.js';
import { expect, Lab, test, TINY } from './lab.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('../../www/lab/element.js').EarthMover} EarthMover */

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

test('every chart is filled when it comes into view, also of a run at rest', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open({ device: 'cpu', config: CLIPPED });
  await lab.reaches(60);
  await lab.pause();
  // What the legend says is not said again.
  await expect(page.locator('[data-field=exactDistance]')).toHaveCount(0);
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

test('the spread of slopes is that of the measurement, to the last of them', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open({ device: 'cpu', config: TINY, controls: 'run,slopes,spread' });
  await lab.reaches(60);
  await lab.pause();
  const told = () =>
    page.locator('earth-mover').evaluate((element) => {
      const { iteration, measured } = /** @type {EarthMover} */ (element);
      const { slopes = [], meanSlope = 0, violations = 0 } = measured.latest ?? {};
      const mean = slopes.reduce((sum, one) => sum + one, 0) / slopes.length;
      const isMean = Math.abs(mean - meanSlope) < 1e-6;
      const isLast = measured.latest?.iteration === iteration;
      return { isLast, count: slopes.length, isMean, violations };
    });
  await expect.poll(async () => (await told()).isLast).toBe(true);
  const { count, isMean, violations } = await told();
  expect({ count, isMean }).toEqual({ count: 64, isMean: true });
  const within = Math.round(100 * (1 - violations));
  await expect(page.locator('.spread .note')).toHaveText(`${within}% of 64 are at most 1`);
  const table = page.getByRole('table', { name: 'Slopes of the critic by size' });
  const shares = await table.locator('td:last-child').allInnerTexts();
  expect(shares.reduce((sum, share) => sum + parseFloat(share), 0)).toBeCloseTo(100, -1);
});

test('a chart is zoomed by dragging, for all charts, and back by a double click', async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open({ device: 'cpu', config: TINY });
  await lab.reaches(200);
  const last = await lab.pause();
  const over = page.locator('#charts-chart .u-over').first();
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

test('a log scale takes negative values', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open({ device: 'cpu', config: TINY });
  // The first gap below 0 is that of iteration 250.
  await lab.reaches(300);
  await lab.pause();
  const gap = page.locator('#charts-chart .plot').first();
  await lab.chart.getByRole('button', { name: 'Smoothing, iterations, scale' }).click();
  await page.locator('#charts-chart [data-control=scale]').selectOption('log');
  await expect(gap).toHaveAttribute('data-scale', 'symmetric');
  await open(page, 'quality');
  await page.locator('#charts-quality [data-control=drawing]').click();
  await page.locator('#charts-quality [data-control=scale]').selectOption('log');
  await expect(page.locator('#charts-quality .plot')).toHaveAttribute('data-scale', 'log');
});

test('loss and penalty are shown when they are asked for, in the panel of the gap', async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open({ device: 'cpu', config: TINY });
  await lab.reaches(30);
  await lab.pause();
  const loss = lab.chart.locator('[data-curve=criticLoss]');
  await expect(loss).toHaveAttribute('aria-pressed', 'false');
  await expect(loss).toContainText('off');
  await expect(valueOf(page, 'chart', 'penalty')).toHaveText('off');
  await expect(valueOf(page, 'chart', 'gap')).toHaveText(/\d/);
  await loss.click();
  await expect(loss).toHaveAttribute('aria-pressed', 'true');
  await expect(valueOf(page, 'chart', 'criticLoss')).toHaveText(/\d/);
  // How the two are signed is said where the curves are.
  const help = lab.chart.getByText('critic loss = −gap + λ · penalty');
  await expect(help).toBeHidden();
  await lab.chart.getByRole('button', { name: 'How to read this chart' }).click();
  await expect(help).toBeVisible();
});

test('both panels have one cursor, and their iterations one place', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open({ device: 'cpu', config: TINY });
  await lab.reaches(200);
  await lab.pause();
  const overs = lab.chart.locator('.u-over');
  await expect(overs).toHaveCount(2);
  const [gap, distances] = [await overs.nth(0).boundingBox(), await overs.nth(1).boundingBox()];
  expect([distances?.x, distances?.width]).toEqual([gap?.x, gap?.width]);
  expect(distances?.y).toBeGreaterThan((gap?.y ?? 0) + (gap?.height ?? 0));
  const lines = () =>
    lab.chart
      .locator('.u-cursor-x')
      .evaluateAll((all) => all.map((line) => line.getBoundingClientRect().x));
  const apart = async () => {
    const [one, other] = await lines();
    return Math.abs(one - other);
  };
  // Where no cursor is, the latest is shown.
  const last = await shownAt(page, 'chart');
  await overs.nth(1).hover();
  await expect.poll(() => shownAt(page, 'chart')).toBeLessThan(0.95 * last);
  expect(await apart()).toBeLessThan(1);
  const at = await shownAt(page, 'chart');
  // By the keyboard, too.
  await page.getByRole('slider', { name: 'Read-out of the chart' }).focus();
  await page.keyboard.press('ArrowLeft');
  expect(await shownAt(page, 'chart')).toBeLessThan(at);
  expect(await apart()).toBeLessThan(1);
});

test('where nothing holds the critic the scale is logarithmic at first', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open({ device: 'cpu', autostart: 'no', lang: 'en' });
  const scale = lab.chart.locator('[data-control=scale]');
  await expect(scale).toHaveValue('linear');
  await page.locator('earth-mover').evaluate((one) => one.setAttribute('preset', 'unconstrained'));
  await expect(scale).toHaveValue('log');
  await lab.chart.getByRole('button', { name: 'Smoothing, iterations, scale' }).click();
  await scale.selectOption('linear');
  await lab.run.click();
  await lab.reaches(2);
  await expect(scale).toHaveValue('linear');
});

/**
 * Charts without a lab, as `window.makeCurves`.
 * @param {Page} page
 */
async function openBare(page) {
  await openHost(page, '', { script: '' });
  await within(page, async (load) => {
    const { Curves } = await load('./lab/charts/curves.js');
    const { History, Rows } = await load('./ui/plots/history.js');
    const { Strings } = await load('./strings/strings.js');
    const { Looks } = await load('./lab/looks.js');
    const { chartStyles } = await load('./ui/styles/charts.js');
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
      const theme = {
        colour: () => 'rgb(0, 80, 60)',
        font: () => '13px sans-serif',
        onChange() {},
      };
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

test(
  'a cursor is the same in all charts of a lab, and in no others',
  { tag: '@sources' },
  async ({ page }) => {
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
  },
);

test('a chart is read and zoomed by keyboard', { tag: '@sources' }, async ({ page }) => {
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

test(
  'a reading by keys stays at its iteration while the run goes on',
  { tag: '@sources' },
  async ({ page }) => {
    await openBare(page);
    const grow = (/** @type {[number, number]} */ [from, to]) =>
      page.evaluate(
        ([from, to]) => {
          const made = /** @type {any} */ (window);
          made.bare ??= made.makeCurves();
          made.bare.fill(from, to);
          made.bare.curves.request();
        },
        [from, to],
      );
    await grow([0, 40]);
    const slider = page.getByRole('slider', { name: 'Read-out of the chart' });
    const reads = (/** @type {number} */ iteration) =>
      expect(slider).toHaveAttribute('aria-valuenow', String(iteration));
    await reads(40);
    await slider.press('Home');
    for (let press = 0; press < 10; press++) await slider.press('ArrowRight');
    await reads(11);
    await grow([40, 400]);
    await expect(slider).toHaveAttribute('aria-valuemax', '400');
    await reads(11);
    await slider.press('ArrowRight');
    await reads(12);
    // At the end it goes along.
    await slider.press('End');
    await reads(400);
    await grow([400, 500]);
    await reads(500);
    // A pointer takes it, and the newest is read where that has gone.
    await slider.press('Home');
    await slider.hover();
    await page.mouse.move(0, 0);
    await reads(500);
  },
);

test(
  'a hundred thousand iterations are drawn without a stutter',
  { tag: '@timed' },
  async ({ page }) => {
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
        for (let turn = 0; turn < 4; turn++) await Promise.resolve();
        times.push(performance.now() - begun);
      }
      return { points: root.dataset.points, last: times.slice(-20) };
    });
    expect(found.points).toBe('100000');
    const median = found.last.sort((one, other) => one - other)[10];
    console.log(`a draw of 100,000 iterations: ${median.toFixed(1)} ms, the median of 20`);
    expect(median).toBeLessThan(50);
  },
);

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
