/** Another language is another view of the same lab: nothing that the reader has done is lost with the words. */

import { openHost, tiny } from './host.js';
import { expect, test } from './lab.js';

test('a draft, the place on the timeline, the opened digit, tabs and zoom outlast a change of language', async ({
  page,
}) => {
  await openHost(page, tiny('lang="en"'));
  const element = page.locator('earth-mover');
  await expect(page.locator('[data-control=timeline]')).toHaveAttribute(
    'title',
    /^[4-9] snapshots/,
  );
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('button', { name: 'Real digits' }).click();
  await page.getByRole('gridcell', { name: /^digit 11,/ }).click();
  await page.locator('[data-control=timeline]').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  const sheet = page.locator('.grid canvas').first();
  await expect(page.locator('[data-control=live]')).toHaveAttribute('aria-pressed', 'false');
  const iteration = await sheet.getAttribute('data-iteration');
  await page.getByRole('tab', { name: 'Slopes' }).click();
  const range = page.locator('#charts-slopes [data-control=range]');
  await page.locator('#charts-slopes [data-control=drawing]').click();
  await range.selectOption('100');
  await page.getByRole('tab', { name: 'Settings' }).click();
  const latent = page.locator('[data-control=latent]');
  await latent.fill('12');
  await latent.press('Tab');
  await expect(page.locator('[data-field=waiting-changes]')).toContainText('8 → 12');

  await element.evaluate((one) => one.setAttribute('lang', 'zh'));
  await expect(page.getByRole('tab', { name: '斜率' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('tab', { name: '设置' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.locator('[data-field=waiting-changes]')).toContainText('8 → 12');
  await expect(latent).toHaveValue('12');
  await expect(range).toHaveValue('100');
  await expect(range).toBeVisible();
  await expect(sheet).toHaveAttribute('data-iteration', String(iteration));
  await expect(page.locator('[data-control=live]')).toHaveAttribute('aria-pressed', 'false');
  const opened = page.locator('[data-part=opened]');
  await expect(opened.getByRole('heading')).toHaveText('第 11 个数字，第 2 行第 3 列');
  await expect(opened.locator('[data-field=real-distance]')).toHaveText(/\d/);
  await expect(page.locator('[role=gridcell][aria-selected=true]')).toHaveCount(1);
  await expect(page.getByText('真实数字，供对照')).toBeVisible();

  await page.getByRole('button', { name: '放弃更改' }).click();
  await expect(latent).toHaveValue('8');
  await opened.getByRole('button', { name: '关闭' }).click();
  await element.evaluate((one) => one.setAttribute('lang', 'en'));
  await expect(opened).toHaveCount(0);
  // A preset is another run, of which nothing waits.
  await latent.fill('12');
  await latent.press('Tab');
  await expect(page.locator('[data-field=waiting-changes]')).toContainText('8 → 12');
  await element.evaluate((one) => {
    one.setAttribute('lang', 'zh');
    one.setAttribute('preset', 'spectral');
  });
  await expect(page.locator('[data-field=waiting-changes]')).not.toContainText('→');
});
