/**
 * Moving the earth: whatever the plan, what arrives is P; the optimal plan pays least; an average nears its cost. All of it
 * is tested without the guess that comes first.
 */

import { findings } from './axe.js';
import { cpuSeconds } from './cpu-time.js';
import { keepsItsRoom, WIDTHS } from './figure-room.js';
import { expect, test } from './lab.js';
import { GRAINS, POINTS, openTransport, report, sum, values } from './transport-figure.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('../../www/figures/transport/transport.js').default} Transport */

const DRAWS = 1000;
/** An update may compute for three times two frames. */
const UPDATE_S = 0.1;

const plans = /** @type {const} */ (['optimal', 'random']);

for (const plan of plans) {
  test(`once every grain has sent all it has, P has arrived: ${plan}`, async ({ page }) => {
    const transport = await openTransport(page, { attributes: `plan="${plan}"` });
    await transport.control('all').click();
    const { arrived, average, costs } = await report(transport);
    expect(arrived).toHaveLength(POINTS);
    for (const mass of arrived) expect(mass).toBeCloseTo(1 / POINTS, 12);
    expect(average).toBeCloseTo(costs[plan], 12);
    await expect(transport.alternative).toHaveAttribute('aria-label', /what has arrived is P/);
  });

  test(`each grain's masses sum to its own, and their costs to the plan's: ${plan}`, async ({
    page,
  }) => {
    const transport = await openTransport(page, { attributes: `plan="${plan}"` });
    let paid = 0;
    let places = 0;
    for (let grain = 1; grain <= GRAINS; grain++) {
      await transport.set({ grain });
      const { candidates } = await report(transport);
      expect(sum(candidates.map(({ share }) => share))).toBeCloseTo(1, 12);
      paid += sum(candidates.map(({ share, distance }) => share * distance)) / GRAINS;
      places += candidates.length;
    }
    const { costs } = await report(transport);
    expect(paid).toBeCloseTo(costs[plan], 12);
    // More places than grains: a plan of probabilities, and no map.
    expect(places).toBeGreaterThan(GRAINS);
  });
}

test('the optimal plan costs no more than the random one, wherever P and Q are', async ({
  page,
}) => {
  const transport = await openTransport(page);
  for (const patch of [
    {},
    { width: 0.3 },
    { width: 0 },
    { q: [0.9, 0.9, 0.5, -0.5, -0.5, 0.5, -0.9, -0.9] },
    { q: [-0.8, -0.05, -0.4, 0.4, 0.15, 0.45, 0.7, 0.1] },
  ]) {
    const { costs: before } = await report(transport);
    await transport.set(patch);
    if (Object.keys(patch).length) {
      await expect.poll(async () => (await report(transport)).costs.random).not.toBe(before.random);
    }
    const { costs } = await report(transport);
    expect(costs.optimal).toBeLessThan(costs.random);
    expect(await transport.number('optimal-cost')).toBe(costs.optimal);
    expect(await transport.number('random-cost')).toBe(costs.random);
  }
  // P and Q on one curve: what is left is that P has more points.
  expect((await report(transport)).costs.optimal).toBeLessThan(0.06);
});

test('four steps make a draw, each with what came of it', async ({ page }) => {
  const transport = await openTransport(page);
  const current = transport.root.locator('.steps [aria-current=step]');
  const outcome = current.locator('.outcome');
  await expect(current).toHaveCount(0);
  const step = transport.control('step');
  await step.click();
  await expect(current).toContainText('Pick a grain');
  await expect(outcome).toHaveText(/^grain \d+$/);
  await step.click();
  await expect(current).toContainText('Draw where it goes');
  await expect(outcome).toHaveText(/^\d+%, one of \d+$/);
  await step.click();
  await expect(current).toContainText('Pay the cost');
  const paid = await outcome.innerText();
  expect((await report(transport)).average).toBeNull();
  await step.click();
  await expect(current).toContainText('Average');
  await expect(outcome).toHaveText(`1 draw: ${paid}`);
  const { draws, average, arrived } = await report(transport);
  expect(draws).toBe(1);
  expect(average?.toFixed(3)).toBe(paid);
  // One grain of a run has arrived, at one place.
  expect(arrived.filter((mass) => mass > 0)).toEqual([1 / DRAWS]);
  await step.click();
  await expect(current).toContainText('Pick a grain');
});

test('the average nears what the plan costs, and what has arrived nears P', async ({ page }) => {
  for (const plan of plans) {
    const transport = await openTransport(page, { attributes: `plan="${plan}"` });
    const leap = transport.control('leap');
    for (let draws = 100; draws <= DRAWS; draws += 100) {
      await leap.click();
      expect((await report(transport)).draws).toBe(draws);
    }
    const { average, costs, arrived } = await report(transport);
    // Five standard deviations of the mean of so many costs, none of which is above 2.
    expect(Math.abs((average ?? NaN) - costs[plan])).toBeLessThan((5 * 0.4) / Math.sqrt(DRAWS));
    expect(sum(arrived)).toBeCloseTo(1, 9);
    for (const mass of arrived) expect(Math.abs(mass - 1 / POINTS)).toBeLessThan(0.025);
  }
});

test('it plays from a slow first grain to many, is paused, and begins anew at the end', async ({
  page,
}) => {
  const transport = await openTransport(page, {}, 'no-preference');
  const play = transport.control('play');
  await expect(play).toHaveText('Play');
  await expect(transport.control('leap')).toBeHidden();
  expect((await report(transport)).draws).toBe(0);
  await play.click();
  await expect(play).toHaveText('Pause');
  await expect.poll(async () => (await values(transport)).step).toBeGreaterThan(0);
  await expect.poll(async () => (await report(transport)).draws).toBeGreaterThan(8);
  await play.click();
  await expect(play).toHaveText('Play');
  const { draws, step } = await values(transport);
  await page.waitForTimeout(400);
  expect(await values(transport)).toMatchObject({ draws, step, play: false });
  await transport.set({ draws: DRAWS - 20, play: true });
  await expect.poll(async () => (await report(transport)).draws).toBe(DRAWS);
  await expect(play).toHaveText('Play');
  await transport.control('step').click();
  expect(await values(transport)).toMatchObject({ draws: 0, step: 1 });
});

test('where motion is not wanted, nothing plays: what would have been played is there', async ({
  page,
}) => {
  const transport = await openTransport(page);
  await expect(transport.control('play')).toBeHidden();
  await transport.set({ play: true });
  expect(await values(transport)).toMatchObject({ play: false, draws: DRAWS, step: 0 });
});

test('a grain shows where it goes: to a mouse, to a tap, to the keyboard', async ({ page }) => {
  const transport = await openTransport(page);
  const where = transport.root.locator('.where');
  await expect(where).toHaveText('Point at a grain to see where it goes.');
  const pointer = transport.control('grain');
  await pointer.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(where).toHaveText(
    /^Grain 3 goes to \d places \(\d+%.*\), at a cost of 0\.\d+ on average\.$/,
  );
  await expect(pointer).toHaveAttribute('aria-valuenow', '3');
  await expect(pointer).toHaveAttribute('aria-valuetext', await where.innerText());
  await expect(transport.alternative).toHaveAttribute('aria-label', /Grain 3 goes to/);
  const third = await pointer.boundingBox();
  await page.keyboard.press('End');
  await expect(where).toContainText(`Grain ${GRAINS} goes`);
  await page.keyboard.press('Escape');
  await expect(where).toHaveText(/^Point at/);
  if (!third) throw new Error('there is no third grain');
  const [x, y] = [third.x + third.width / 2, third.y + third.height / 2];
  await page.mouse.move(x + 4, y - 3);
  await expect(where).toContainText('Grain 3 goes');
  await page.mouse.move(x, 5);
  await expect(where).toHaveText(/^Point at/);
  await page.mouse.click(x, y);
  await page.mouse.move(x, 5);
  await expect(where).toContainText('Grain 3 goes');
  expect((await values(transport)).grain).toBe(3);
});

test('the couplings are chosen between, each with its cost', async ({ page }) => {
  const transport = await openTransport(page);
  const { costs } = await report(transport);
  const random = transport.root.getByRole('button', { name: /^Random/ });
  await expect(random).toContainText(costs.random.toFixed(3));
  await random.click();
  await expect(random).toHaveAttribute('aria-pressed', 'true');
  expect((await values(transport)).plan).toBe('random');
  await expect(transport.alternative).toHaveAttribute('aria-label', /^A random coupling/);
});

test('what cannot be set is left out with a warning; reset takes it back', async ({ page }) => {
  const transport = await openTransport(page, { attributes: 'seed="11"' });
  const first = await values(transport);
  expect(first.seed).toBe(11);
  /** @type {string[]} */
  const warnings = [];
  page.on('console', (message) => {
    if (message.type() === 'warning') warnings.push(message.text());
  });
  await transport.set({ plan: 'worst', grain: 13, draws: -1, step: 4, all: 'some', coupling: 1 });
  expect(await values(transport)).toEqual(first);
  expect(warnings).toHaveLength(6);
  expect(warnings[0]).toContain('plan=worst is ignored: it must be one of optimal, random');
  await transport.set({ plan: 'random', grain: 2, draws: 17 });
  await transport.set({ draws: 17.4 });
  expect(warnings.at(-1)).toContain('draws=17.4 is ignored: it must be a whole number');
  expect((await report(transport)).draws).toBe(17);
  await transport.control('reset').click();
  expect(await values(transport)).toEqual(first);
});

test('another seed draws other grains, the same one the same', async ({ page }) => {
  const transport = await openTransport(page, { attributes: 'draws="50"' });
  const { arrived } = await report(transport);
  await transport.set({ seed: 8 });
  await expect.poll(async () => (await report(transport)).arrived).not.toEqual(arrived);
  await transport.set({ seed: 7 });
  await expect.poll(async () => (await report(transport)).arrived).toEqual(arrived);
});

test(
  'a step computes for no longer than three times two frames',
  { tag: '@timed' },
  async ({ page }) => {
    const transport = await openTransport(page);
    const steps = 20;
    const before = await cpuSeconds(page);
    for (let step = 0; step < steps; step++) {
      await transport.set({ width: 0.1 + 0.005 * step, draws: 900 });
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
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
      const transport = await openTransport(page, { lang });
      for (const patch of [
        {},
        { step: 2 },
        { draws: 400, grain: 3 },
        { all: true },
        { epsilon: 0.1 },
        { ask: true },
        { plan: 'random' },
      ]) {
        await transport.set(patch);
        expect(await findings(page)).toEqual([]);
      }
      expect(await transport.leastTarget()).toBeGreaterThanOrEqual(44);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
      await expect(transport.control('step')).toHaveText(lang === 'en' ? 'Step' : '单步');
    });
  }
}

test('its room is kept before it is there, at every width, and it takes no more of it later', async ({
  page,
}) => {
  const transport = await openTransport(page, { attributes: 'ask' });
  const before = await keepsItsRoom(page, WIDTHS, transport, 120);
  await transport.set({ draws: 500, grain: 4 });
  expect(await keepsItsRoom(page, WIDTHS, transport, 120)).toEqual(before);
});
