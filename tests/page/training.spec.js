/** Training on the CPU: it starts by itself, shows what it does, and obeys. */

import { busyShare } from '../../scripts/main-thread.mjs';
import { contrast, expect, Lab, neighbourCorrelation, QUICK, test, TINY } from './lab.js';
import { patchGlue } from './network.js';

test(
  'the default configuration starts by itself, on real digits, from a sub-path',
  { tag: '@sources' },
  async ({ page, baseURL }) => {
    /** @type {string[]} */
    const urls = [];
    page.on('request', (request) => urls.push(request.url()));
    const lab = new Lab(page);
    await lab.open({ device: 'cpu' });
    await lab.isIn('running');
    await lab.reaches(3);
    await expect(lab.main).toHaveAttribute('data-device', 'cpu');
    await expect(page.locator('[data-field=bytes]')).toHaveText(/^\d+\.\d of \d+\.\d MB$/);
    expect(urls.filter((url) => !url.startsWith(String(baseURL)))).toEqual([]);

    const manifest = await (await page.request.get('./data/manifest.json')).json();
    const counts = manifest.train.map((/** @type {{ count: number }} */ { count }) => count);
    expect(counts.reduce((/** @type {number} */ a, /** @type {number} */ b) => a + b)).toBe(60_000);
  },
);

test('the counter rises, the chart gains points, the grid changes and leaves noise', async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open({ device: 'cpu', config: QUICK });
  await lab.reaches(5);
  const [points, cells] = [await lab.points(), await lab.cells()];
  await lab.reaches(40);
  await expect.poll(() => lab.points()).toBeGreaterThan(points);
  await expect.poll(() => lab.cells()).not.toEqual(cells);

  await expect.poll(async () => neighbourCorrelation(await lab.cells())).toBeGreaterThan(0.5);
  expect(contrast(await lab.cells())).toBeGreaterThan(12);
  await expect(page.locator('canvas').first()).toHaveAttribute('aria-label', /after .* iterations/);
});

test('pause stops it, step adds exactly one, run goes on', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open({ device: 'cpu', config: TINY });
  await lab.reaches(3);
  const paused = await lab.pause();
  await lab.step.click();
  await expect.poll(() => lab.iteration()).toBe(paused + 1);
  await lab.step.click();
  await lab.step.click();
  await expect.poll(() => lab.iteration()).toBe(paused + 3);
  await lab.rests();
  expect(await lab.iteration()).toBe(paused + 3);
  await expect(page.locator('canvas').first()).toHaveAttribute(
    'data-iteration',
    String(paused + 3),
  );
  await lab.run.click();
  await lab.reaches(paused + 10);
});

test('a step of a run that trains is made, and it stands', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open({ device: 'cpu', config: TINY });
  await lab.reaches(3);
  const before = await lab.iteration();
  const end = await page
    .locator('earth-mover')
    .evaluate((element) => /** @type {any} */ (element).step(300));
  expect(end).toBeGreaterThanOrEqual(before + 300);
  await lab.isIn('paused');
  await lab.rests();
  expect(await lab.iteration()).toBe(end);
  await expect(lab.notices.locator('li')).toHaveCount(0);
  await lab.run.click();
  await lab.isIn('running');
  // By the button: one more, whatever was under way.
  await lab.step.click();
  await lab.isIn('paused');
  await expect(lab.run).toHaveText('Run');
  const reports = await lab.reports(await lab.iteration());
  expect(reports.map(({ iteration }) => iteration)).toEqual(reports.map((_, at) => at + 1));
});

test('reset begins again, with the same curve; another seed has another', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open({ device: 'cpu', config: TINY });
  const first = await lab.reports(20);
  expect(first[0].iteration).toBe(1);

  await lab.pause();
  await lab.reset.click();
  await expect(lab.main).toHaveAttribute('data-iteration', '0');
  await expect.poll(() => lab.points()).toBe(0);
  await lab.run.click();
  expect(await lab.reports(20, 1)).toEqual(first);

  await lab.openSettings();
  await lab.seed.fill('8');
  await lab.seed.press('Enter');
  await expect(page).toHaveURL(/#seed=8/);
  expect(await lab.reports(20, 2)).not.toEqual(first);
});

test('a reload with the same seed gives the same values', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open({ device: 'cpu', config: TINY, seed: 11 });
  const first = await lab.reports(25);
  await page.reload();
  expect(await lab.reports(25)).toEqual(first);
  for (const { criticLoss, gap, penalty } of first) {
    expect([criticLoss, gap, penalty].every(Number.isFinite)).toBe(true);
  }
});

test('ndarray trains too, and a run moves there and back', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open({ device: 'ndarray', config: TINY });
  await lab.reaches(3);
  await expect(lab.main).toHaveAttribute('data-device', 'ndarray');
  const before = await lab.iteration();
  await lab.openSettings();
  await lab.device.selectOption('cpu');
  await expect(lab.main).toHaveAttribute('data-device', 'cpu');
  await lab.reaches(before + 5);
  await expect(lab.marks).toHaveText([/The run moved to CPU/]);
  await expect(page).toHaveURL(/#device=cpu/);
});

test('a hidden page pauses and goes on when it is seen again', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open({ device: 'cpu', config: TINY });
  await lab.reaches(3);
  const hide = (/** @type {boolean} */ hidden) =>
    page.evaluate((value) => {
      Object.defineProperty(document, 'hidden', { value, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, hidden);
  await hide(true);
  await lab.isIn('paused');
  await lab.rests();
  const paused = await lab.iteration();
  await hide(false);
  await lab.isIn('running');
  await lab.reaches(paused + 3);

  await lab.pause();
  await hide(true);
  await hide(false);
  await lab.isIn('paused');
});

test(
  'a critic that runs away is named, and the run pauses',
  { tag: '@sources' },
  async ({ page }) => {
    await patchGlue(
      page,
      'cpu',
      `const train = Trainer.prototype.train;
     Trainer.prototype.train = async function (n) {
       const reports = await train.call(this, n);
       for (const report of reports) if (report.iteration >= 10) report.criticLoss = NaN;
       return reports;
     };`,
    );
    const lab = new Lab(page);
    await lab.open({ device: 'cpu', config: TINY });
    await expect(lab.notices).toContainText('The critic has run away: at iteration 10');
    await lab.isIn('paused');
  },
);

test('the main thread stays free while training', { tag: '@timed' }, async ({ page }) => {
  const lab = new Lab(page);
  await lab.open({ device: 'cpu', config: TINY });
  await lab.reaches(50);
  // Nothing to wait for but time: the share is of a stretch of it.
  const { core, busy } = await busyShare(page, 12_000);
  const shares = `CPU ${(100 * core).toFixed(1)} %, tasks ${(100 * busy).toFixed(1)} %`;
  test.info().annotations.push({ type: 'main thread', description: shares });
  console.log(`main thread while training: ${shares} of a core`);
  expect(core).toBeLessThan(0.15);
  await lab.isIn('running');
});
