/** Charts by touch: two fingers zoom, one moves or scrolls the page, a double tap shows all. */

import { expect, Lab, test, TINY } from './lab.js';

test.use({ hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } });

/** @typedef {{ x: number, y: number }} Point */

/** Fingers on the screen, as the browser's own input has them. */
class Fingers {
  /** @param {import('@playwright/test').CDPSession} session */
  constructor(session) {
    /** @private */
    this.session = session;
  }

  /**
   * Each from its first place to its last.
   * @param {...[Point, Point]} ways
   */
  async move(...ways) {
    const at = (/** @type {number} */ share) =>
      ways.map(([from, to], id) => ({
        id,
        x: from.x + (to.x - from.x) * share,
        y: from.y + (to.y - from.y) * share,
      }));
    await this.send('touchStart', at(0));
    for (let step = 1; step <= 10; step++) await this.send('touchMove', at(step / 10));
    await this.send('touchEnd', []);
  }

  /** @param {Point} at */
  async tap(at) {
    await this.send('touchStart', [{ id: 0, ...at }]);
    await this.send('touchEnd', []);
  }

  /**
   * @private
   * @param {'touchStart' | 'touchMove' | 'touchEnd'} type
   * @param {{ id: number, x: number, y: number }[]} touchPoints
   */
  send(type, touchPoints) {
    return this.session.send('Input.dispatchTouchEvent', { type, touchPoints });
  }
}

/** In the page: for ten frames it has not been scrolled. */
async function standsStill() {
  let frames = 0;
  for (let last = scrollY; frames < 10; last = scrollY) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    frames = scrollY === last ? frames + 1 : 0;
  }
}

test('a chart is zoomed by two fingers, moved by one, and scrolls the page', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open({ device: 'cpu', config: TINY, lang: 'en' });
  await lab.reaches(300);
  const last = await lab.pause();
  const fingers = new Fingers(await page.context().newCDPSession(page));
  const over = page.locator('#charts-chart .u-over').first();
  await over.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  const place = async (/** @type {number} */ share, up = 0.5) => {
    // A finger that comes while the page still scrolls stops it, and does nothing else.
    await page.evaluate(standsStill);
    const box = /** @type {{ x: number, y: number, width: number, height: number }} */ (
      await over.boundingBox()
    );
    return { x: box.x + box.width * share, y: box.y + box.height * up };
  };
  const range = page.locator('#charts-chart [data-control=range]');
  const slider = page.getByRole('slider', { name: 'Read-out of the chart' });
  const told = async (/** @type {string} */ name) => Number(await slider.getAttribute(name));
  const top = () => page.evaluate(() => scrollY);
  const drawing = lab.chart.getByRole('button', { name: 'Smoothing, iterations, scale' });
  await drawing.click();
  await expect(lab.chart.getByText('Two fingers zoom')).toBeVisible();
  await drawing.click();

  // One finger that goes up scrolls, as anywhere, and one that goes sideways points.
  const before = await top();
  await fingers.move([await place(0.5, 0.9), await place(0.5, 0.1)]);
  await expect.poll(top).toBeGreaterThan(before + 50);
  await expect(range).toHaveValue('all');
  await fingers.move([await place(0.8), await place(0.3)]);
  await expect.poll(() => told('aria-valuenow')).toBeLessThan(last * 0.5);
  await expect(range).toHaveValue('all');

  // Twice as far apart, about the middle: the half of the iterations.
  const still = await top();
  await fingers.move([await place(0.4), await place(0.3)], [await place(0.6), await place(0.7)]);
  await expect(range).toHaveValue('zoomed');
  await expect.poll(() => told('aria-valuemin')).toBeGreaterThan(last * 0.15);
  expect(await told('aria-valuemin')).toBeLessThan(last * 0.35);
  expect(await told('aria-valuemax')).toBeLessThan(last * 0.85);
  expect(await told('aria-valuemax')).toBeGreaterThan(last * 0.65);
  expect(await top()).toBe(still);

  // What is zoomed follows a finger, to its end and no further.
  await fingers.move([await place(0.2), await place(0.6)]);
  await expect.poll(() => told('aria-valuemin')).toBeLessThan(last * 0.1);
  await fingers.move([await place(0.1), await place(0.9)]);
  await expect.poll(() => told('aria-valuemin')).toBe(1);
  await expect.poll(() => told('aria-valuemax')).toBeLessThan(last * 0.65);
  const zoomed = await top();
  await fingers.move([await place(0.5, 0.2), await place(0.5, 0.9)]);
  await expect.poll(top).toBeLessThan(zoomed - 50);
  await expect(range).toHaveValue('zoomed');

  await fingers.tap(await place(0.5));
  await expect(range).toHaveValue('zoomed');
  await page.waitForTimeout(500);
  await fingers.tap(await place(0.5));
  await fingers.tap(await place(0.5));
  await expect(range).toHaveValue('all');
  await expect.poll(() => told('aria-valuemax')).toBe(last);
});
