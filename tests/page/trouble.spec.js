/** What the page does when something is missing or breaks: a plain sentence, and a run that goes on. */

import { expect, Lab, test, TINY } from './lab.js';
import { patchGlue } from './network.js';

const PANIC = `
  const train = Trainer.prototype.train;
  let calls = 0;
  Trainer.prototype.train = async function (n) {
    calls += 1;
    if (calls < 3) return train.call(this, n);
    console.error("panicked at crates/earthmover/src/trainer.rs:1:1:\\nthe test says so\\n\\nStack:\\n\\nError");
    throw new WebAssembly.RuntimeError('unreachable');
  };`;

test('without a WebGPU adapter the page says so and trains on the CPU', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open({ device: 'webgpu', config: TINY });
  await lab.reaches(3);
  await expect(lab.reason).toContainText('WebGPU');
  await expect(lab.reason).toContainText('The run uses the CPU instead.');
  await expect(lab.main).toHaveAttribute('data-device', 'cpu');
});

test('without WebGPU in the browser, too', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, 'gpu', { value: undefined });
  });
  const lab = new Lab(page);
  await lab.open({ config: TINY });
  await lab.reaches(3);
  await expect(lab.reason).toHaveText('This browser has no WebGPU. The run stays on the CPU.');
});

test('an adapter that throws is refused in words', async ({ page }) => {
  await page.addInitScript(() => {
    const requestAdapter = () => Promise.reject(new Error('blocked by policy'));
    Object.defineProperty(Navigator.prototype, 'gpu', { value: { requestAdapter } });
  });
  const lab = new Lab(page);
  await lab.open({ config: TINY });
  await lab.reaches(3);
  await expect(lab.reason).toContainText('refused: blocked by policy');
});

test('an adapter that never comes is not waited for', async ({ page }) => {
  await page.addInitScript(() => {
    const requestAdapter = () => new Promise(() => {});
    Object.defineProperty(Navigator.prototype, 'gpu', { value: { requestAdapter } });
  });
  const lab = new Lab(page);
  await lab.open({ device: 'webgpu', config: TINY });
  await lab.reaches(3);
  await expect(lab.reason).toContainText('did not answer within 10 seconds');
  await expect(lab.main).toHaveAttribute('data-device', 'cpu');
});

test('an adapter without timestamps is not used', async ({ page }) => {
  await page.addInitScript(() => {
    const requestAdapter = async () => ({ features: new Set(), info: {} });
    Object.defineProperty(Navigator.prototype, 'gpu', { value: { requestAdapter } });
  });
  const lab = new Lab(page);
  await lab.open({ device: 'webgpu', config: TINY });
  await lab.reaches(3);
  await expect(lab.reason).toContainText('timestamp-query');
});

test.describe('after a panic', { tag: '@sources' }, () => {
  test.use({ allowed: [/panicked at/] });

  test('a fresh worker takes the run up', async ({ page }) => {
    await patchGlue(page, 'cpu', PANIC, 1);
    const lab = new Lab(page);
    await lab.open({ device: 'cpu', config: TINY });
    await expect(lab.notices).toContainText('the test says so');
    await expect(lab.notices).toContainText('starts again from its seed');
    await lab.reaches(20);
    await expect(lab.marks).toHaveCount(1);
  });

  test('a run that has saved itself goes on from its checkpoint', async ({ page }) => {
    // The page has a checkpoint every five seconds.
    const late = PANIC.replace('calls < 3', 'performance.now() < 9_000');
    await patchGlue(page, 'cpu', late, 1);
    const lab = new Lab(page);
    await lab.open({ device: 'cpu', config: TINY });
    await expect(lab.notices).toContainText('goes on from its checkpoint at iteration');
    const text = await lab.marks.first().textContent();
    const resumed = Number(text?.match(/checkpoint at iteration ([\d,]+)/)?.[1].replace(/,/g, ''));
    expect(resumed).toBeGreaterThan(0);
    await lab.reaches(resumed + 10);
    await lab.isIn('running');
  });

  test('three times in a row and no more', async ({ page }) => {
    await patchGlue(page, 'cpu', PANIC);
    const lab = new Lab(page);
    await lab.open({ device: 'cpu', config: TINY });
    await lab.isIn('failed');
    await expect(lab.notices).toContainText('too often in a row');
    await page.unrouteAll();
    await lab.reset.click();
    await lab.reaches(20);
  });
});

test('a refused configuration is quoted, and the preset is used', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open({ device: 'cpu', config: { batch: 0 } });
  await expect(lab.notices).toContainText('The configuration in the address was refused');
  await expect(lab.notices).toContainText('batch');
  await lab.reaches(1);
});

test('bad settings in the address are ignored with a warning; the hash wins', async ({ page }) => {
  /** @type {string[]} */
  const warnings = [];
  page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
  await page.goto('./embed.html?seed=-1&preset=none&device=abacus&config=[1]');
  const lab = new Lab(page);
  await expect(lab.seed).toHaveValue('7');
  await expect(lab.device).toHaveValue('auto');
  for (const name of ['seed', 'preset', 'device', 'config']) {
    expect(warnings.some((text) => text.startsWith(`${name}=`))).toBe(true);
  }
  await page.goto('./embed.html?seed=3&device=cpu#seed=4');
  await expect(lab.seed).toHaveValue('4');
  await expect(lab.device).toHaveValue('cpu');
});
