/** The element in pages that are not ours: their frameworks, themes, sizes of text, keys, windows and directions. */

import { labOf, openHost, Site, tiny } from './host.js';
import { expect, SOON, test, TINY } from './lab.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('../../www/lab/element.js').EarthMover} EarthMover */

/**
 * @template T
 * @param {Page} page
 * @param {(element: EarthMover) => T | Promise<T>} code
 */
const on = (page, code) =>
  page
    .locator('earth-mover')
    .first()
    .evaluate(/** @type {any} */ (code));

/** It stands still, and what was drawn last is on its canvas. @param {Page} page @param {() => Promise<unknown>} picture */
async function rests(page, picture) {
  await on(page, (element) => element.pause());
  let last = '';
  const isSame = async () => {
    const before = last;
    last = JSON.stringify(await picture());
    return last === before;
  };
  await expect.poll(isSame, { intervals: [500] }).toBe(true);
}

/** @param {Page | import('@playwright/test').Frame} page */
const trains = (page) =>
  expect.poll(async () => (await labOf(page)).iteration, SOON).toBeGreaterThan(3);

test('properties set before the element is there, before it is placed, and after', async ({
  page,
}) => {
  await openHost(page, '<earth-mover loading="eager" workers="1"></earth-mover>', { script: '' });
  const globals = () => page.evaluate(() => Object.getOwnPropertyNames(window).length);
  await page.evaluate((config) => {
    // As frameworks do it, on a tag that nobody has registered yet.
    const element = /** @type {any} */ (document.querySelector('earth-mover'));
    Object.assign(element, { device: 'cpu', config, seed: 21, concurrent: true });
  }, TINY);
  const before = await globals();
  await page.evaluate(() => import(new URL('./earth-mover.js', location.href).href));
  await trains(page);
  expect(await globals(), 'properties of the window').toBe(before);
  expect(await on(page, (element) => element.currentConfig)).toMatchObject({ ...TINY, seed: 21 });
  expect(await on(page, (element) => element.currentDevice)).toBe('cpu');
  expect(
    await on(page, (element) => [element.seed, element.device, element.concurrent, element.config]),
  ).toEqual([21, 'cpu', true, TINY]);
  expect(await on(page, (element) => element.getAttribute('seed'))).toBe('21');

  // After: each reflects, and undefined takes it away.
  await on(page, (element) => {
    element.seed = 22;
    element.controls = ['run', 'grid'];
    element.theme = 'dark';
    element.height = '700';
    element.lang = 'zh';
  });
  await expect(page.locator('.lab')).toHaveAttribute('data-theme', 'dark');
  await expect.poll(() => on(page, (element) => element.currentConfig?.seed)).toBe(22);
  await expect(page.locator('.lab [part~=grid]')).toHaveCount(1);
  await expect(page.locator('.lab')).toHaveAttribute('lang', 'zh');
  expect(
    await on(page, (element) => [
      element.controls,
      element.height,
      element.getAttribute('controls'),
    ]),
  ).toEqual([['run', 'grid'], 700, 'run,grid']);
  await on(page, (element) => {
    element.controls = null;
    element.concurrent = false;
  });
  expect(
    await on(page, (element) => [
      element.hasAttribute('controls'),
      element.hasAttribute('concurrent'),
    ]),
  ).toEqual([false, false]);

  // Before it is placed.
  const given = await page.evaluate((config) => {
    const made = /** @type {EarthMover} */ (document.createElement('earth-mover'));
    Object.assign(made, { config, preset: 'clipping', address: false, base: undefined });
    return [made.getAttribute('preset'), made.config, made.hasAttribute('address'), made.device];
  }, TINY);
  expect(given).toEqual(['clipping', TINY, false, 'auto']);
});

test('what cannot be is left out with a warning, and reads as the default', async ({ page }) => {
  /** @type {string[]} */
  const warnings = [];
  page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
  await openHost(page, tiny());
  await trains(page);
  const seed = await on(page, (element) => {
    /** @type {any} */ (element).seed = 'seven';
    return element.seed;
  });
  expect(seed).toBe(7);
  await expect
    .poll(() => warnings.some((text) => text.startsWith('seed=seven is ignored')))
    .toBe(true);
});

test('colours follow the page around it, also when that changes', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await openHost(page, tiny());
  await trains(page);
  const paper = () => page.locator('.lab').evaluate((lab) => getComputedStyle(lab).backgroundColor);
  const ink = () =>
    page
      .locator('canvas')
      .first()
      .evaluate((canvas) => {
        const { data } = /** @type {any} */ (canvas).getContext('2d').getImageData(0, 0, 1, 1);
        return Array.from(data);
      });
  await rests(page, ink);
  // The page says nothing of dark: it is light, whatever the system has.
  const light = { paper: await paper(), ink: await ink() };
  expect(light.paper).toBe('rgb(251, 250, 248)');
  await page.evaluate(() => (document.documentElement.style.colorScheme = 'dark'));
  await expect.poll(paper).toBe('rgb(17, 19, 24)');
  await expect.poll(ink).not.toEqual(light.ink);
  await on(page, (element) => (element.theme = 'light'));
  await expect.poll(paper).toBe(light.paper);
  await expect.poll(ink).toEqual(light.ink);
  await page.evaluate(() => (document.documentElement.style.colorScheme = 'light dark'));
  await on(page, (element) => (element.theme = 'auto'));
  await expect.poll(paper).toBe('rgb(17, 19, 24)');
});

test('colours are looked at again where they changed unseen', async ({ page }) => {
  await openHost(page, `<div id="slide">${tiny()}</div>`);
  await trains(page);
  const ink = () =>
    page
      .locator('canvas')
      .first()
      .evaluate((canvas) => {
        const { data } = /** @type {any} */ (canvas).getContext('2d').getImageData(0, 0, 28, 28);
        return Array.from(data).join();
      });
  await rests(page, ink);
  const light = await ink();
  await page.evaluate(async () => {
    const slide = /** @type {HTMLElement} */ (document.querySelector('#slide'));
    slide.hidden = true;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    document.documentElement.style.colorScheme = 'dark';
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    slide.hidden = false;
  });
  await expect.poll(ink).not.toBe(light);
});

test('address="false" follows no address', async ({ page }) => {
  await openHost(page, tiny('address="false" seed="5"'));
  await page.evaluate(() => (location.hash = '#seed=99'));
  await trains(page);
  expect(await on(page, (element) => [element.address, element.currentConfig?.seed])).toEqual([
    false,
    5,
  ]);
});

test('in another document it is dressed anew, and its run goes on', async ({ page }) => {
  await openHost(
    page,
    `${tiny()}<iframe srcdoc="<html lang='zh'><p>there</p></html>" width="800" height="900"></iframe>`,
  );
  await trains(page);
  const { iteration } = await labOf(page);
  await page.evaluate(() => {
    const frame = /** @type {HTMLIFrameElement} */ (document.querySelector('iframe'));
    frame.contentDocument?.body.append(
      /** @type {Element} */ (document.querySelector('earth-mover')),
    );
  });
  const [, frame] = page.frames();
  await expect.poll(async () => (await labOf(frame)).iteration).toBeGreaterThan(iteration);
  const looks = await frame.locator('.lab').evaluate((lab) => {
    const { backgroundColor, paddingTop, fontSize } = getComputedStyle(lab);
    return { backgroundColor, paddingTop, fontSize };
  });
  expect(looks).toEqual({
    backgroundColor: 'rgb(251, 250, 248)',
    paddingTop: '16px',
    fontSize: '16px',
  });
  // And speaks as the text around it.
  await expect(frame.getByRole('button', { name: '暂停' })).toBeVisible();
});

test('keys that are its own do not leave it, and others do', async ({ page }) => {
  await openHost(page, tiny('autostart="no" controls="run,seed,settings"'));
  await page.evaluate(() => {
    /** @type {string[]} */
    const heard = [];
    Object.assign(window, { heard });
    for (const type of ['keydown', 'keypress', 'keyup']) {
      document.addEventListener(type, (event) =>
        heard.push(`${type} ${/** @type {KeyboardEvent} */ (event).key}`),
      );
    }
  });
  const heard = () =>
    page.evaluate(() => {
      const { heard } = /** @type {any} */ (window);
      return heard.splice(0);
    });
  await page.getByRole('tab', { name: 'Settings' }).click();
  await heard();
  const seed = page.getByLabel('Seed', { exact: true });
  await seed.focus();
  await page.keyboard.type('3.');
  await page.keyboard.press('ArrowRight');
  expect(await heard()).toEqual([]);
  await page.keyboard.press('Escape');
  expect(await heard()).toEqual([]);
  // What leaves the field is nobody's alone.
  await page.keyboard.press('Tab');
  expect(await heard()).toContain('keydown Tab');
  await page.getByRole('button', { name: 'Run' }).focus();
  await page.keyboard.press('Space');
  await expect.poll(async () => (await labOf(page)).state, SOON).toBe('running');
  expect(await heard()).toEqual([]);
  await page.keyboard.press('ArrowRight');
  expect(await heard()).toEqual([]);
  await page.keyboard.press('j');
  expect(await heard()).toContain('keydown j');
});

test('with the system’s own colours, what is chosen can be told', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await openHost(page, tiny());
  await trains(page);
  const colours = (/** @type {string} */ selector) =>
    page
      .locator(`.lab ${selector}`)
      .first()
      .evaluate((element) => {
        const { backgroundColor, color } = getComputedStyle(element);
        return `${color} on ${backgroundColor}`;
      });
  expect(await colours('[role=tab][aria-selected=true]')).not.toBe(
    await colours('[role=tab][aria-selected=false]'),
  );
  await page.locator('[data-control=preset]').click();
  expect(await colours('[aria-pressed=true]')).not.toBe(
    await colours('.choices [aria-pressed=false]'),
  );
  // Real, fake and the critic are told apart on charts too.
  const drawn = await page.locator('.lab').evaluate((lab) => {
    const { color: before } = getComputedStyle(lab);
    const names = ['--em-real', '--em-fake', '--em-critic'];
    const probe = /** @type {HTMLElement} */ (lab.querySelector('.probe'));
    const found = names.map((name) => {
      probe.style.color = `var(${name})`;
      return getComputedStyle(probe).color;
    });
    return { before, found };
  });
  expect(new Set(drawn.found).size).toBe(3);
});

for (const attribute of ['', 'background']) {
  test(`in a hidden tab it ${attribute ? 'trains on where it is told to' : 'rests'}`, async ({
    page,
  }) => {
    await openHost(page, tiny(attribute));
    await trains(page);
    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { value: true, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    const { iteration } = await labOf(page);
    if (attribute) {
      await expect.poll(async () => (await labOf(page)).iteration).toBeGreaterThan(iteration + 50);
      await on(page, (element) => (element.background = false));
    }
    await expect.poll(async () => (await labOf(page)).state).toBe('paused');
    await on(page, (element) => (element.background = true));
    await expect.poll(async () => (await labOf(page)).state).toBe('running');
    // The reader may ask for it too, and against it.
    await page.getByRole('tab', { name: 'Settings' }).click();
    const name = 'Train on out of sight, and in a hidden tab';
    const button = page.getByRole('button', { name });
    await expect(button).toHaveAttribute('aria-pressed', 'true');
    await button.click();
    await expect.poll(async () => (await labOf(page)).state).toBe('paused');
    await button.click();
    await expect.poll(async () => (await labOf(page)).state).toBe('running');
  });
}

test('its text has the reader’s size, and runs as its languages do, whatever the page has', async ({
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 800 });
  const head = '<style>html { font-size: 62.5%; } body { margin: 0; }</style>';
  const caption = '<figcaption slot="caption">as the page has it</figcaption>';
  await openHost(page, tiny().replace('</earth', `<p>meanwhile</p>${caption}</earth`), { head });
  await page.evaluate(() => (document.documentElement.dir = 'rtl'));
  await trains(page);
  const looks = await page.locator('.lab').evaluate((lab) => {
    const { fontSize, direction, paddingTop } = getComputedStyle(lab);
    const { fontSize: button } = getComputedStyle(
      /** @type {Element} */ (lab.querySelector('button')),
    );
    return { fontSize, direction, paddingTop, button };
  });
  expect(looks).toEqual({ fontSize: '16px', direction: 'ltr', paddingTop: '16px', button: '16px' });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  // What was shown before is gone; the caption is there, in the page's own looks.
  await expect(page.getByText('meanwhile')).toBeHidden();
  await expect(page.getByText('as the page has it')).toBeVisible();
  const { direction } = await page
    .getByText('as the page has it')
    .evaluate((element) => ({ direction: getComputedStyle(element).direction }));
  expect(direction).toBe('rtl');
});

test('a frame tells its height, and needs no bars at 360 pixels', async ({ page }) => {
  const site = new Site();
  await site.open();
  try {
    await page.setViewportSize({ width: 360, height: 800 });
    await page.goto(`./embed.html#device=cpu&workers=1&config=batch:8&controls=run,share`);
    const code = page.locator('[data-field=frame]');
    await expect(code).toHaveValue(/earthmover:height/);
    await page.getByRole('tab', { name: 'Share' }).click();
    const html = await code.inputValue();
    await site.host(page, `<style>body { margin: 0; }</style><p>above</p>${html}`, { script: '' });
    const [, frame] = page.frames();
    await trains(frame);
    await expect
      .poll(() =>
        frame.evaluate(() => {
          const { scrollWidth, scrollHeight, clientWidth, clientHeight } = document.documentElement;
          return { wide: scrollWidth - clientWidth, high: scrollHeight - clientHeight };
        }),
      )
      .toEqual({ wide: 0, high: 0 });
    // Neither is anything empty under it.
    const { height } = await frame.evaluate(() => document.body.getBoundingClientRect());
    const outer = await page
      .locator('iframe')
      .evaluate((one) => one.getBoundingClientRect().height);
    expect(Math.abs(outer - height)).toBeLessThan(8);
  } finally {
    site.close();
  }
});
