/** Links that are short and give the same run; the judge; and labs that come and go. */

import { openHost, tiny } from './host.js';
import { expect, Lab, test, TINY } from './lab.js';

/** @typedef {import('@playwright/test').Page} Page */

test('a shared link is short, and gives the same curve', async ({ page }) => {
  const lab = new Lab(page);
  const config = {
    ...TINY,
    constraint: { kind: 'gradientPenalty', lambda: 2.5 },
    criticAdam: { rate: 0.0003 },
    averaging: null,
  };
  await lab.open({ device: 'cpu', config, seed: 31 });
  const first = await lab.reports(15);
  const box = page.locator('[data-field=link]');
  await expect(box).toHaveValue(/digits=[0-9a-f]+/);
  const link = await box.inputValue();
  expect(link).toContain(
    'config=batch:8,latent:8,architecture.kind:mlp,architecture.generatorHidden:16;,architecture.criticHidden:16;',
  );
  expect(link).toContain('constraint.lambda:2.5,criticAdam.rate:0.0003,averaging:null');
  expect(link).not.toContain('%');
  await page.goto(link);
  expect(await lab.reports(15)).toEqual(first);
  const shown = await page
    .locator('earth-mover')
    .evaluate((element) => /** @type {any} */ (element).currentConfig);
  expect(shown).toMatchObject(config);
});

test('digits are judged on demand, beside as many real ones', async ({ page }) => {
  const lab = new Lab(page);
  /** @type {string[]} */
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  // Without the instruments that ask for quality by themselves.
  await lab.open({ device: 'cpu', config: TINY, controls: 'run,device,grid,machine,judge' });
  await lab.reaches(5);
  expect(asked.filter((url) => url.includes('classifier.safetensors'))).toEqual([]);
  const number = async (/** @type {string} */ name) =>
    parseFloat((await page.locator(`[data-field=${name}]`).textContent()) ?? '');
  await page.getByRole('button', { name: 'Judge these digits' }).click();
  await expect(page.locator('[data-field=judged]')).toHaveText(/^Judged at iteration/);
  await expect(page.locator('[data-field=real-coverage]')).toHaveText('10 of 10');
  expect(await number('judged-frechet')).toBeGreaterThan(5 * (await number('real-frechet')));
  expect(await number('real-score')).toBeGreaterThan(8);
  expect(await number('judged-score')).toBeLessThan(8);
  await lab.isIn('running');
  await lab.reaches((await lab.iteration()) + 5);
  // Another run has been judged by nobody.
  await lab.reset.click();
  await expect(page.locator('[data-field=judged-frechet]')).toHaveText('–');
});

/**
 * What the page holds, after the garbage is gone.
 * @param {import('@playwright/test').CDPSession} session
 */
async function held(session) {
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const { nodes } = await session.send('Memory.getDOMCounters');
  const { result } = await session.send('Runtime.evaluate', { expression: 'Worker.prototype' });
  const found = await session.send('Runtime.queryObjects', {
    prototypeObjectId: result.objectId ?? '',
    objectGroup: 'held',
  });
  const { result: own } = await session.send('Runtime.getProperties', {
    objectId: found.objects.objectId ?? '',
    ownProperties: true,
  });
  await session.send('Runtime.releaseObjectGroup', { objectGroup: 'held' });
  return { heap: usedSize, nodes, workers: own.filter(({ name }) => /^\d+$/.test(name)).length };
}

test('labs that come and go leave nothing behind', async ({ page, context }) => {
  await openHost(page, '<main></main>');
  const session = await context.newCDPSession(page);
  const cycle = async () => {
    await page.evaluate((markup) => {
      /** @type {HTMLElement} */ (document.querySelector('main')).innerHTML = markup;
    }, tiny('loading="eager" concurrent'));
    const element = page.locator('earth-mover');
    await expect
      .poll(() => element.evaluate((lab) => /** @type {any} */ (lab).iteration), {
        intervals: [50],
      })
      .toBeGreaterThan(0);
    await page.evaluate(() => document.querySelector('earth-mover')?.remove());
    await expect.poll(() => page.workers().length, { intervals: [50] }).toBe(0);
  };
  const measured = async () => {
    await page.evaluate(() => {
      /** @type {any} */ (window).recordedRuns.length = 0;
    });
    return held(session);
  };
  // What is kept for good is there after a few: the module, the digits, styles.
  for (let at = 0; at < 4; at++) await cycle();
  const before = await measured();
  for (let at = 0; at < 20; at++) await cycle();
  // The last ones may still be on their way out, and are waited for: timers of theirs run out within seconds.
  await expect
    .poll(async () => (await measured()).nodes - before.nodes, {
      message: 'nodes',
      timeout: 20_000,
    })
    .toBeLessThan(1500);
  const after = await measured();
  expect(after.workers, 'workers').toBeLessThan(5);
  expect(after.heap - before.heap, 'bytes of the heap').toBeLessThan(3e6);
});
