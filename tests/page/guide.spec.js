/** docs/embedding.md tells of all that the element has, and of nothing else; its examples work when copied. */

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { FIGURES } from '../../scripts/bundle.mjs';
import { inspectAll, withTables } from '../../scripts/guide-tables.mjs';
import { workspace } from '../../scripts/workspace.mjs';
import { example, examples, named, text } from './guide.js';
import { labOf, Site } from './host.js';
import { expect, test } from './lab.js';

const [own, other] = [new Site(), new Site()];
test.beforeAll(() => Promise.all([own.open(), other.open()]).then(() => {}));
test.afterAll(() => [own, other].forEach((site) => site.close()));

/** Where the repository publishes itself, and so where examples find the element. */
const [, owner, name] = /github\.com\/([\w-]+)\/([\w-]+)/.exec(workspace('repository')) ?? [];
const PUBLISHED = `https://${owner}.github.io/${name}/`;

/** An example that takes the element from another origin. @param {string} html */
function local(html) {
  expect(html).toContain(PUBLISHED);
  return html.replaceAll(PUBLISHED, other.url);
}

test(
  'its tables, methods and events are those of the element',
  { tag: '@sources' },
  async ({ page }) => {
    const found = await inspectAll(page, './embed.html');
    expect(withTables(text, found), 'run: cargo make guide').toBe(text);
    const attributes = found.attributes.map(({ name }) => name);
    const own = found.observed.filter((one) => !attributes.includes(one));
    expect(own).toEqual(['address', 'base']);
    for (const name of own) expect(text).toContain(`\`${name}\` `);
    const methods = found.methods.filter(
      (one) => !/^constructor$|Callback$/.test(one) && !found.observed.includes(one),
    );
    expect(named('Methods and properties')).toEqual(methods.sort());
    const types = readFileSync('www/types.d.ts', 'utf8');
    const events = /interface EarthMoverEventMap \{([^]*?)\n\}/.exec(types)?.[1] ?? '';
    expect(named('Events')).toEqual(
      [...events.matchAll(/^ {2}(\w+):/gm)].map(([, one]) => one).sort(),
    );
  },
);

test(
  'what has no description, and what there is not, is refused',
  { tag: '@sources' },
  async ({ page }) => {
    const found = await inspectAll(page, './embed.html');
    const [first, ...rest] = found.attributes;
    const more = [...found.attributes, { ...first, name: 'depth' }];
    expect(() => withTables(text, { ...found, attributes: more })).toThrow(/attributes .*depth/);
    expect(() => withTables(text, { ...found, attributes: rest })).toThrow(/attributes .*seed/);
    expect(() => withTables('', found)).toThrow(/no table of attributes/);
  },
);

test('the page to begin with trains, says its gap, and is changed by its button', async ({
  page,
}) => {
  await own.show(page, local(example('html', '<!doctype html>')));
  await expect(page.locator('output')).toHaveText(/^-?\d\.\d{4}$/);
  await expect.poll(async () => (await labOf(page)).iteration).toBeGreaterThan(3);
  await expect(page.locator('[data-part=chart]')).toBeVisible();
  await page.getByRole('button', { name: 'Clip to ±0.03 instead' }).click();
  await expect(page.getByLabel('Marks on the chart').locator('li')).toContainText(['0.03']);
  // The style that the example gives it.
  const accent = page.locator('.lab').evaluate((lab) => {
    return getComputedStyle(lab).getPropertyValue('--em-critic');
  });
  expect(await accent).toBe('teal');
});

for (const figure of FIGURES) {
  test(`the example of ${figure} opens, as its attributes say`, async ({ page }) => {
    const html = examples('html').find((one) => one.includes(`</${figure}>`)) ?? '';
    await own.show(page, `<!doctype html><html lang="en"><title>host</title>${local(html)}`);
    const element = page.locator(figure);
    await element.scrollIntoViewIfNeeded();
    await expect(element.locator('.figure')).toBeVisible();
    await expect(element.locator('.failure')).toHaveCount(0);
    const [, attributes] = new RegExp(`<${figure} ([^>]*)>`).exec(html) ?? [];
    const given = [...attributes.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [
      name,
      value,
    ]);
    expect(given.length).toBeGreaterThan(0);
    const values = await element.evaluate((one) => /** @type {any} */ (one).values);
    for (const [name, value] of given.filter(([one]) => one !== 'lab')) {
      expect(String(values[name]), name).toBe(value);
    }
  });
}

test('the frame trains', async ({ page }) => {
  await own.host(page, local(example('html', '<iframe')), { script: '' });
  const handle = await page.locator('iframe').elementHandle();
  const frame = /** @type {import('@playwright/test').Frame} */ (await handle?.contentFrame());
  await expect.poll(async () => (await labOf(frame)).iteration).toBeGreaterThan(3);
});

test('as a page it fits a phone, and its links lead somewhere', async ({ page, request }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await page.goto('./embedding.html');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The lab in your page');
  const { width, hashes, files } = await page.evaluate(() => {
    const links = Array.from(
      document.links,
      (link) => /** @type {string} */ (link.getAttribute('href')),
    );
    return {
      width: document.documentElement.scrollWidth,
      hashes: links.filter((href) => href.startsWith('#')),
      files: links.filter((href) => href.includes('/blob/main/')),
    };
  });
  expect(width).toBe(360);
  expect(hashes.length).toBeGreaterThan(10);
  for (const hash of hashes) await expect(page.locator(`[id="${hash.slice(1)}"]`)).toHaveCount(1);
  for (const file of files) {
    const path = file.split('/blob/main/')[1];
    const held = statSync(path).isDirectory() ? readdirSync(path) : readFileSync(path);
    expect(held.length, path).toBeGreaterThan(0);
  }
  expect((await request.get('./embedding.css')).ok()).toBe(true);
});
