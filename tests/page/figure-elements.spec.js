/** Each figure as an element of its own, in pages that have nothing else of ours. */

import { openHost } from './host.js';
import { expect, test } from './lab.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('../../www/figures/kit/figure.js').Figure} Figure */

/**
 * @param {Page} page
 * @param {string} name
 * @param {string} body
 */
const open = (page, name, body) =>
  openHost(page, body, { script: `./${name}.js`, head: '<style>main { height: 3000px; }</style>' });

/**
 * @template T
 * @param {Page} page
 * @param {string} name
 * @param {(figure: any) => T | Promise<T>} code
 */
const on = (page, name, code) =>
  page
    .locator(name)
    .first()
    .evaluate(/** @type {any} */ (code));

/** Attributes of each, and what its first state has then. @type {[string, string, Record<string, unknown>][]} */
const FIGURES = [
  ['em-clouds', 'width="0.02" lay', { width: 0.02, lay: true, sigma: 0.05 }],
  ['em-transport', 'plan="random" grain="3"', { plan: 'random', grain: 3 }],
  ['em-line', 'q="0.4" stretch="2"', { q: 0.4, stretch: 2 }],
  ['em-plane', 'constraint="clipping" run="false"', { constraint: 'clipping', run: false }],
  ['em-game', 'shape="ring" run="false"', { shape: 'ring', run: false, critic: '5' }],
  [
    'em-pairs',
    'count="16" none="false" realreal="false"',
    { count: '16', none: false, realReal: false },
  ],
  ['em-paradox', 'count="16" seed="3"', { count: '16', seed: 3 }],
  ['em-guides', 'count="4" seed="3"', { count: '4', seed: 3, data: 'mnist' }],
  [
    'em-truth',
    'count="16" constraint="spectral"',
    { count: '16', constraint: 'spectral', seed: 7 },
  ],
];

for (const [name, attributes, state] of FIGURES) {
  test(`${name} opens when the reader is near, as its attributes say`, async ({ page }) => {
    /** @type {string[]} */
    const asked = [];
    page.on('request', (request) => asked.push(request.url()));
    await open(page, name, `<main></main><${name} ${attributes}><p>soon</p></${name}>`);
    await expect(page.getByText('soon')).toBeAttached();
    await page.waitForLoadState('networkidle');
    expect(asked.filter((url) => /\.wasm|\.gz/.test(url))).toEqual([]);
    await page.locator(name).scrollIntoViewIfNeeded();
    await expect(page.locator(`${name} .figure`)).toBeVisible();
    expect(await on(page, name, (figure) => figure.values)).toMatchObject(state);
    await expect(page.locator(`${name} .failure`)).toHaveCount(0);
    await expect.poll(() => asked.filter((url) => /\.wasm/.test(url)).length).toBeGreaterThan(0);
  });
}

test('its properties, attributes and the reader set one state, and it tells of it', async ({
  page,
}) => {
  await openHost(page, '<em-clouds loading="eager"></em-clouds>', { script: '' });
  await page.evaluate(() =>
    Object.assign(document.querySelector('em-clouds') ?? {}, { sigma: 0.2 }),
  );
  await page.evaluate(() => import(new URL('./em-clouds.js', location.href).href));
  await expect(page.locator('em-clouds .figure')).toBeVisible();
  const state = await on(page, 'em-clouds', async (figure) => {
    /** @type {any[]} */
    const told = [];
    /** @type {string[]} */
    const above = [];
    figure.addEventListener('statechange', (/** @type {CustomEvent} */ { detail }) =>
      told.push(detail),
    );
    document.addEventListener('statechange', () => above.push('statechange'));
    const first = figure.sigma;
    figure.width = 0.01;
    figure.setAttribute('lay', '');
    const second = { width: figure.width, lay: figure.lay };
    figure.removeAttribute('lay');
    figure.width = 'wide';
    return {
      first,
      second,
      last: figure.values,
      told: told.map(({ width, lay }) => [width, lay]),
      above,
    };
  });
  expect(state).toMatchObject({
    first: 0.2,
    second: { width: 0.01, lay: true },
    last: { width: 0.01, lay: false, sigma: 0.2 },
    above: [],
  });
  expect(state.told.slice(0, 3)).toEqual([
    [0.01, false],
    [0.01, true],
    [0.01, false],
  ]);
});

test('the line under it puts it into another page as it is', async ({ page }) => {
  await open(page, 'em-line', '<em-line loading="eager" q="0.25"></em-line>');
  await page.getByText('Put this figure in your page').click();
  const box = page.locator('em-line .embed textarea');
  await expect(box).toHaveValue(
    /^<script type="module" src="http:[^"]+\/em-line\.js"><\/script>\n<em-line q="0\.25"><\/em-line>$/,
  );
  const code = await box.inputValue();
  await openHost(page, code, { script: '' });
  await expect(page.locator('em-line .figure')).toBeVisible();
  expect(await on(page, 'em-line', (figure) => figure.q)).toBe(0.25);
});

test('it follows the page’s colours and its own theme, and moves to another document', async ({
  page,
}) => {
  await open(
    page,
    'em-clouds',
    '<em-clouds loading="eager"></em-clouds><iframe srcdoc="" width="700" height="900"></iframe>',
  );
  const ink = (/** @type {Page | import('@playwright/test').Frame} */ where = page) =>
    where.locator('em-clouds .figure').evaluate((root) => getComputedStyle(root).color);
  const light = await ink();
  await on(page, 'em-clouds', (figure) => figure.setAttribute('theme', 'dark'));
  await expect.poll(() => ink()).not.toBe(light);
  await on(page, 'em-clouds', (figure) => figure.removeAttribute('theme'));
  await expect.poll(() => ink()).toBe(light);
  await on(page, 'em-clouds', (figure) => {
    figure.width = 0.03;
    document.querySelector('iframe')?.contentDocument?.body.append(figure);
  });
  const [, frame] = page.frames();
  await expect.poll(() => ink(frame)).toBe(light);
  expect(
    await frame.locator('em-clouds').evaluate((figure) => /** @type {any} */ (figure).width),
  ).toBe(0.03);
});

test('what frameworks set as properties is what they write as attributes', async ({ page }) => {
  await open(page, 'em-pairs', '<em-pairs loading="eager"></em-pairs>');
  await expect(page.locator('em-pairs .figure')).toBeVisible();
  const set = await on(page, 'em-pairs', (figure) => {
    Object.assign(figure, { theme: 'dark', realreal: false, count: 16, loading: 'near' });
    const first = { ...figure.values, theme: figure.getAttribute('theme') };
    Object.assign(figure, { realreal: undefined, count: null, theme: null });
    return { first, last: figure.values, theme: figure.hasAttribute('theme') };
  });
  expect(set.first).toMatchObject({ realReal: false, count: '16', theme: 'dark' });
  expect(set.last).toMatchObject({ realReal: true, count: '64' });
  expect(set.theme).toBe(false);
  await expect(page.locator('em-pairs .failure')).toHaveCount(0);
});

test('what was set while it was nowhere is there when it is placed', async ({ page }) => {
  await open(page, 'em-clouds', '<main></main>');
  const values = await page.evaluate(async () => {
    await customElements.whenDefined('em-clouds');
    const figure = /** @type {any} */ (document.createElement('em-clouds'));
    figure.set({ width: 0.03 });
    figure.sigma = 0.2;
    const before = figure.values;
    figure.setAttribute('loading', 'eager');
    document.body.append(figure);
    const placed = figure.values;
    figure.reset();
    return { before, placed, reset: figure.values };
  });
  expect(values.before).toMatchObject({ width: 0.03, sigma: 0.2, lay: false });
  expect(values.placed).toMatchObject({ width: 0.03, sigma: 0.2 });
  // What a program set by name alone is no attribute.
  expect(values.reset).toMatchObject({ width: 0.12, sigma: 0.2 });
});

test('its own lang counts, and a move before it is open leaves nothing behind', async ({
  page,
}) => {
  await open(page, 'em-clouds', '<main></main><em-clouds lang="zh"></em-clouds>');
  const listeners = await page.evaluate(async () => {
    await customElements.whenDefined('em-clouds');
    const figure = /** @type {Element} */ (document.querySelector('em-clouds'));
    let count = 0;
    const { addEventListener, removeEventListener } = document;
    document.addEventListener = (/** @type {any[]} */ ...given) => {
      count += 1;
      return /** @type {any} */ (addEventListener).apply(document, given);
    };
    document.removeEventListener = (/** @type {any[]} */ ...given) => {
      count -= 1;
      return /** @type {any} */ (removeEventListener).apply(document, given);
    };
    for (let move = 0; move < 10; move++) document.body.append(figure);
    return count;
  });
  expect(listeners).toBe(0);
  await page.locator('em-clouds').scrollIntoViewIfNeeded();
  await expect(page.getByText('P 的宽度')).toBeVisible();
  await on(page, 'em-clouds', (figure) => (figure.lang = 'en'));
  await expect(page.getByText('Width of P')).toBeVisible();
});

test('a figure of a run finds the lab in its own shadow root, and its line brings one', async ({
  page,
}) => {
  await open(page, 'em-watch', '<div id="island"></div>');
  await page.evaluate(() => import(new URL('./earth-mover.js', location.href).href));
  await page.evaluate(() => {
    const island = /** @type {Element} */ (document.querySelector('#island'));
    island.attachShadow({ mode: 'open' }).innerHTML =
      '<earth-mover id="mine" autostart="no"></earth-mover><em-watch lab="mine" loading="eager"></em-watch>';
  });
  await expect(page.locator('em-watch .figure')).toBeVisible();
  await expect(page.locator('em-watch .failure')).toHaveCount(0);
  expect(await on(page, 'em-watch', (figure) => figure.lab)).toBe('mine');
  await page.getByText('Put this figure in your page').click();
  await expect(page.locator('em-watch .embed textarea')).toHaveValue(
    /earth-mover\.js[^]*<earth-mover id="lab"><\/earth-mover>[^]*<em-watch><\/em-watch>$/,
  );
});
