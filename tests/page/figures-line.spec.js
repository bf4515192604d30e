/** The dual on the line: no 1-Lipschitz critic has a larger gap than the exact distance; one has it. */

import { findings } from './axe.js';
import { FigurePage } from './figure-page.js';
import { expect, test } from './lab.js';

/** @typedef {import('@playwright/test').Page} Page */

const SPACING = 0.25;
const KNOTS = 9;
/** As many digits as are shown. */
const SHOWN = 3;

/** Nothing glides, so that what is set is there. @param {Page} page @param {import('./figure-page.js').Around} [around] */
async function openStill(page, around) {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const line = new FigurePage(page, 'line');
  await line.open(around);
  return line;
}

/** With the exact distance in sight. @param {Page} page */
async function openRevealed(page) {
  const line = await openStill(page);
  await line.control('reveal').click();
  await expect.poll(() => line.number('distance')).toBeGreaterThan(0);
  return line;
}

/** @param {FigurePage} line @param {Record<string, unknown>} patch @param {number} steepest that f will have */
async function setAndWait(line, patch, steepest) {
  await line.set(patch);
  await expect.poll(() => line.number('steepest')).toBeCloseTo(steepest, 9);
}

/** @param {readonly number[]} f */
const steepestOf = (f) =>
  Math.max(...f.slice(1).map((y, index) => Math.abs(y - f[index]) / SPACING));

/** Numbers from 0 to 1, the same in each run. @param {number} seed */
function uniform(seed) {
  let state = seed;
  return () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  };
}

/** Pixels of the canvas that have exactly a colour of the theme. @param {FigurePage} line @param {string} name */
const pixelsOf = (line, name) =>
  line.element.evaluate((figure, property) => {
    const root = /** @type {ShadowRoot} */ (figure.shadowRoot);
    const canvas = /** @type {HTMLCanvasElement} */ (root.querySelector('canvas'));
    const probe = /** @type {HTMLElement} */ (root.querySelector('.probe'));
    probe.style.color = `var(${property})`;
    const wanted = getComputedStyle(probe).color.match(/\d+/g)?.map(Number) ?? [];
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    let count = 0;
    for (let at = 0; at < data.length; at += 4) {
      if (wanted.every((byte, part) => byte === data[at + part])) count += 1;
    }
    return count;
  }, name);

test('snapped to the exact potential, the gap of f is the exact distance', async ({ page }) => {
  const line = await openRevealed(page);
  expect(await line.number('gap')).toBeLessThan(await line.number('distance'));
  await line.control('snap').click();
  await expect(line.root).toHaveAttribute('data-verdict', 'best');
  for (const patch of [{}, { q: 0.7 }, { p: [-0.2, 0.8], q: -0.6, spread: [0.3, 0.1, 0.2] }]) {
    const before = await line.number('distance');
    await line.set(patch);
    if ('q' in patch) await expect.poll(() => line.number('distance')).not.toBe(before);
    const distance = await line.number('distance');
    await expect.poll(async () => (await line.number('gap')) - distance).toBeCloseTo(0, 9);
    expect(await line.output('gap').innerText()).toBe(distance.toFixed(SHOWN));
    expect(await line.output('distance').innerText()).toBe(distance.toFixed(SHOWN));
    expect(await line.number('steepest')).toBeLessThan(1 + 1e-9);
    await expect(line.root).toHaveAttribute('data-verdict', 'best');
  }
  // A second press gives the reader's own f back.
  await line.control('snap').click();
  await expect(line.root).toHaveAttribute('data-verdict', 'held');
});

test('the exact distance is neither drawn nor written until it is asked for, and can be hidden again', async ({
  page,
}) => {
  const line = await openStill(page);
  const mark = line.element.locator('.mark');
  const isHidden = async () => {
    await expect(line.output('distance')).toHaveText('hidden');
    await expect(line.output('distance')).not.toHaveAttribute('data-value');
    await expect(mark).toBeHidden();
    await expect(line.alternative).toHaveAttribute(
      'aria-label',
      /distance is hidden until you can/,
    );
  };
  await isHidden();
  const reveal = line.control('reveal');
  await reveal.click();
  await expect(reveal).toHaveAttribute('aria-pressed', 'true');
  await expect(mark).toBeVisible();
  await expect(line.output('distance')).toHaveText(/^0\.4\d\d$/);
  const share = Math.round((100 * (await line.number('gap'))) / (await line.number('distance')));
  await expect(line.element.locator('.share')).toHaveText(`· you have ${share}%`);
  // A try after it is made in the knowledge of it.
  await line.handle('f4').press('ArrowDown');
  await expect(mark).toBeVisible();
  await reveal.click();
  await isHidden();
  // The best f is an answer too.
  await line.control('snap').click();
  await expect(mark).toBeVisible();
  await line.control('snap').click();
  await expect(line.root).toHaveAttribute('data-verdict', 'held');
  await expect(mark).toBeVisible();
  await line.control('reset').click();
  await isHidden();
});

test('no 1-Lipschitz f has a larger gap than the exact distance', async ({ page }) => {
  const line = await openRevealed(page);
  const random = uniform(5);
  const between = (/** @type {number} */ least, /** @type {number} */ most) =>
    least + (most - least) * random();
  for (let round = 0; round < 12; round++) {
    // Every third is as steep as it may be.
    const isSteep = round % 3 === 0;
    const f = [0];
    while (f.length < KNOTS) {
      const slope = isSteep ? Math.sign(between(-1, 1)) : between(-1, 1);
      f.push(f[f.length - 1] + slope * SPACING);
    }
    const patch = {
      f,
      p: [between(-0.9, 0.9), between(-0.9, 0.9)],
      q: between(-0.9, 0.9),
      spread: [between(0.1, 0.4), between(0.1, 0.4), between(0.1, 0.4)],
    };
    await setAndWait(line, patch, steepestOf(f));
    expect(await line.number('gap')).toBeLessThanOrEqual((await line.number('distance')) + 1e-9);
    await expect(line.root).not.toHaveAttribute('data-verdict', 'broken');
  }
});

test('pieces steeper than 1 are marked, and said to prove nothing', async ({ page }) => {
  const line = await openStill(page);
  const held = [0, 0, 0.25, 0, 0, 0, 0, 0, 0];
  await setAndWait(line, { f: held }, 1);
  await expect(line.root).toHaveAttribute('data-verdict', 'held');
  await expect(line.element).toContainText('so its gap counts');
  expect(await pixelsOf(line, '--em-penalty')).toBe(0);

  const broken = [0, 0, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0];
  await setAndWait(line, { f: broken }, 2.4);
  await expect(line.root).toHaveAttribute('data-verdict', 'broken');
  await expect(line.element).toContainText('not 1-Lipschitz: this gap proves nothing');
  await expect(line.alternative).toHaveAttribute('aria-label', /slope is 2\.400.*proves nothing/);
  expect(await pixelsOf(line, '--em-penalty')).toBeGreaterThan(100);
});

test('to stretch f doubles its gap and its slopes', async ({ page }) => {
  const line = await openStill(page);
  await setAndWait(line, { snap: true }, 1);
  const distance = await line.number('distance');
  for (const factor of [2, 4, 8]) {
    await line.control('stretch').click();
    await expect.poll(() => line.number('gap')).toBeCloseTo(factor * distance, 9);
    expect(await line.number('steepest')).toBeCloseTo(factor, 9);
    await expect(line.root).toHaveAttribute('data-verdict', 'broken');
  }
  expect(await line.number('distance')).toBe(distance);
  await line.control('reset').click();
  await expect(line.root).toHaveAttribute('data-verdict', 'held');
});

test(
  'on its way to the potential f never passes the exact distance',
  { tag: '@timed' },
  async ({ page }) => {
    const line = new FigurePage(page, 'line');
    await line.open();
    const gaps = await line.element.evaluate(async (figure) => {
      const root = /** @type {ShadowRoot} */ (figure.shadowRoot);
      const gap = /** @type {HTMLElement} */ (root.querySelector('[data-number=gap]'));
      /** @type {number[]} */
      const seen = [];
      /** @type {Promise<void>} */
      const arrived = new Promise((resolve) => {
        new MutationObserver(() => {
          seen.push(Number(gap.dataset.value));
          const verdict = root.querySelector('[data-verdict]')?.getAttribute('data-verdict');
          if (verdict === 'best') setTimeout(resolve, 500);
        }).observe(gap, { attributes: true });
      });
      /** @type {HTMLElement} */ (root.querySelector('[data-control=snap]')).click();
      await arrived;
      return seen;
    });
    const distance = await line.number('distance');
    expect(Math.max(...gaps)).toBeLessThanOrEqual(distance + 1e-9);
    expect(gaps.at(-1)).toBeCloseTo(distance, 9);
    // It goes there, and does not jump.
    expect(gaps.filter((gap) => gap < 0.95 * distance).length).toBeGreaterThan(2);
  },
);

test('f is shaped by mouse and by keys, and the hills are moved and narrowed', async ({ page }) => {
  const line = await openRevealed(page);
  await line.set({ f: Array(KNOTS).fill(0) });
  await expect.poll(() => line.number('steepest')).toBe(0);
  await line.handle('f2').focus();
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => line.number('steepest')).toBeGreaterThan(0.1);
  const label = await line.handle('f2').getAttribute('aria-label');
  expect(label).toMatch(/^critic f at −0\.500: 0\.0\d+$/);
  await page.keyboard.press('Shift+ArrowUp');
  await expect.poll(() => line.handle('f2').getAttribute('aria-label')).not.toBe(label);

  await line.drag('f2', 0, -150);
  await expect(line.root).toHaveAttribute('data-verdict', 'broken');
  // Neighbours stay where they were.
  await expect(line.handle('f1')).toHaveAttribute('aria-label', /: 0\.000$/);

  const distance = await line.number('distance');
  await line.drag('q', 60, -10);
  await expect.poll(() => line.number('distance')).not.toBe(distance);
  const { q, spread } = await line.element.evaluate((figure) => {
    const { values } = /** @type {import('../../www/figures/kit/figure.js').Figure} */ (figure);
    return /** @type {{ q: number, spread: number[] }} */ (/** @type {unknown} */ (values));
  });
  expect(q).toBeGreaterThan(0.1);
  expect(spread[2]).toBeLessThan(0.14);
});

test('a hand that comes near slope 1 comes to rest there', async ({ page }) => {
  const line = await openStill(page);
  await setAndWait(line, { f: [0, 0, 0, 0, 0.23, 0, 0, 0, 0] }, 0.92);
  await line.drag('f4', 0, -2, 1);
  await expect.poll(() => line.number('steepest')).toBeCloseTo(1, 12);
});

test('a link sets it and goes back, attributes too, and nonsense is left out', async ({ page }) => {
  const line = await openStill(page, {
    attributes: 'q="-0.5" spread="nonsense"',
    before: `<p><a class="set" href="#line?snap=1&amp;stretch=2">stretch the best f</a>,
      <a class="set" href="#line?reset=1">begin again</a></p>`,
  });
  const values = () =>
    line.element.evaluate(
      (figure) => /** @type {import('../../www/figures/kit/figure.js').Figure} */ (figure).values,
    );
  expect(await values()).toMatchObject({ q: -0.5, spread: [0.12, 0.16, 0.14], snap: false });
  const [link, reset] = await page.locator('a.set').all();
  await link.click();
  await expect.poll(() => line.number('steepest')).toBeCloseTo(2, 9);
  await link.click();
  await expect(line.root).toHaveAttribute('data-verdict', 'held');
  expect(await values()).toMatchObject({ snap: false, stretch: 1 });
  await line.set({ q: 0.4, stretch: 4 });
  await reset.click();
  await expect.poll(values).toMatchObject({ q: -0.5, stretch: 1 });
});

test('it says in words what it shows, once that has settled', async ({ page }) => {
  const line = await openStill(page);
  const before = await line.alternative.getAttribute('aria-label');
  await line.handle('f4').focus();
  await page.keyboard.press('Shift+ArrowDown');
  await expect.poll(() => line.alternative.getAttribute('aria-label')).not.toBe(before);
  const after = await line.alternative.getAttribute('aria-label');
  await expect(line.element.locator('.unseen[role=status]')).toHaveText(String(after));
});

for (const lang of /** @type {const} */ (['en', 'zh'])) {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    test(`axe-core finds nothing serious in it, ${lang}, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      const line = await openStill(page, { lang });
      expect(await findings(page)).toEqual([]);
      await setAndWait(line, { snap: true, stretch: 2 }, 2);
      expect(await findings(page)).toEqual([]);
      const text = await line.root.innerText();
      expect(/[\u4e00-\u9fff]/.test(text)).toBe(lang === 'zh');
    });
  }
}

test('on a phone it fits, and everything is as large as a finger', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const line = await openStill(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  expect(await line.leastTarget()).toBeGreaterThanOrEqual(44);
});

/** Milliseconds of the page's main thread for one move of a drag: three times what two frames would be. */
const MOST_MS = 100;

test('a move of a drag costs the page little', { tag: '@timed' }, async ({ page }) => {
  const line = new FigurePage(page, 'line');
  await line.open();
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const busy = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return Number(metrics.find(({ name }) => name === 'TaskDuration')?.value) * 1000;
  };
  for (const [name, dx, dy] of /** @type {const} */ ([
    ['f3', 0, -90],
    ['q', 120, 0],
  ])) {
    const moves = 30;
    const before = await busy();
    await line.drag(name, dx, dy, moves);
    const cost = ((await busy()) - before) / moves;
    test
      .info()
      .annotations.push({ type: `ms for a move of ${name}`, description: cost.toFixed(2) });
    expect(cost, name).toBeLessThan(MOST_MS);
  }
});
