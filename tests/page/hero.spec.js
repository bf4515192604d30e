/** The article's first screen: fakes on their way to a cloud that can be dragged, and digits of the lab's own run. */

import { findings } from './axe.js';
import { smallTargets, wordsOf } from './figure-host.js';
import { expect, OF_THE_LAB, SOON, test, TINY } from './lab.js';
import { MOST_SHIFT, recordShifts, shiftsOf } from './shifts.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('../../www/lab/element.js').EarthMover} EarthMover */
/** @typedef {import('../../www/figures/kit/figure.js').Figure} Figure */

const QUICKLY = `device=cpu&workers=1&config=${encodeURIComponent(JSON.stringify(TINY))}`;
/** How wide and high a screen is, and how much of it the hero may take at most. */
const SCREENS = [
  { width: 360, height: 780, most: 780 },
  { width: 1440, height: 900, most: 420 },
];

/** @param {Page} page */
const heroOf = (page) => page.locator('em-hero');
/** @param {Page} page */
const handleOf = (page) => page.locator('em-hero [data-handle=p]');
/** @param {Page} page @param {string} name */
const control = (page, name) => page.locator(`em-hero [data-control=${name}]`);

/** @param {Page} page */
const distanceOf = async (page) =>
  Number(await page.locator('em-hero [data-number=distance]').getAttribute('data-value'));

/** @param {Page} page @param {string} [query] */
async function open(page, query = '') {
  await page.goto(`./?${query}`);
  await expect(page.locator('em-hero .figure[data-drawn]')).toBeAttached();
}

/** @param {Page} page */
const labOf = (page) =>
  page.locator('#lab').evaluate((element) => {
    const { state, iteration } = /** @type {EarthMover} */ (element);
    return { state, iteration };
  });

/** What a sheet of digits shows: its iteration, and the pixels of its first digit. @param {Page} page @param {string} canvas */
const sheetOf = (page, canvas) =>
  page.locator(canvas).evaluate((element) => {
    const sheet = /** @type {HTMLCanvasElement} */ (element);
    const context = /** @type {CanvasRenderingContext2D} */ (sheet.getContext('2d'));
    const first = context.getImageData(0, 0, 28, 28).data;
    return { iteration: Number(sheet.dataset.iteration), first: [...first].join() };
  });

for (const { width, height, most } of SCREENS) {
  test(`it is within the first screen of ${width} px, moves by itself, and nothing jumps`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height });
    await page.addInitScript(recordShifts);
    await open(page);
    const box = await page.locator('#fig-hero').boundingBox();
    expect(box?.height).toBeLessThanOrEqual(most);
    // Stage and digits, and the button that trains them.
    for (const part of ['.stage', '.digits', '[data-control=train]']) {
      await expect(page.locator(`em-hero ${part}`)).toBeInViewport({ ratio: 0.5 });
    }
    const before = await distanceOf(page);
    await expect.poll(() => distanceOf(page)).toBeLessThan(before - 0.1);
    await expect(heroOf(page)).toHaveAttribute('data-state', 'running');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await page.waitForTimeout(500);
    expect(await shiftsOf(page)).toBeLessThan(MOST_SHIFT);
  });
}

for (const width of [360, 500, 640, 720, 900, 1440]) {
  test(`its room is kept before its script is there, ${width} px wide`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.route('**/hero/element.js', (route) => route.abort());
    await page.route('**/article*.js', (route) =>
      route.fulfill({ contentType: 'text/javascript', body: '' }),
    );
    await page.goto('./');
    const at = (/** @type {string} */ selector) => page.locator(selector).boundingBox();
    const [room, still, digits] = [
      await at('em-hero'),
      await at('em-hero img >> nth=0'),
      await at('em-hero img >> nth=1'),
    ];
    await page.unrouteAll();
    await open(page);
    for (const [before, selector] of /** @type {const} */ ([
      [room, 'em-hero'],
      [still, 'em-hero .stage > canvas'],
      [digits, 'em-hero .digits'],
    ])) {
      const after = await at(selector);
      for (const side of /** @type {const} */ (['x', 'y', 'width', 'height'])) {
        const less = Math.abs((after?.[side] ?? NaN) - (before?.[side] ?? NaN));
        expect(less, `${selector}: ${side}`).toBeLessThan(3);
      }
    }
  });
}

test('the fakes come to the cloud, rest, and others begin', async ({ page }) => {
  await open(page);
  await expect.poll(() => distanceOf(page), { timeout: 30_000 }).toBe(0);
  await expect(page.locator('em-hero .hint')).toHaveText('All have arrived: drag P away.');
  expect(await wordsOf(heroOf(page))).toContain('All fakes have ridden to P');
  await expect.poll(() => distanceOf(page), { timeout: 30_000 }).toBeGreaterThan(0.5);
});

test('a pause stops it, and out of sight it rests', async ({ page }) => {
  await open(page);
  await control(page, 'run').click();
  await expect(heroOf(page)).toHaveAttribute('data-state', 'paused');
  const paused = await distanceOf(page);
  await page.waitForTimeout(300);
  expect(await distanceOf(page)).toBe(paused);
  await control(page, 'run').click();
  await expect.poll(() => distanceOf(page)).toBeLessThan(paused);
  await page.locator('#primal').scrollIntoViewIfNeeded();
  await expect(heroOf(page)).toHaveAttribute('data-state', 'away');
  const away = await distanceOf(page);
  await page.waitForTimeout(300);
  expect(await distanceOf(page)).toBe(away);
});

test('the cloud is dragged by mouse and by keys, and the distance follows', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page);
  const first = await distanceOf(page);
  const box = await handleOf(page).boundingBox();
  if (!box) throw new Error('there is no handle');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 100, y, { steps: 5 });
  await page.mouse.up();
  await expect.poll(() => distanceOf(page)).toBeLessThan(first - 0.3);
  const dragged = await distanceOf(page);
  await handleOf(page).press('Shift+ArrowRight');
  await expect.poll(() => distanceOf(page)).toBeGreaterThan(dragged + 0.05);
  // Nor does it leave the field.
  for (let times = 0; times < 30; times++) await handleOf(page).press('Shift+ArrowUp');
  const stage = await page.locator('em-hero .stage').boundingBox();
  const handle = await handleOf(page).boundingBox();
  expect(handle?.y).toBeGreaterThan(stage?.y ?? NaN);
  await expect(page.locator('em-hero [role=status].unseen')).toContainText('the exact distance is');
});

test('with reduced motion it waits for a press', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page);
  await expect(heroOf(page)).toHaveAttribute('data-state', 'paused');
  const before = await distanceOf(page);
  expect(before).toBeGreaterThan(1);
  await page.waitForTimeout(500);
  expect(await distanceOf(page)).toBe(before);
  await control(page, 'run').click();
  await expect.poll(() => distanceOf(page)).toBeLessThan(before);
});

test('with saved data it loads nothing that computes before a press', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
  });
  /** @type {string[]} */
  const modules = [];
  page.on('request', (request) => {
    if (request.url().endsWith('.wasm')) modules.push(request.url());
  });
  await page.goto('./');
  await expect(control(page, 'run')).toHaveText('Run');
  await page.waitForTimeout(500);
  expect(modules).toEqual([]);
  // The page's own still is seen meanwhile.
  await expect(page.locator('em-hero picture[slot=still] img')).toBeVisible();
  await control(page, 'run').click();
  await expect(page.locator('em-hero .figure[data-drawn]')).toBeAttached();
  await expect(page.locator('em-hero picture[slot=still] img')).toBeHidden();
  const before = await distanceOf(page);
  await expect.poll(() => distanceOf(page)).toBeLessThan(before);
});

test('“Train it here” trains the lab’s own run, shown in both places, and pauses it', async ({
  page,
}) => {
  /** @type {string[]} */
  const asked = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await open(page, QUICKLY);
  await page.waitForLoadState('networkidle');
  expect(asked.filter((path) => OF_THE_LAB.test(path))).toEqual([]);
  await expect(page.locator('em-hero picture[slot=digits] img')).toBeVisible();
  await expect(page.locator('em-hero .iteration')).toHaveText('Iteration 0');
  const train = control(page, 'train');
  await expect(train).toHaveText('Train it here');
  await train.click();
  await expect.poll(async () => (await labOf(page)).iteration, SOON).toBeGreaterThan(3);
  const kinds = asked.flatMap((path) => (OF_THE_LAB.test(path) ? [path.split('.').at(-1)] : []));
  expect(kinds).toEqual(expect.arrayContaining(['js', 'wasm', 'gz']));
  await expect(train).toHaveText('Pause training');
  await expect(page.locator('em-hero .said')).toHaveText('Training, here and in the lab.');
  await train.click();
  await expect(train).toHaveText('Train on');
  expect((await labOf(page)).state).toBe('paused');
  // The lab draws its own once it is in sight.
  await page.locator('#lab').scrollIntoViewIfNeeded();
  await expect
    .poll(async () => {
      const [here, there] = [
        await sheetOf(page, 'em-hero .digits canvas'),
        await sheetOf(page, '#lab canvas.digits >> nth=0'),
      ];
      return here.iteration === there.iteration && here.first === there.first;
    })
    .toBe(true);
  const { iteration } = await sheetOf(page, 'em-hero .digits canvas');
  expect(iteration).toBeGreaterThan(3);
  await expect(page.locator('em-hero .iteration')).toHaveText(
    `Iteration ${iteration.toLocaleString('en')}`,
  );
  await page.locator('h1').scrollIntoViewIfNeeded();
  await train.click();
  await expect.poll(async () => (await labOf(page)).iteration, SOON).toBeGreaterThan(iteration);
});

test(
  'while the lab’s files come it says how many bytes, without moving anything',
  { tag: '@sources' },
  async ({ page }) => {
    await open(page, QUICKLY);
    /** @type {() => void} */
    let release = () => {};
    const held = new Promise((resolve) => (release = () => resolve(undefined)));
    await page.route('**/pkg/cpu/*.wasm', async (route) => {
      await held;
      await route.continue();
    });
    const words = page.locator('em-hero .words');
    const before = await words.boundingBox();
    await control(page, 'train').click();
    // The first shard alone: 1,250 digits of some 180 bytes each.
    await expect(words.locator('.loading')).toHaveText(/^0\.[1-9] of \d+\.\d MB$/);
    await expect(words.locator('progress')).toHaveAttribute('value', /^0\.\d*[1-9]/);
    await expect(words.locator('.said')).toHaveText('Loading the lab and its first digits…');
    await expect(words.locator('.iteration')).toBeHidden();
    expect(await words.boundingBox()).toEqual(before);
    release();
    await expect(words.locator('.iteration')).toBeVisible();
    await expect(words.locator('.loading')).toBeHidden();
  },
);

test('a lab that trains is shown without a press, and in sight of either it trains on', async ({
  page,
}) => {
  await open(page, QUICKLY);
  const state = async () => (await labOf(page)).state;
  await page.locator('#lab').scrollIntoViewIfNeeded();
  await expect.poll(state, SOON).toBe('running');
  await page.locator('footer').scrollIntoViewIfNeeded();
  await expect.poll(state).toBe('paused');
  await page.locator('h1').scrollIntoViewIfNeeded();
  await expect.poll(state).toBe('running');
  await expect(control(page, 'train')).toHaveText('Pause training');
  const shown = async () => (await sheetOf(page, 'em-hero .digits canvas')).iteration;
  await expect.poll(shown, SOON).toBeGreaterThan(0);
});

test.describe('where the lab’s scripts do not come', () => {
  test.use({ allowed: [/Failed to load resource|earth-mover/] });

  test('it says so, and the press may be made again', async ({ page }) => {
    await page.route('**/earth-mover.js', (route) => route.abort());
    await open(page, QUICKLY);
    await control(page, 'train').click();
    await expect(page.locator('em-hero .said')).toContainText('It could not be loaded');
    await expect(control(page, 'train')).toHaveText('Train it here');
  });
});

test('it leads to the game, to the lab, and to the last question', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page);
  const links = page.locator('#fig-hero a');
  const hrefs = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  expect(hrefs.sort()).toEqual(['#game', '#lab', '#question']);
  await page.getByRole('link', { name: 'does a Wasserstein GAN really minimise' }).click();
  await expect(page.locator('#question-title')).toBeInViewport();
});

for (const [lang, path] of [
  ['en', './'],
  ['zh', './zh/'],
]) {
  test(`in ${lang} axe-core finds nothing serious, and a finger misses nothing`, async ({
    page,
  }) => {
    await page.setViewportSize({ width: 360, height: 780 });
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(path);
    await expect(page.locator('em-hero .figure[data-drawn]')).toBeAttached();
    expect(await findings(page)).toEqual([]);
    expect(await smallTargets(heroOf(page))).toEqual([]);
    const words = await wordsOf(heroOf(page));
    expect(words).toMatch(lang === 'en' ? /real cloud P lies about/ : /真实点云 P 位于/);
  });
}
