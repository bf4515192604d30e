/** The lab for every reader: narrow, dark, by keyboard, with less motion. */

import { expect, Lab, test, TINY } from './lab.js';

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  test(`360 px wide, ${colorScheme}: nothing scrolls sideways, targets are 44 px`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 360, height: 740 });
    const lab = new Lab(page);
    await lab.open({ device: 'cpu', config: TINY });
    await lab.chart.scrollIntoViewIfNeeded();
    await lab.reaches(3);
    await lab.chart.scrollIntoViewIfNeeded();
    await expect.poll(() => lab.points()).toBeGreaterThan(0);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(360);
    for (const target of await page
      .locator('button:visible, input:visible, select:visible')
      .all()) {
      const box = await target.boundingBox();
      expect(box?.height, await target.innerText()).toBeGreaterThanOrEqual(44);
      expect(box?.width).toBeGreaterThanOrEqual(44);
    }
    const paper = await lab.main.evaluate((root) => getComputedStyle(root).backgroundColor);
    const brightness = Math.max(...(paper.match(/\d+/g) ?? []).map(Number));
    expect(brightness > 128).toBe(colorScheme === 'light');
  });
}

for (const lang of ['en', 'zh']) {
  test(`360 px wide, ${lang}: every tab is in sight, and another chart moves nothing`, async ({
    page,
  }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    const lab = new Lab(page);
    await lab.open({ device: 'cpu', config: TINY, lang, autostart: 'no' });
    for (const list of await page.getByRole('tablist').all()) {
      expect(
        await list.evaluate((element) => element.scrollWidth - element.clientWidth),
      ).toBeLessThanOrEqual(0);
    }
    const panels = page.locator('[part~=panels]');
    const placeOf = () =>
      panels.evaluate((element) => element.getBoundingClientRect().top + window.scrollY);
    const tabs = page.locator('[id^=tab-charts-]');
    await tabs.first().click();
    const place = await placeOf();
    for (const tab of await tabs.all()) {
      await tab.evaluate((element) => element.dispatchEvent(new MouseEvent('click')));
      expect(await placeOf()).toBe(place);
    }
  });
}

test('by keyboard alone', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open({ device: 'cpu', config: TINY });
  await lab.reaches(3);
  await page.keyboard.press('Tab');
  await expect(lab.run).toBeFocused();
  const outline = await lab.run.evaluate((element) => getComputedStyle(element).outlineStyle);
  expect(outline).toBe('solid');
  await page.keyboard.press('Space');
  await lab.isIn('paused');
  await lab.rests();
  const paused = await lab.iteration();
  await page.keyboard.press('Tab');
  await expect(lab.step).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(() => lab.iteration()).toBe(paused + 1);
  await page.keyboard.press('Tab');
  await expect(lab.reset).toBeFocused();
  for (const name of ['Critic step', 'Generator step']) {
    await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name, exact: true })).toBeFocused();
  }
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Speed', { exact: true })).toBeFocused();
  // The menu opens and closes, and the focus is where it was.
  const presets = page.getByRole('button', { name: /^Preset:/ });
  await page.keyboard.press('Tab');
  await expect(presets).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(page.locator('[data-preset=article]')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.locator('.menu')).toBeHidden();
  await expect(presets).toBeFocused();
  const gap = page.getByRole('button', { name: /^gap/ });
  const isAtGap = () =>
    gap.evaluate(
      (element) => /** @type {ShadowRoot} */ (element.getRootNode()).activeElement === element,
    );
  for (let stop = 0; stop < 20 && !(await isAtGap()); stop++) await page.keyboard.press('Tab');
  await expect(gap).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(gap).toHaveAttribute('aria-pressed', 'false');
});

test('a seed that is none keeps the run as it is', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open({ device: 'cpu', config: TINY });
  await lab.reaches(3);
  await lab.openSettings();
  await lab.seed.fill('seven');
  await lab.seed.press('Enter');
  expect(
    await lab.seed.evaluate((box) => /** @type {HTMLInputElement} */ (box).validity.valid),
  ).toBe(false);
  await lab.isIn('running');
});

test('who prefers reduced motion starts it by a button', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const lab = new Lab(page);
  await lab.open({ device: 'cpu', config: TINY });
  await lab.isIn('idle');
  await expect(lab.sentence).toContainText('Press Run');
  await lab.run.click();
  await lab.reaches(3);
});

test('the chart has a table behind it', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open({ device: 'cpu', config: TINY });
  await lab.reaches(3);
  const table = page.getByRole('table', { name: 'The latest values of the critic chart' });
  await expect(table.locator('[data-field=table-gap]')).toHaveText(/\d/);
  await expect(table.locator('[data-field=table-iteration]')).toHaveText(/\d/);
});
