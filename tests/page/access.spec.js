/** Everything by keyboard, and nothing serious by axe-core's rules. */

import { findings } from './axe.js';
import { expect, test, TINY } from './lab.js';

/** @typedef {import('@playwright/test').Page} Page */

/** @param {Page} page @param {string} [more] */
async function open(page, more = '') {
  const config = encodeURIComponent(JSON.stringify(TINY));
  await page.goto(`./embed.html#device=cpu&workers=1&config=${config}${more}`);
  await expect(page.locator('.lab')).toHaveAttribute('data-iteration', /[1-9]/);
}

for (const theme of ['light', 'dark']) {
  for (const lang of ['en', 'zh']) {
    test(`axe-core finds nothing serious in ${theme}, ${lang}, whatever tab is open`, async ({
      page,
    }) => {
      await open(page, `&theme=${theme}&lang=${lang}`);
      expect(await findings(page)).toEqual([]);
      // Whatever else there is to find is there at rest, too, and a run takes a core from axe-core.
      await page
        .locator('earth-mover')
        .evaluate((lab) =>
          /** @type {import('../../www/lab/element.js').EarthMover} */ (lab).pause(),
        );
      // What is folded too.
      for (const name of ['reading', 'drawing', 'preset']) {
        await page.locator(`[data-control=${name}]:visible`).click();
      }
      expect(await findings(page)).toEqual([]);
      await page.keyboard.press('Escape');
      const tabs = page.getByRole('tab');
      for (let place = 0; place < (await tabs.count()); place++) {
        await tabs.nth(place).click();
        expect(await findings(page), await tabs.nth(place).innerText()).toEqual([]);
      }
    });
  }
}

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  test(`axe-core finds nothing serious in the guide, in ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto('./embedding.html');
    expect(await findings(page)).toEqual([]);
  });
}

test('the tab key reaches every control, and each can be seen to have the focus', async ({
  page,
}) => {
  await open(page);
  await page.evaluate(() => document.body.focus());
  const deepest = () =>
    page.evaluate(() => {
      let active = document.activeElement;
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
      if (!active || active === document.body) return null;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(active);
      const { width, height } = active.getBoundingClientRect();
      const isSeen = (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
      const name = active.getAttribute('aria-label') ?? active.textContent?.trim().slice(0, 30);
      return { tag: active.tagName, name, isSeen, isThere: width > 0 && height > 0 };
    });
  /** @type {NonNullable<Awaited<ReturnType<typeof deepest>>>[]} */
  const reached = [];
  for (let presses = 0; presses < 200; presses++) {
    await page.keyboard.press('Tab');
    const found = await deepest();
    if (!found) break;
    reached.push(found);
  }
  expect(reached.filter(({ isSeen, isThere }) => !isSeen || !isThere)).toEqual([]);
  // Every control that is seen and not in a group of one tab stop.
  const controls = await page.locator('.lab').evaluate((lab) => {
    const all = lab.querySelectorAll('button, input, select, textarea, a[href]');
    return Array.from(all).filter((control) => {
      const isSeen = /** @type {HTMLElement} */ (control).checkVisibility();
      return (
        isSeen && !control.hasAttribute('disabled') && control.getAttribute('tabindex') !== '-1'
      );
    }).length;
  });
  expect(reached.length).toBeGreaterThanOrEqual(controls);
});
