/** The article as it is read: in both languages, by everyone, also without scripts and on paper. */

import { findings } from './axe.js';
import { expect, test } from './lab.js';

/** @typedef {import('@playwright/test').Page} Page */

const PATHS = { en: './', zh: './zh/' };
const LANGUAGES = /** @type {(keyof typeof PATHS)[]} */ (Object.keys(PATHS));
const FIGURES = [
  'hero',
  'clouds',
  'transport',
  'line',
  'plane',
  'game',
  'lab',
  'pairs',
  'clipped',
  'penalised',
].concat(['watch', 'paradox', 'guides', 'truth']);
/** The text is there without any of its scripts; what these do has tests of its own. */
const withoutScripts = (/** @type {Page} */ page) =>
  page.route('**/*.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: 'export {};' }),
  );

/**
 * What a page has, in order: what must be there in every language.
 * @param {Page} page
 */
const outline = (page) =>
  page.evaluate(() => {
    const all = (/** @type {string} */ selector, /** @type {string} */ name) =>
      Array.from(document.querySelectorAll(selector), (one) => one.getAttribute(name));
    return {
      ids: all('[id]', 'id'),
      figures: all('figure > [id]:not(.place)', 'id'),
      formulas: Array.from(document.querySelectorAll('.formula math'), (one) =>
        (one.textContent ?? '').replace(/gap|平均评分差/, ''),
      ),
      links: all('a.set', 'href'),
      citations: all('.cite a', 'href'),
      contents: all('.contents a', 'href'),
      notes: all('.note', 'id'),
    };
  });

/** What is folded is read too. @param {Page} page */
const unfold = (page) =>
  page.locator('details').evaluateAll((folds) => {
    for (const fold of folds) /** @type {HTMLDetailsElement} */ (fold).open = true;
  });

test('both languages have the same sections, figures, formulas, links, citations and notes', async ({
  page,
}) => {
  await withoutScripts(page);
  await page.goto(PATHS.en);
  const en = await outline(page);
  await page.goto(PATHS.zh);
  expect(await outline(page)).toEqual(en);
  expect(en.figures).toEqual(FIGURES);
  expect(en.formulas.length).toBeGreaterThan(10);
  expect(new Set(en.ids).size, 'no id twice').toBe(en.ids.length);
  // Every link within the page leads somewhere, also one that sets a figure.
  for (const href of [...en.links, ...en.citations, ...en.contents]) {
    expect(en.ids).toContain(href?.slice(1));
  }
  for (const href of en.links) expect(en.figures).toContain(href?.slice(1).split('?')[0]);
});

test('each page is in its language', async ({ page }) => {
  await withoutScripts(page);
  const textOf = () =>
    page.locator('main p:not(.missing), main li, summary, figcaption').allInnerTexts();
  await page.goto(PATHS.zh);
  await unfold(page);
  for (const text of await textOf()) expect(text).toMatch(/[\u4e00-\u9fff]/);
  // A space or a line break between two characters shows as a gap.
  for (const text of await textOf()) expect(text).not.toMatch(/[\u4e00-\u9fff] [\u4e00-\u9fff]/);
  await page.goto(PATHS.en);
  await unfold(page);
  for (const text of await textOf()) expect(text).not.toMatch(/[\u4e00-\u9fff]/);
});

for (const language of LANGUAGES) {
  test(`every reference of the page in ${language} is cited, and numbered as it is first`, async ({
    page,
  }) => {
    await withoutScripts(page);
    await page.goto(PATHS[language]);
    const cited = await page
      .locator('.cite a')
      .evaluateAll((links) =>
        links.map((link) => ({ to: link.getAttribute('href')?.slice(1), as: link.textContent })),
      );
    const listed = await page
      .locator('.references li')
      .evaluateAll((items) => items.map(({ id }) => id));
    expect([...new Set(cited.map(({ to }) => to))]).toEqual(listed);
    for (const { to, as } of cited) expect(listed[Number(as) - 1]).toBe(to);
  });

  test(`the page in ${language} names itself and the other, and asks no other site for anything`, async ({
    page,
  }) => {
    /** @type {string[]} */
    const elsewhere = [];
    const here = new URL(String(test.info().project.use.baseURL)).origin;
    page.on('request', (request) => {
      if (!request.url().startsWith(`${here}/`)) elsewhere.push(request.url());
    });
    await page.goto(PATHS[language]);
    await page.locator('footer').scrollIntoViewIfNeeded();
    await page.waitForTimeout(1_000);
    expect(elsewhere).toEqual([]);
    const alternates = await page.locator('link[rel=alternate]').evaluateAll((links) =>
      links.map((link) => {
        const { hreflang, href } = /** @type {HTMLLinkElement} */ (link);
        return { hreflang, href };
      }),
    );
    expect(alternates.map(({ hreflang }) => hreflang)).toEqual(['en', 'zh-Hans', 'x-default']);
    for (const { hreflang, href } of alternates) {
      const html = await (await page.request.get(href)).text();
      expect(html).toContain(`<html lang="${hreflang === 'x-default' ? 'en' : hreflang}">`);
    }
    await page.locator('.language a').click();
    await expect(page.locator('html')).toHaveAttribute(
      'lang',
      language === 'en' ? 'zh-Hans' : 'en',
    );
  });

  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    test(`axe-core finds nothing serious in the page in ${language}, ${colorScheme}`, async ({
      page,
    }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.goto(PATHS[language]);
      await page.locator('#lab').scrollIntoViewIfNeeded();
      await page.locator('#lab .lab').waitFor();
      expect(await findings(page)).toEqual([]);
    });
  }

  test(`the page in ${language} fits a phone`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(PATHS[language]);
    await page.locator('#lab').scrollIntoViewIfNeeded();
    await page.locator('#lab .lab').waitFor();
    await unfold(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    const cut = await page
      .locator('.formula')
      .evaluateAll((formulas) =>
        formulas
          .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
          .map((formula) => formula.textContent),
      );
    expect(cut).toEqual([]);
    // Notes are below their paragraphs.
    const above = await page.locator('p:has(.mark)').first().boundingBox();
    const below = await page.locator('.note').first().boundingBox();
    expect(below?.y).toBeGreaterThanOrEqual((above?.y ?? 0) + (above?.height ?? 0));
  });

  test(`notes and contents stand beside the text of the page in ${language} where there is room`, async ({
    page,
  }) => {
    await withoutScripts(page);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(PATHS[language]);
    const paragraph = page.locator('p:has(.mark)').first();
    const [text, note] = [
      await paragraph.boundingBox(),
      await page.locator('.note').first().boundingBox(),
    ];
    expect(note?.x).toBeGreaterThan((text?.x ?? 0) + (text?.width ?? 0));
    expect(Math.abs((note?.y ?? 0) - (text?.y ?? 0))).toBeLessThan(10);
    await page.locator('#dual').scrollIntoViewIfNeeded();
    await expect(page.locator('.contents')).toBeInViewport({ ratio: 1 });
  });

  test(`contents begin beside the title of the page in ${language}, and mark what is read`, async ({
    page,
  }) => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(PATHS[language]);
    const [contents, title] = [
      await page.locator('.contents').boundingBox(),
      await page.locator('.masthead').boundingBox(),
    ];
    expect(contents?.y).toBe(title?.y);
    const marked = () =>
      page
        .locator('.contents [aria-current]')
        .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    for (const id of ['primal', 'question']) {
      await page
        .locator(`#${id}`)
        .evaluate((heading) => heading.scrollIntoView({ behavior: 'instant' }));
      await expect.poll(marked).toEqual([`#${id}`]);
    }
  });

  test(`on paper the page in ${language} has no controls, and its references have addresses`, async ({
    page,
  }) => {
    await page.emulateMedia({ media: 'print' });
    await page.goto(PATHS[language]);
    for (const hidden of ['.contents', '.language', '.skip', '#lab', '#clouds', '#paradox']) {
      await expect(page.locator(hidden)).toBeHidden();
    }
    await expect(page.locator('.formula').first()).toBeVisible();
    // Nobody unfolds paper.
    const folded = page.locator('.aside > :not(summary)');
    await expect(folded).not.toHaveCount(0);
    for (const part of await folded.all()) await expect(part).toBeVisible();
    const address = await page
      .locator('#ref-arjovsky a')
      .evaluate((link) => getComputedStyle(link, '::after').content);
    expect(address).toContain('https://arxiv.org/abs/1701.07875');
    // Notes come after the text of their section.
    const order = await page.locator('#why').evaluate((section) => {
      const bottom = (/** @type {Element} */ one) => one.getBoundingClientRect().bottom;
      const notes = Array.from(section.querySelectorAll('.note'));
      const rest = Array.from(section.children).filter((one) => !one.matches('.note'));
      return Math.min(...notes.map(bottom)) >= Math.max(...rest.map(bottom));
    });
    expect(order).toBe(true);
  });
}

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  for (const language of LANGUAGES) {
    test(`the text, the formulas and a sentence for every figure are there in ${language}`, async ({
      page,
    }) => {
      await page.goto(PATHS[language]);
      await expect(page.locator('main p:not(.missing)').first()).toBeVisible();
      await expect(page.locator('.formula math')).not.toHaveCount(0);
      for (const name of FIGURES) {
        const missing = page.locator(`#${name} > .missing`);
        await expect(missing).toBeVisible();
        await expect(missing).toContainText('WebAssembly');
        await expect(page.locator(`#fig-${name} figcaption`)).not.toBeEmpty();
      }
      // Nothing is kept free for what will not come.
      const height = await page.locator('#paradox').evaluate((one) => one.clientHeight);
      expect(height).toBeLessThan(1_000);
      await page.locator('a.set').first().click();
      await expect(page.locator('#fig-clouds')).toBeInViewport();
    });
  }
});
