/** How the lab looks: an author's colours, and charts that follow size and theme; tests/node/ has those of every eye. */

import { openHost, tiny } from './host.js';
import { expect, Lab, test } from './lab.js';

test('an author’s custom properties and parts are followed', async ({ page }) => {
  await openHost(page, tiny('autostart="no"'), {
    head: `<style>
      earth-mover { --em-critic: rgb(1, 2, 3); --em-radius: 3px }
      earth-mover::part(toolbar) { background: rgb(4, 5, 6) }
    </style>`,
  });
  const run = page.getByRole('button', { name: 'Run' });
  await expect(run).toHaveCSS('background-color', 'rgb(1, 2, 3)');
  await expect(run).toHaveCSS('border-top-left-radius', '3px');
  await expect(page.locator('.toolbar')).toHaveCSS('background-color', 'rgb(4, 5, 6)');
});

test('a chart follows the width of the lab, and its theme', async ({ page }) => {
  const lab = new Lab(page);
  await openHost(page, tiny('theme="light"'));
  await lab.reaches(20);
  await lab.pause();
  const canvas = page.locator('#charts-chart canvas').first();
  const widths = async () => [
    (await canvas.boundingBox())?.width,
    await page
      .locator('#charts-chart .plot')
      .first()
      .evaluate(({ clientWidth }) => clientWidth),
  ];
  for (const width of [1280, 700, 360, 1600]) {
    await page.setViewportSize({ width, height: 900 });
    await expect
      .poll(async () => {
        const [drawn, room] = await widths();
        return drawn === room;
      })
      .toBe(true);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(width);
  }
  // The brightest of what is drawn opaquely: the axis' words, the curves.
  const brightest = () =>
    canvas.evaluate((element) => {
      const drawn = /** @type {HTMLCanvasElement} */ (element);
      const { data } = /** @type {CanvasRenderingContext2D} */ (
        drawn.getContext('2d')
      ).getImageData(0, 0, drawn.width, drawn.height);
      let most = 0;
      for (let at = 0; at < data.length; at += 4) {
        if (data[at + 3] === 255) most = Math.max(most, data[at + 1]);
      }
      return most;
    });
  await lab.chart.scrollIntoViewIfNeeded();
  const light = await brightest();
  await page.locator('earth-mover').evaluate((element) => element.setAttribute('theme', 'dark'));
  await expect.poll(brightest).not.toBe(light);
});
