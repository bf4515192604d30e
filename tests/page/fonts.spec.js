/** The page's own faces: allowed by its policy, asked for once, and worn by text, formulas and figures alike. */

import { expect, test } from './lab.js';

const PAGES = { en: './', zh: './zh/', teachers: './teach.html', authors: './embedding.html' };
const TEXT = { en: 'Text', zh: 'Latin', teachers: 'Text', authors: 'Text' };

for (const [name, path] of Object.entries(PAGES)) {
  test(`the page for ${name} has the faces that it asks for, each once`, async ({ page }) => {
    /** @type {Map<string, number>} */
    const asked = new Map();
    page.on('request', (request) => {
      const [, file] = /fonts\/([\w-]+)\.woff2/.exec(request.url()) ?? [];
      if (file) asked.set(file, (asked.get(file) ?? 0) + 1);
    });
    await page.addInitScript(() => {
      /** @type {string[]} */
      const broken = [];
      Object.assign(window, { broken });
      addEventListener('securitypolicyviolation', (event) => broken.push(event.blockedURI));
    });
    await page.goto(path);
    const family = TEXT[/** @type {keyof typeof TEXT} */ (name)];
    const found = await page.evaluate(async (text) => {
      const faces = await Promise.all(
        [`1em "Earthmover ${text}"`, '1em "Earthmover Formulas"'].map((one) =>
          document.fonts.load(one, 'x'),
        ),
      );
      return {
        statuses: faces.map(([face]) => face?.status),
        body: getComputedStyle(document.body).fontFamily,
        broken: /** @type {any} */ (window).broken,
      };
    }, family);
    expect(found.statuses).toEqual(['loaded', 'loaded']);
    expect(found.body).toMatch(new RegExp(`^"Earthmover ${family}"`));
    expect(found.broken).toEqual([]);
    for (const [file, times] of asked) expect(times, file).toBe(1);
    expect(asked.get('text')).toBe(1);
  });
}

test('formulas and figures wear them too, what is drawn included', async ({ page }) => {
  await page.goto('./');
  await expect(page.locator('.formula math').first()).toHaveCSS(
    'font-family',
    /^"Earthmover Formulas"/,
  );
  await page.locator('#line').scrollIntoViewIfNeeded();
  const figure = page.locator('#line .figure');
  await expect(figure).toHaveCSS('font-family', /^"Earthmover Text"/);
  const font = () =>
    page.locator('#line canvas[role=img]').evaluate((canvas) => {
      const drawn = /** @type {HTMLCanvasElement} */ (canvas).getContext('2d');
      return /** @type {CanvasRenderingContext2D} */ (drawn).font;
    });
  await expect.poll(font).toMatch(/^\d+px "Earthmover Text"/);
});

test('Chinese keeps marks and quotes of its own', async ({ page }) => {
  await page.goto('./zh/');
  const holds = await page.evaluate(() => {
    const face = [...document.fonts].find(
      ({ family, style }) => /Latin/.test(family) && style === 'normal',
    );
    const ranges = (face?.unicodeRange ?? '').split(',').map((range) => {
      const [from, to = from] = range.replace(/U\+/i, '').trim().split('-');
      return [parseInt(from, 16), parseInt(to, 16)];
    });
    /** @param {string} one */
    const has = (one) =>
      ranges.some(
        ([from, to]) => Number(one.codePointAt(0)) >= from && Number(one.codePointAt(0)) <= to,
      );
    return { latin: [...'Wx1−₁λ→'].map(has), marks: [...'“”‘’…—·'].map(has) };
  });
  expect(holds.latin).not.toContain(false);
  expect(holds.marks).not.toContain(true);
});
