/** Small things at the hands of readers: keys held down, focus that stays, numbers as they are typed, links that open. */

import { openHost, tiny } from './host.js';
import { choosePreset, expect, Lab, test, TINY } from './lab.js';

/** @typedef {import('../../www/lab/element.js').EarthMover} EarthMover */

test('keys that are held down press once, and step one after another', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open({ device: 'cpu', config: TINY });
  await lab.reaches(3);
  /** @type {(key: string, count: number) => Promise<void>} */
  const hold = (key, count) =>
    page.evaluate(([name, times]) => {
      const shadow = document.querySelector('earth-mover')?.shadowRoot;
      const target = shadow?.activeElement ?? shadow?.querySelector('.lab');
      for (let at = 0; at < times; at++) {
        const options = { key: name, repeat: at > 0, bubbles: true, cancelable: true };
        target?.dispatchEvent(new KeyboardEvent('keydown', { ...options, composed: true }));
      }
    }, /** @type {const} */ ([key, count]));
  await lab.main.focus();
  // An even number of presses would leave it as it is.
  await hold(' ', 4);
  await lab.isIn('paused');
  await lab.rests();
  const before = await lab.iteration();
  await hold('ArrowRight', 30);
  await lab.rests();
  // The first press, and none of those that came while it was under way.
  expect(await lab.iteration()).toBe(before + 1);
});

test('Enter held on a button is one press', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open({ device: 'cpu', config: TINY });
  await lab.reaches(3);
  await lab.run.focus();
  await page.keyboard.down('Enter');
  for (let at = 0; at < 3; at++) await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await lab.isIn('paused');
});

test('a control that may not be pressed any more keeps the focus', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open({ device: 'cpu', config: TINY, autostart: 'no' });
  await expect(lab.reset).toBeDisabled();
  await lab.run.click();
  await lab.reaches(3);
  await lab.pause();
  const judge = page.getByRole('button', { name: 'Judge these digits' });
  await judge.focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-field=judged]')).toContainText('Judged at iteration');
  await expect(judge).toBeFocused();
  await page.getByRole('tab', { name: 'Keep' }).click();
  const forget = page.getByRole('button', { name: /^Throw|^Forget/ });
  await expect(forget).toBeEnabled();
  await forget.focus();
  await page.keyboard.press('Enter');
  await expect(forget).toBeDisabled();
  await expect(forget).toBeFocused();
});

test('λ is typed with a decimal comma', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open({ device: 'cpu', config: TINY });
  await lab.reaches(3);
  await page.getByRole('tab', { name: 'Settings' }).click();
  const box = page.getByRole('textbox', { name: 'λ' });
  await box.fill('0,5');
  await box.press('Enter');
  await expect(lab.marks.last()).toContainText('10 → 0.5');
  await expect(box).toHaveValue('0.5');
});

test('half-steps that come fast are not read aloud one by one', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open({ device: 'cpu', config: TINY });
  await lab.reaches(3);
  const speed = page.locator('[data-control=speed]');
  await speed.fill('2');
  await expect(lab.sentence).toContainText('Slow motion');
  await expect(lab.sentence).toHaveAttribute('aria-live', 'off');
  await speed.fill('0');
  await expect(lab.sentence).toHaveAttribute('aria-live', 'polite');
  await speed.fill('4');
  await expect(lab.sentence).toHaveText('Training.');
  await expect(lab.sentence).toHaveAttribute('aria-live', 'polite');
});

test('what an attribute was set to just now counts in the call after it', async ({ page }) => {
  await openHost(page, tiny('autostart="no" seed="3"'));
  const config = await page.locator('earth-mover').evaluate(async (one) => {
    const element = /** @type {EarthMover} */ (one);
    await element.step(2);
    element.setAttribute('seed', '11');
    return element.configure({ nCritic: 2 }, { restart: true });
  });
  expect(config).toMatchObject({ seed: 11, nCritic: 2 });
});

test('concurrent="concurrent" is a flag, as HTML has it', async ({ page }) => {
  /** @type {string[]} */
  const warnings = [];
  page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
  await openHost(page, tiny('autostart="no" concurrent="concurrent"'));
  await expect(page.locator('.lab')).toBeVisible();
  expect(warnings.filter((text) => text.startsWith('concurrent'))).toEqual([]);
});

test('on a screen of another pixel ratio the grid is as sharp as on the first', async ({
  page,
}) => {
  await openHost(page, tiny('autostart="no"'));
  const sharpness = () =>
    page
      .locator('.grid .sheet')
      .first()
      .evaluate((one) => (one.clientWidth * devicePixelRatio) / 238);
  await expect(page.locator('.grid .sheet').first()).toBeVisible();
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setDeviceMetricsOverride', {
    width: 1280,
    height: 900,
    deviceScaleFactor: 1.25,
    mobile: false,
  });
  await expect.poll(() => page.evaluate(() => devicePixelRatio)).toBe(1.25);
  // The emulation changes the ratio and tells nobody, as a window on another screen does.
  await page.evaluate(() => dispatchEvent(new Event('resize')));
  // A whole number of the screen's pixels to each of the digits'.
  await expect.poll(async () => Math.abs((await sharpness()) % 1)).toBeLessThan(0.02);
});

test('a measured number says of which iteration it is', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open({ device: 'cpu', config: TINY, controls: 'run,numbers' });
  await lab.reaches(210);
  await lab.pause();
  for (const name of ['exactDistance', 'criticDistance', 'frechet']) {
    await expect(page.locator(`[data-field=${name}]`)).toHaveText(/\d/);
    const at = page.locator(`[data-field=${name}-at]`);
    await expect(at).toHaveText(/^at [\d,]+$/);
    const iteration = Number((await at.innerText()).replace(/\D/g, ''));
    expect(iteration).toBeLessThanOrEqual(await lab.iteration());
    expect(iteration).toBeGreaterThan(0);
  }
});

test('a preset that comes by a link opens the chart that shows it, as its button does', async ({
  page,
}) => {
  await openHost(page, tiny('autostart="no"'));
  const chosen = page.locator('[role=tablist]').first().getByRole('tab', { selected: true });
  await choosePreset(page, 'mode-collapse');
  await expect(chosen).toHaveText('Quality');
  const set = (/** @type {string} */ preset) =>
    page.locator('earth-mover').evaluate((one, name) => one.setAttribute('preset', name), preset);
  await set('unconstrained');
  await expect(chosen).toHaveText('Critic');
  await set('clip-large');
  await expect(chosen).toHaveText('Weights');
  await expect(page.locator('[data-field=watch]')).toHaveText(/^the weights: at first none/);
});
