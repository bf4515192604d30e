/** The page for teachers as it is read, and where its links lead. */

import { findings } from './axe.js';
import { expect, test } from './lab.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('../../www/figures/kit/figure.js').Figure} Figure */

const PATHS = { en: './teach.html', zh: './zh/teach.html' };
const LANGUAGES = /** @type {(keyof typeof PATHS)[]} */ (Object.keys(PATHS));

/** Where its links lead in the article, each place once. @param {Page} page */
async function statesOf(page) {
  await page.goto(PATHS.en);
  const hashes = await page
    .locator('a[href^="./#"]')
    .evaluateAll((links) => links.map((link) => /** @type {HTMLAnchorElement} */ (link).hash));
  return [...new Set(hashes)];
}

/** @param {Page} page @param {string} id @param {string} name @returns {Promise<unknown>} */
const valueOf = (page, id, name) =>
  page
    .locator(`#${id}`)
    .evaluate((figure, one) => /** @type {Figure} */ (figure).values?.[one], name);

/** That a figure is as a hash says, and in sight. @param {Page} page @param {string} hash */
async function isSet(page, hash) {
  const [id, query = ''] = hash.slice(1).split('?');
  for (const [name, value] of new URLSearchParams(query)) {
    // Once it has been reset nothing says so, and what is only for a moment may have passed.
    if (['reset', 'play', 'run'].includes(name)) continue;
    const isShow = name === 'show';
    await expect
      .poll(async () => String(await valueOf(page, id, isShow ? value : name)), `${hash}: ${name}`)
      .toMatch(isShow || value === '1' ? /^(true|1)$/ : new RegExp(`^${value}$`));
  }
  await expect(page.locator(`#${id}`), hash).toBeInViewport();
}

/** @param {Page} page */
const presetOf = (page) => page.locator('#lab [data-control^=preset-][aria-pressed=true]');

/** That the lab has what a hash says, and is in sight. @param {Page} page @param {string} hash */
async function isRun(page, hash) {
  const preset = new URLSearchParams(hash.slice(1)).get('preset');
  await expect(presetOf(page)).toHaveAttribute('data-control', `preset-${preset}`);
  await expect(page.locator('#lab'), hash).toBeInViewport();
}

const isOfLab = (/** @type {string} */ hash) => /^#\w+=/.test(hash);

test('each link opens the article with its figure or lab as it says', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const states = await statesOf(page);
  const figures = states.filter((hash) => !isOfLab(hash));
  expect(figures.length).toBeGreaterThan(20);
  // One after another in a page that is open, as in a lesson.
  for (const hash of figures) {
    await page.goto(`./${hash}`);
    await isSet(page, hash);
  }
  for (const hash of states.filter(isOfLab)) {
    await page.goto(`./${hash}`);
    await isRun(page, hash);
  }
});

for (const hash of [
  '#clouds?reset=1&sigma=0&lay=1&width=0',
  '#line?reset=1&snap=1',
  '#pairs?reset=1&show=realReal',
]) {
  test(`${hash} sets its figure in a page that is opened by it, and after a reload`, async ({
    page,
  }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(`./zh/${hash}`);
    await isSet(page, hash);
    await page.reload();
    await isSet(page, hash);
  });
}

test('what a link has set is computed: the curve on a spine of no width is at no distance', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('./#clouds?reset=1&sigma=0&lay=1&width=0');
  await expect(page.locator('#clouds')).toContainText(/Wasserstein-1\s*exact distance\s*0(\.0+)?/);
});

test('a second stop uses the tab of the first, and what was done there is there still', async ({
  page,
  context,
}) => {
  await page.goto(PATHS.en);
  const [lesson] = await Promise.all([
    context.waitForEvent('page'),
    page.locator('a[href="./#clouds?reset=1&sigma=0"]').first().click(),
  ]);
  await isSet(lesson, '#clouds?reset=1&sigma=0');
  await lesson.evaluate(() => Object.assign(globalThis, { isSameVisit: true }));
  await page.locator('a[href="./#line?reset=1&snap=1"]').first().click();
  await isSet(lesson, '#line?reset=1&snap=1');
  expect(await lesson.evaluate(() => 'isSameVisit' in globalThis)).toBe(true);
  expect(String(await valueOf(lesson, 'clouds', 'sigma'))).toBe('0');
  expect(context.pages().length).toBe(2);
});

test(
  'of two links in quick succession the second counts',
  { tag: '@sources' },
  async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.route('**/line/view.js', async (route) => {
      await new Promise((later) => setTimeout(later, 500));
      await route.continue();
    });
    await page.goto('./');
    await expect(page.locator('a.set').first()).toHaveAttribute('aria-pressed', 'false');
    await page.evaluate(async () => {
      for (const hash of ['#line?reset=1&stretch=2', '#line?reset=1&snap=1']) {
        const heard = new Promise((hear) => addEventListener('hashchange', hear, { once: true }));
        location.hash = hash;
        await heard;
      }
    });
    await isSet(page, '#line?reset=1&snap=1');
    expect(await valueOf(page, 'line', 'stretch')).toBe(1);
  },
);

test('a link to the lab is followed, and brings it into view, in a page that is open', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('./#preset=article&seed=7&device=cpu');
  await isRun(page, '#preset=article');
  await page.evaluate(() => window.scrollTo({ top: 0, behavior: 'instant' }));
  await page.goto('./#preset=unconstrained&seed=7&device=cpu');
  await isRun(page, '#preset=unconstrained');
});

for (const language of LANGUAGES) {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    test(`axe-core finds nothing serious in ${language}, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.goto(PATHS[language]);
      await page.locator('details').evaluateAll((all) => {
        for (const one of all) /** @type {HTMLDetailsElement} */ (one).open = true;
      });
      expect(await findings(page)).toEqual([]);
    });
  }

  test(`in ${language} it fits a phone, with all answers open`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(PATHS[language]);
    await page.locator('details').evaluateAll((all) => {
      for (const one of all) /** @type {HTMLDetailsElement} */ (one).open = true;
    });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    for (const summary of await page.locator('summary').all()) {
      expect((await summary.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    }
  });

  test(`on paper in ${language} every answer is there, and no navigation`, async ({ page }) => {
    await page.emulateMedia({ media: 'print' });
    await page.goto(PATHS[language]);
    const heights = await page
      .locator('details > p')
      .evaluateAll((answers) => answers.map((one) => one.getBoundingClientRect().height));
    expect(heights.length).toBeGreaterThan(30);
    expect(Math.min(...heights)).toBeGreaterThan(10);
    for (const hidden of ['.contents', '.language', '.skip']) {
      await expect(page.locator(hidden)).toBeHidden();
    }
    await page.emulateMedia({ media: 'screen' });
    await expect(page.locator('details > p').first()).toBeHidden();
  });

  test(`in ${language} it leads to the other language, and back to the article`, async ({
    page,
  }) => {
    await page.goto(PATHS[language]);
    await page.locator('.language a[hreflang]').click();
    await expect(page).toHaveURL(language === 'en' ? /\/zh\/teach\.html$/ : /where\/teach\.html$/);
    const lang = language === 'en' ? 'zh-Hans' : 'en';
    await expect(page.locator('html')).toHaveAttribute('lang', lang);
    await page.locator('.language a').first().click();
    await expect(page.locator('html')).toHaveAttribute('lang', lang);
    const link = page.locator('footer a[href$="teach.html"]');
    await expect(link).toHaveAttribute('href', './teach.html');
    await link.click();
    await expect(page.locator('html')).toHaveAttribute('lang', lang);
    await expect(page.locator('.route').first()).toBeVisible();
  });
}

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('answers fold out, and a link leads to its figure', async ({ page, context }) => {
    await page.goto(PATHS.en);
    const first = page.locator('details').first();
    await expect(first.locator('p')).toBeHidden();
    await first.locator('summary').click();
    await expect(first.locator('p')).toBeVisible();
    const [article] = await Promise.all([
      context.waitForEvent('page'),
      page.locator('a[href="./#line?reset=1&snap=1"]').first().click(),
    ]);
    await expect(article.locator('#fig-line')).toBeInViewport();
  });
});
