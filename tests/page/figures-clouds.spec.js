/** Two clouds that need not touch: Wasserstein-1 follows them, the divergences wait at their limits. */

import { findings } from './axe.js';
import { cpuSeconds } from './cpu-time.js';
import { FigurePage } from './figure-page.js';
import { keepsItsRoom, WIDTHS } from './figure-room.js';
import { expect, test } from './lab.js';

/** @typedef {import('@playwright/test').Page} Page */

const NAMES = ['wasserstein', 'kullbackLeibler', 'jensenShannon', 'totalVariation'];
/** One takes 0.06 s of a processor in some processes of a browser, 0.16 in others, throughout; why is not known. */
const UPDATE_S = 0.2;

/** @param {Page} page @param {import('./figure-page.js').Around} [around] @param {'reduce' | 'no-preference'} [reducedMotion] */
async function open(page, around, reducedMotion = 'reduce') {
  await page.emulateMedia({ reducedMotion });
  const clouds = new FigurePage(page, 'clouds');
  await clouds.open(around);
  return clouds;
}

/**
 * Sets something that moves all four numbers, or does something that does, and waits for it.
 * @param {FigurePage} clouds
 * @param {Record<string, unknown> | (() => Promise<void>)} change
 * @param {string} [watched]
 */
async function changed(clouds, change, watched = 'wasserstein') {
  const before = await clouds.number(watched);
  if (typeof change === 'function') await change();
  else await clouds.set(change);
  await expect.poll(() => clouds.number(watched)).not.toBe(before);
  return numbers(clouds);
}

/** @param {FigurePage} clouds */
async function numbers(clouds) {
  const [wasserstein, kullbackLeibler, jensenShannon, totalVariation] = await Promise.all(
    NAMES.map((name) => clouds.number(name)),
  );
  return { wasserstein, kullbackLeibler, jensenShannon, totalVariation };
}

/** @param {FigurePage} clouds */
const texts = (clouds) => Promise.all(NAMES.map((name) => clouds.output(name).innerText()));

/** @param {FigurePage} clouds @returns {Promise<Record<string, any>>} */
const values = (clouds) =>
  clouds.element.evaluate(
    (figure) => /** @type {import('../../www/figures/kit/figure.js').Figure} */ (figure).values,
  );

test('Wasserstein-1 falls to 0 as P closes onto its spine, with Q laid on it', async ({ page }) => {
  const clouds = await open(page);
  await changed(clouds, { lay: true });
  let before = await clouds.number('wasserstein');
  for (const width of [0.09, 0.06, 0.03, 0.01]) {
    const { wasserstein } = await changed(clouds, { width });
    expect(wasserstein).toBeLessThan(before);
    // No more than the mean length of a normal vector of that width.
    expect(wasserstein).toBeLessThan(1.4 * width);
    before = wasserstein;
  }
  const apart = await changed(clouds, { width: 0 });
  expect(apart.wasserstein).toBe(0);
  expect(Object.values(apart)).toEqual([0, 0, 0, 0]);
  await clouds.set({ sigma: 0 });
  await expect(clouds.control('sigma')).toHaveValue('0');
  await expect.poll(() => texts(clouds)).toEqual(['0', '0', '0', '0']);
});

test('by the keyboard: each step of Q towards P brings Wasserstein-1 down by no more than the step', async ({
  page,
}) => {
  const clouds = await open(page);
  await clouds.handle('q').focus();
  let before = await numbers(clouds);
  for (let step = 0; step < 8; step++) {
    const after = await changed(clouds, () => page.keyboard.press('Shift+ArrowUp'));
    const fall = before.wasserstein - after.wasserstein;
    expect(fall).toBeGreaterThan(0.02);
    // It is 1-Lipschitz in where Q is.
    expect(fall).toBeLessThan(0.1 + 1e-9);
    before = after;
  }
});

test('by the mouse: Wasserstein-1 falls all the way while the others stay at their ceilings', async ({
  page,
}) => {
  const clouds = await open(page);
  await changed(clouds, { sigma: 0.02 }, 'kullbackLeibler');
  const first = await numbers(clouds);
  expect(first.jensenShannon).toBeGreaterThan(Math.LN2 - 1e-4);
  expect(first.totalVariation).toBeGreaterThan(1 - 1e-4);
  const box = await clouds.handle('q').boundingBox();
  if (!box) throw new Error('there is no handle of Q');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  let before = first;
  for (let step = 1; step <= 5; step++) {
    const after = await changed(clouds, () => page.mouse.move(x, y - 20 * step));
    expect(after.wasserstein).toBeLessThan(before.wasserstein);
    expect(after.jensenShannon).toBeGreaterThan(0.98 * Math.LN2);
    expect(after.totalVariation).toBeGreaterThan(0.98);
    expect(after.kullbackLeibler).toBeGreaterThan(8);
    before = after;
  }
  await page.mouse.up();
  expect(before.wasserstein).toBeLessThan(0.7 * first.wasserstein);
});

test('as the blur goes to 0, KL grows without bound, JS nears log 2 and TV 1; at 0 they are there', async ({
  page,
}) => {
  const clouds = await open(page);
  let before = await changed(clouds, { sigma: 0.3 }, 'kullbackLeibler');
  for (const blur of [0.2, 0.1, 0.05, 0.02, 0.005]) {
    const after = await changed(clouds, { sigma: blur }, 'kullbackLeibler');
    expect(after.kullbackLeibler).toBeGreaterThan(1.5 * before.kullbackLeibler);
    expect(after.jensenShannon).toBeGreaterThan(before.jensenShannon);
    expect(after.totalVariation).toBeGreaterThan(before.totalVariation);
    expect(after.wasserstein).toBe(before.wasserstein);
    before = after;
  }
  expect(before.kullbackLeibler).toBeGreaterThan(1e4);
  expect(Math.LN2 - before.jensenShannon).toBeLessThan(1e-5);
  expect(1 - before.totalVariation).toBeLessThan(1e-5);
  await expect(clouds.root.locator('.limit:visible')).toHaveCount(0);

  await clouds.control('sigma').press('Home');
  await expect.poll(async () => (await texts(clouds)).slice(1)).toEqual(['∞', 'log 2', '1']);
  await expect(clouds.root.locator('.limit:visible')).toHaveText(['limit', 'limit', 'limit']);
  await expect(clouds.alternative).toHaveAttribute(
    'aria-label',
    /limit.*∞.*log 2.*total variation 1/,
  );
  // Also where the curve runs through the cloud, as long as that has a width.
  await changed(clouds, { lay: true });
  expect((await texts(clouds)).slice(1)).toEqual(['∞', 'log 2', '1']);
});

test('the curves over the places of Q are there at once, and the divergences jump where all coincide', async ({
  page,
}) => {
  const clouds = await open(page, { attributes: 'sigma="0"' });
  const traces = clouds.element.locator('.trace');
  for (const trace of await traces.all()) {
    await expect(trace).not.toHaveAttribute('data-points', '0');
    await expect(trace).toHaveAttribute('data-jump', 'false');
  }
  // A cloud with a width never meets a curve; without one it does in a single place, at a step down to 0.
  await expect(clouds.alternative).toHaveAttribute(
    'aria-label',
    /falls to 0\.1\d\d on its spine and rises again; the others are ∞, log 2, 1 there/,
  );
  await clouds.set({ width: 0 });
  for (const jumps of [1, 2, 3]) {
    await expect(traces.nth(jumps)).toHaveAttribute('data-jump', 'true');
  }
  await expect(traces.first()).toHaveAttribute('data-jump', 'false');
  await expect(clouds.alternative).toHaveAttribute(
    'aria-label',
    /falls to 0 on its spine and rises again; the others are 0, 0, 0 there/,
  );
  // Blurred they fall in steep valleys, and nothing jumps.
  await clouds.set({ sigma: 0.05 });
  await expect(traces.nth(3)).toHaveAttribute('data-jump', 'false');
});

test('P and Q are moved as wholes, and Q is bent, within the square', async ({ page }) => {
  const clouds = await open(page);
  const first = await values(clouds);
  await changed(clouds, () => clouds.drag('p', 15, 25));
  const moved = await values(clouds);
  const [dx, dy] = [moved.p[0] - first.p[0], moved.p[1] - first.p[1]];
  expect(dx).toBeGreaterThan(0);
  expect(dy).toBeLessThan(0);
  moved.p.forEach((/** @type {number} */ value, /** @type {number} */ at) => {
    expect(value - first.p[at]).toBeCloseTo(at % 2 ? dy : dx, 9);
  });
  expect(moved.q).toEqual(first.q);

  await changed(clouds, () => clouds.drag('q2', -10, 30));
  const bent = await values(clouds);
  expect(
    bent.q.filter((/** @type {number} */ value, /** @type {number} */ at) => value !== first.q[at]),
  ).toHaveLength(2);
  expect(bent.q[5]).toBeLessThan(first.q[5]);

  await changed(clouds, () => clouds.drag('q', 0, 2000));
  const { q } = await values(clouds);
  expect(Math.min(...q)).toBeGreaterThan(-1);
  // As a whole, however far the mouse went.
  expect(q[1] - q[3]).toBeCloseTo(bent.q[1] - bent.q[3], 9);
});

test('a finger moves a handle, and a mouse the curve itself', async ({ page }) => {
  const clouds = await open(page);
  const first = await values(clouds);
  const stage = await clouds.element.locator('canvas[aria-label]').boundingBox();
  if (!stage) throw new Error('there is no stage');
  const place = (/** @type {number} */ at) => ({
    x: stage.x + ((first.q[2 * at] + 1) / 2) * stage.width,
    y: stage.y + ((1 - first.q[2 * at + 1]) / 2) * stage.height,
  });
  // Between the second and the third point, off the handle that lies half-way.
  const [a, b] = [place(1), place(2)];
  const [x, y] = [a.x + 0.3 * (b.x - a.x), a.y + 0.25 * (b.y - a.y)];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await changed(clouds, () => page.mouse.move(x, y - 20));
  await page.mouse.up();
  const dragged = await values(clouds);
  expect(dragged.q[1] - first.q[1]).toBeCloseTo(40 / stage.height, 2);
  expect(dragged.q[7] - first.q[7]).toBeCloseTo(40 / stage.height, 2);

  const session = await page.context().newCDPSession(page);
  const box = await clouds.handle('p').boundingBox();
  if (!box) throw new Error('there is no handle of P');
  const at = { x: box.x + 22, y: box.y + 22 };
  const touch = (/** @type {'touchStart' | 'touchMove' | 'touchEnd'} */ type, by = 0) =>
    session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: type === 'touchEnd' ? [] : [{ x: at.x, y: at.y + by }],
    });
  await touch('touchStart');
  await touch('touchMove', 10);
  await changed(clouds, () => touch('touchMove', 30).then(() => {}));
  await touch('touchEnd');
  expect((await values(clouds)).p[1]).toBeLessThan(first.p[1] - 0.05);
});

test('Q glides onto P, and off again to where it lay', async ({ page }) => {
  const clouds = await open(page, {}, 'no-preference');
  // What is shown is rounded: it is there a little before Q is.
  const rests = async (/** @type {number} */ where) => {
    await expect.poll(() => clouds.number('wasserstein')).toBe(where);
    await page.waitForTimeout(300);
  };
  const first = await clouds.number('wasserstein');
  await clouds.control('lay').click();
  await expect(clouds.control('lay')).toHaveAttribute('aria-pressed', 'true');
  // On its way it is between the two.
  await expect.poll(() => clouds.number('wasserstein'), { intervals: [20] }).toBeLessThan(first);
  await expect.poll(() => clouds.number('wasserstein')).toBeLessThan(0.12);
  const { p, q } = await values(clouds);
  const [x, y] = [p[2], p[3]].map((value) => value.toFixed(2).replace('-', '−'));
  await expect(clouds.handle('q1')).toHaveAttribute('aria-label', `Bend Q at point 2: ${x}, ${y}`);
  await page.waitForTimeout(300);
  const laid = await clouds.number('wasserstein');
  await clouds.control('lay').click();
  await rests(first);
  expect((await values(clouds)).q).toEqual(q);
  // Whoever drags Q off P has laid it elsewhere.
  await clouds.control('lay').click();
  await rests(laid);
  await clouds.drag('q3', 0, 40);
  await expect(clouds.control('lay')).toHaveAttribute('aria-pressed', 'false');
  expect((await values(clouds)).q.slice(0, 6)).toEqual(p.slice(0, 6));
});

test('what cannot be set is left out with a warning', async ({ page }) => {
  const clouds = await open(page);
  const first = await values(clouds);
  /** @type {string[]} */
  const warnings = [];
  page.on('console', (message) => {
    if (message.type() === 'warning') warnings.push(message.text());
  });
  await clouds.set({ width: 7, sigma: 'much', lay: 'perhaps', q: [1, 2], p: '0,0', colour: 'red' });
  expect(await values(clouds)).toEqual(first);
  expect(warnings).toHaveLength(6);
  expect(warnings[0]).toContain('width=7 is ignored');
  await changed(clouds, { width: '0.2', sigma: -1 });
  expect(await values(clouds)).toEqual({ ...first, width: 0.2 });
  // Nor does it take Q off P.
  await changed(clouds, { lay: true });
  await clouds.set({ q: [1, 2] });
  expect((await values(clouds)).lay).toBe(true);
  await changed(clouds, { q: first.q });
  expect((await values(clouds)).lay).toBe(false);
});

test('reset takes it back; attributes say what it is at first', async ({ page }) => {
  const clouds = await open(page, { attributes: 'width="0.05" sigma="0"' });
  const first = await values(clouds);
  expect(first.width).toBe(0.05);
  const before = await texts(clouds);
  await changed(clouds, { width: 0.3, lay: true });
  await changed(clouds, () => clouds.control('reset').click());
  expect(await values(clouds)).toEqual(first);
  expect(await texts(clouds)).toEqual(before);
});

test('its text alternative follows it, and is said once it has settled', async ({ page }) => {
  const clouds = await open(page);
  const before = await clouds.alternative.getAttribute('aria-label');
  expect(before).toContain(await clouds.output('wasserstein').innerText());
  await changed(clouds, { lay: true });
  await expect(clouds.alternative).toHaveAttribute('aria-label', /lies on its spine/);
  await expect(clouds.element.getByRole('status')).toContainText('lies on its spine');
});

test.describe('where it fails', () => {
  test.use({ allowed: [/out of earth/] });

  test('a failure is told until what is set next can be computed', async ({ page }) => {
    const clouds = await open(page);
    await clouds.element.evaluate((figure) => {
      Object.assign(figure, { update: () => Promise.reject(new Error('out of earth')) });
      /** @type {import('../../www/figures/kit/figure.js').Figure} */ (figure).set({ width: 0.1 });
    });
    const alert = clouds.element.getByRole('alert');
    await expect(alert).toContainText('out of earth');
    await clouds.element.evaluate((figure) => Reflect.deleteProperty(figure, 'update'));
    await changed(clouds, { width: 0.2 });
    await expect(alert).toHaveCount(0);
  });
});

test(
  'an update computes for no longer than a fifth of a second',
  { tag: '@timed' },
  async ({ page }) => {
    const clouds = await open(page);
    await clouds.handle('q').focus();
    const steps = 20;
    const before = await cpuSeconds(page);
    for (let step = 0; step < steps; step++) {
      await changed(clouds, () => page.keyboard.press('ArrowUp'));
    }
    expect(((await cpuSeconds(page)) - before) / steps).toBeLessThan(UPDATE_S);
  },
);

for (const lang of /** @type {const} */ (['en', 'zh'])) {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    test(`axe-core finds nothing serious in ${lang}, ${colorScheme}, on a phone`, async ({
      page,
    }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width: 360, height: 740 });
      const clouds = await open(page, { lang });
      await clouds.set({ sigma: 0 });
      await expect(clouds.output('kullbackLeibler')).toHaveText('∞');
      expect(await findings(page)).toEqual([]);
      expect(await clouds.leastTarget()).toBeGreaterThanOrEqual(44);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
      const label = lang === 'en' ? 'Lay Q on P’s spine' : '把 Q 放到 P 的脊线上';
      await expect(clouds.control('lay')).toHaveText(label);
    });
  }
}

test('its room is kept before it is there, at every width', async ({ page }) => {
  await keepsItsRoom(page, WIDTHS, await open(page), 48);
});
