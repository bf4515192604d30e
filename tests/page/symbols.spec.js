/** Symbols of the text and their marks in the figures nearby: whichever is pointed at, both are lit. */

import { MARKS } from '../../www/figures/symbols/marks.js';
import { findings } from './axe.js';
import { expect, test, TINY } from './lab.js';

/** @typedef {import('@playwright/test').Page} Page */

/** Of which the page has one, whose marks are there before it trains. */
const LAB = 'earth-mover:not([controls])';
/** In what order nothing trains. */
const STILL = /** @type {const} */ ({ reducedMotion: 'reduce' });

/** @param {Page} page @param {string} id @param {string} [path] */
async function open(page, id, path = './') {
  await page.emulateMedia(STILL);
  await page.goto(path);
  await page.locator(`#${id}`).scrollIntoViewIfNeeded();
  await expect(
    page
      .locator(
        `#${id} [aria-label].maps, #${id} canvas[aria-label], #${id} [role=group][aria-label]`,
      )
      .first(),
  ).toHaveAttribute('aria-label', /./);
  await begin(page);
}

/** The first sign of a reader's hand has the scripts fetched. @param {Page} page */
async function begin(page) {
  await expect(async () => {
    await page.keyboard.press('Shift');
    await expect(page.locator('main [data-lights]').first()).toBeAttached({ timeout: 500 });
  }).toPass();
}

/** Symbols of the text that a figure has marks for. @param {Page} page @param {string} id @param {string} name */
const symbols = (page, id, name) =>
  page.locator(`main [data-lights="${id}"][data-symbol="${name}"]`);

/** What is lit in a figure: words by their symbols, canvases by those of their marks. @param {Page} page @param {string} id */
const litIn = (page, id) =>
  page.locator(`#${id}`).evaluate((figure) => {
    const root = /** @type {ShadowRoot} */ (figure.shadowRoot);
    const all = [...root.querySelectorAll('[data-lit]')];
    const words = all.flatMap((one) => one.getAttribute('data-symbol')?.split(' ') ?? []);
    const marks = all.flatMap((one) => one.getAttribute('data-marks')?.split(' ') ?? []);
    const drawn = all.flatMap((one) =>
      one.localName === 'canvas' && !(/** @type {HTMLElement} */ (one).hidden)
        ? (one.getAttribute('data-lit')?.split(' ') ?? [])
        : [],
    );
    return { words: [...new Set(words)], marks: [...new Set(marks)], drawn: [...new Set(drawn)] };
  });

/** Which symbols of the text are lit. @param {Page} page */
const litInText = (page) =>
  page
    .locator('main [data-lights][data-lit]')
    .evaluateAll((all) => [...new Set(all.map((one) => one.getAttribute('data-symbol')))].sort());

test('a symbol that is pointed at lights its marks and its likes, and nothing moves', async ({
  page,
}) => {
  await open(page, 'transport');
  const gamma = symbols(page, 'transport', 'γ');
  await page.locator('#primal .formula').first().scrollIntoViewIfNeeded();
  const height = () => page.locator('#primal').evaluate((section) => section.scrollHeight);
  const before = await height();
  await gamma.first().hover();
  expect(await litIn(page, 'transport')).toEqual({ words: ['γ'], marks: [], drawn: ['γ'] });
  expect(await litInText(page)).toEqual(['γ']);
  const lit = page.locator('main [data-lights][data-lit]');
  expect(await lit.count()).toBe(await gamma.count());
  expect(await height()).toBe(before);
  // In a formula too.
  await page.locator('#primal .formula [data-symbol=c]').first().hover();
  expect(await litIn(page, 'transport')).toEqual({ words: ['c'], marks: [], drawn: ['c'] });
  await page.mouse.move(2, 2);
  expect(await litIn(page, 'transport')).toEqual({ words: [], marks: [], drawn: [] });
  expect(await litInText(page)).toEqual([]);
});

test('what makes it work is fetched when the reader first does something, which counts', async ({
  page,
}) => {
  /** @type {string[]} */
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.emulateMedia(STILL);
  await page.goto('./');
  await page.locator('#hero .figure').waitFor({ state: 'attached' });
  const lighting = () => asked.filter((url) => /\/symbols\/|\/prose-/.test(url));
  expect(lighting()).toEqual([]);
  await expect(page.locator('main [tabindex="0"][data-symbol]')).toHaveCount(0);
  await page.locator('#why [data-symbol=p]').first().hover();
  await expect.poll(() => litInText(page)).toEqual(['p']);
  expect(lighting()).not.toEqual([]);
});

test('a mark that is pointed at, or its words, light the symbols of the section', async ({
  page,
}) => {
  await open(page, 'transport');
  const grain = page.locator('#transport [data-control=grain]');
  await page.locator('#transport .grain-key').hover();
  expect(await litInText(page)).toEqual(['Q', 'x1']);
  await page.mouse.move(2, 2);
  // The first grain, where its slider is.
  await page
    .locator('#transport')
    .evaluate((figure) => /** @type {any} */ (figure).set({ grain: 1 }));
  const box = await grain.boundingBox();
  if (!box) throw new Error('there is no grain');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await expect.poll(() => litInText(page)).toEqual(['Q', 'x1']);
  expect((await litIn(page, 'transport')).drawn).toEqual(['x1', 'Q']);
  const matrix = await page.locator('#transport .matrix').boundingBox();
  if (!matrix) throw new Error('there is no matrix');
  await page.mouse.move(matrix.x + matrix.width / 2, matrix.y + matrix.height / 2);
  await expect.poll(() => litInText(page)).toEqual(['γ']);
});

test('the keyboard goes through the symbols of a section, which are one stop', async ({ page }) => {
  await open(page, 'line');
  const stops = page.locator('#dual :is(math, [data-lights])[tabindex="0"]');
  await expect(stops).toHaveCount(1);
  await stops.focus();
  await page.keyboard.press('Home');
  const active = page.locator('#dual [data-active]');
  await expect(active).toHaveAttribute('data-symbol', 'f');
  await expect(stops).toBeFocused();
  const names = await page
    .locator('#dual [data-lights]')
    .evaluateAll((all) => all.slice(0, 3).map((one) => one.getAttribute('data-symbol') ?? ''));
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(stops).toHaveCount(1);
  await expect(active).toHaveAttribute('data-symbol', names[2]);
  // A word is a button as long as it is the stop; within a formula the formula has the focus.
  expect(names).toEqual(['f', 'P', 'Q']);
  await expect(stops).toHaveAttribute('role', 'button');
  await expect(stops).toHaveAccessibleName('Q, the fake distribution');
  await expect(page.locator('#dual [role=button][data-lights]')).toHaveCount(1);
  expect(await litInText(page)).toEqual([names[2]]);
  expect((await litIn(page, 'line')).drawn).toEqual([names[2]]);
  await expect(page.locator('body > [role=status]')).toContainText('Lit in the figure');
  // What is chosen stays, also where the focus goes on.
  await page.keyboard.press('Enter');
  await expect(stops).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Tab');
  await page.mouse.move(2, 2);
  expect((await litIn(page, 'line')).drawn).toEqual([names[2]]);
  await page.keyboard.press('Escape');
  expect(await litInText(page)).toEqual([]);
});

test('the words of a figure are one stop, and light the text', async ({ page }) => {
  await open(page, 'line');
  const words = page.locator('#line [data-symbol]');
  await expect(page.locator('#line [data-symbol][tabindex="0"]')).toHaveCount(1);
  await words.first().focus();
  await expect(words.first()).toHaveAttribute('aria-pressed', 'false');
  expect(await litInText(page)).toEqual(['f', 'gap']);
  await page.keyboard.press('ArrowRight');
  expect(await litInText(page)).toEqual(['W1']);
  await page.keyboard.press(' ');
  await expect(words.nth(1)).toHaveAttribute('aria-pressed', 'true');
  await words.nth(1).evaluate((element) => /** @type {HTMLElement} */ (element).blur());
  expect(await litInText(page)).toEqual(['W1']);
  await page
    .locator('#dual p')
    .first()
    .click({ position: { x: 2, y: 2 } });
  expect(await litInText(page)).toEqual([]);
  await expect(words.nth(1)).toHaveAttribute('aria-pressed', 'false');
});

/** The curves of the lab's charts that are lit. @param {Page} page */
const litCurves = (page) =>
  page
    .locator('#lab .plot[data-lit]')
    .evaluateAll((all) => all.flatMap((one) => one.getAttribute('data-lit')?.split(' ') ?? []))
    .then((names) => names.filter(Boolean));

/** How strongly the pixels of a chart's first panel are coloured. @param {Page} page */
const inkOf = (page) =>
  page
    .locator('#lab .chart .plot:last-child canvas')
    .first()
    .evaluate((element) => {
      const canvas = /** @type {HTMLCanvasElement} */ (element);
      const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
      return data.reduce((sum, value, at) => sum + (at % 4 === 3 ? value : 0), 0);
    });

/** The lab where its scripts are, and which has been told to load and to rest. @param {Page} page */
async function openLab(page) {
  const config = encodeURIComponent(JSON.stringify(TINY));
  await page.emulateMedia(STILL);
  await page.goto(`./#device=cpu&workers=1&config=${config}`);
  await page.locator('#lab').scrollIntoViewIfNeeded();
  await page.locator('#lab .lab').waitFor();
  await begin(page);
}

test('symbols of the text light what they stand for in the lab, its curves too', async ({
  page,
}) => {
  await openLab(page);
  await page.locator('#lab').evaluate((lab) => /** @type {any} */ (lab).step(30));
  const marked = () => litIn(page, 'lab').then(({ marks }) => marks.sort());
  await page.locator('#lab-section .formula').last().scrollIntoViewIfNeeded();
  await expect.poll(() => page.locator('#lab .chart').getAttribute('data-points')).toBe('30');
  const gap = symbols(page, 'lab', 'gap');
  await gap.first().hover();
  await expect.poll(marked).toEqual(['gap']);
  expect(await litCurves(page)).toEqual(['gap']);
  const exact = symbols(page, 'lab', 'W1').first();
  const before = await inkOf(page);
  await exact.hover();
  await expect.poll(() => litCurves(page)).toEqual(['exactDistance']);
  // The other curve of that panel stands back.
  await expect.poll(() => inkOf(page)).toBeLessThan(before);
  await page.mouse.move(2, 2);
  await expect.poll(marked).toEqual([]);
  await expect.poll(() => inkOf(page)).toBe(before);
  expect(await litInText(page)).toEqual([]);
});

test('what is pointed at in the lab, or has the focus, lights the text; what it does is its own', async ({
  page,
}) => {
  await openLab(page);
  const legend = page.locator('#lab [data-curve=gap]');
  await legend.hover();
  await expect.poll(() => litInText(page)).toEqual(['gap']);
  await legend.click();
  await expect(legend).toHaveAttribute('aria-pressed', 'false');
  await page.mouse.move(2, 2);
  await page.locator('#lab [id=tab-charts-slopes]').focus();
  await expect.poll(() => litInText(page)).toEqual(['K']);
  await page.keyboard.press('Shift+Tab');
  await expect.poll(() => litInText(page)).not.toContain('K');
});

test('the keyboard and a tap light the lab from its section', async ({ page }) => {
  await openLab(page);
  const stop = page.locator('#lab-section :is(math, [data-lights])[tabindex="0"]');
  await stop.focus();
  await page.keyboard.press('Home');
  await expect(page.locator('#lab-section [data-active]')).toHaveAttribute('data-symbol', 'g');
  const lit = () => litIn(page, 'lab').then(({ marks }) => marks.sort());
  // The digits are both what g draws and Q.
  await expect.poll(lit).toEqual(['Q', 'g']);
  await page.keyboard.press('Enter');
  await stop.evaluate((element) => /** @type {HTMLElement} */ (element).blur());
  await expect.poll(lit).toEqual(['Q', 'g']);
  await page.keyboard.press('Escape');
  await expect.poll(lit).toEqual([]);
});

for (const path of ['./', './zh/']) {
  test(`the lab has marks for what it is said to have, in ${path}`, async ({ page }) => {
    await page.emulateMedia(STILL);
    await page.goto(`${path}#device=cpu&workers=1`);
    await page.locator('#lab').scrollIntoViewIfNeeded();
    await page.locator('#lab .lab').waitFor();
    const found = await page.locator('#lab').evaluate((lab) => {
      const marks = [...(lab.shadowRoot?.querySelectorAll('[data-marks]') ?? [])];
      const names = marks.flatMap((one) => one.getAttribute('data-marks')?.split(' ') ?? []);
      return [...new Set(names)].sort();
    });
    expect(found).toEqual([...MARKS[LAB]].sort());
  });
}

test.describe('by touch', () => {
  test.use({ hasTouch: true, viewport: { width: 360, height: 740 } });

  test('a tap lights, a tap beside it lets go', async ({ page }) => {
    await open(page, 'clouds');
    const width = symbols(page, 'clouds', 'σ').first();
    await width.scrollIntoViewIfNeeded();
    await width.tap();
    expect(await litIn(page, 'clouds')).toMatchObject({ words: ['σ'], drawn: ['σ'] });
    await page
      .locator('#why p')
      .first()
      .tap({ position: { x: 3, y: 3 } });
    expect(await litIn(page, 'clouds')).toMatchObject({ words: [], drawn: [] });
  });

  test('a tap lights the lab', async ({ page }) => {
    await openLab(page);
    const latent = symbols(page, 'lab', 'z').first();
    await latent.scrollIntoViewIfNeeded();
    await latent.tap();
    await expect.poll(() => litIn(page, 'lab').then(({ marks }) => marks)).toEqual(['z']);
  });
});

for (const path of ['./', './zh/']) {
  test(`each figure has marks for what it is said to have, in ${path}`, async ({ page }) => {
    await page.emulateMedia(STILL);
    await page.goto(path);
    await begin(page);
    for (const [tag, names] of Object.entries(MARKS)) {
      if (tag === LAB) continue;
      const id = tag.replace('em-', '');
      await page.locator(tag).evaluate(async (figure) => {
        figure.scrollIntoView({ behavior: 'instant' });
        await customElements.whenDefined(figure.localName);
        /** @type {any} */ (figure).appear();
      });
      const marks = page.locator(`#${id} :is([data-symbol], [data-marks], .lit-marks)`);
      await expect(marks.first()).toBeAttached();
      const found = await page.locator(tag).evaluate((figure) => {
        const root = /** @type {ShadowRoot} */ (figure.shadowRoot);
        const words = [...root.querySelectorAll('[data-symbol], [data-marks]')].flatMap((one) =>
          (one.getAttribute('data-symbol') ?? one.getAttribute('data-marks') ?? '').split(' '),
        );
        const layers = /** @type {any} */ (figure).symbols.layers.flatMap(
          (/** @type {any} */ layer) => Object.keys(layer.marks),
        );
        return [...new Set([...words, ...layers])].sort();
      });
      expect(found, tag).toEqual([...names].sort());
    }
    // What the prose names by hand, and what formulas name, leads somewhere in both languages.
    const lit = await page
      .locator('main [data-lights]')
      .evaluateAll((all) => [...new Set(all.map((one) => one.getAttribute('data-symbol')))].length);
    expect(lit).toBe(new Set(Object.values(MARKS).flat()).size);
    expect(await findings(page)).toEqual([]);
  });
}
