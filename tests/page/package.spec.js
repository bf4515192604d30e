/** The npm package in a page, once it is installed; tests/site/ has what needs no browser. */

import { cp, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pack } from '../site/packed.js';
import { example } from './guide.js';
import { labOf, Site, tiny } from './host.js';
import { expect, SOON, test } from './lab.js';

/** @typedef {import('@playwright/test').Page} Page */

/** @type {import('../site/packed.js').Packed} */
let packed;
/** @type {Site} */
let site;
const INSTALLED = 'node_modules/earthmover';

test.beforeAll(async () => {
  packed = await pack();
  // As a bundler leaves scripts that does not follow addresses: without the files that they name.
  const from = join(packed.scratch, INSTALLED);
  const scripts = (await readdir(from)).filter((name) => name.endsWith('.js'));
  await mkdir(join(packed.scratch, 'assets'));
  for (const name of scripts) await cp(join(from, name), join(packed.scratch, 'assets', name));
  site = new Site(packed.scratch);
  await site.open();
});

test.afterAll(async () => {
  site?.close();
  await packed?.remove();
});

/** Paths of what a page asks for. @param {Page} page */
function askedOf(page) {
  /** @type {string[]} */
  const asked = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  return asked;
}

/** @param {Page} page */
const trains = (page) =>
  expect.poll(async () => (await labOf(page)).iteration, SOON).toBeGreaterThan(3);

test('a page trains with it from node_modules, and asks nothing from elsewhere', async ({
  page,
}) => {
  const asked = askedOf(page);
  await site.show(
    page,
    `<!doctype html><title>host</title>${example('html', '<script type="module" src="./node_modules')}`,
  );
  await trains(page);
  expect(asked.filter((path) => path.endsWith('.gz')).length).toBeGreaterThan(0);
  expect(asked.filter((path) => !path.startsWith(`/${INSTALLED}/`))).toEqual(['/host.html']);
});

test('its frame needs eight requests to the first iteration', async ({ page }) => {
  const asked = askedOf(page);
  await page.goto(`${site.url}${INSTALLED}/embed.html#device=cpu&workers=1&config=batch:8`);
  await trains(page);
  // What comes after the first digits and the module is for later iterations.
  const needed = asked.filter((path) => !/train-0[1-9]|classifier|icon\.svg$/.test(path));
  expect(needed.length, needed.join(' ')).toBeLessThanOrEqual(8);
  const later = asked.findIndex((path) => path.includes('train-01'));
  expect(later).toBeGreaterThan(asked.findIndex((path) => path.endsWith('.wasm')));
  // Their names have marks of their content, but for those that an author writes.
  const plain = needed.filter((path) => !/-[\w-]{8}\.\w+$/.test(path));
  expect(plain.map((path) => path.split('/').pop()).sort()).toEqual([
    'earth-mover.js',
    'embed.html',
    'frame.js',
  ]);
});

test('its figures open, and share with the lab what they are made of', async ({ page }) => {
  const asked = askedOf(page);
  const names = ['clouds', 'transport', 'line', 'plane', 'game', 'pairs', 'watch'].concat([
    'paradox',
    'guides',
    'truth',
  ]);
  const tags = ['earth-mover', ...names.map((name) => `em-${name}`)];
  const scripts = tags.map(
    (tag) => `<script type="module" src="./${INSTALLED}/${tag}.js"></script>`,
  );
  const figures = names.map((name) => `<em-${name} loading="eager"></em-${name}>`);
  await site.show(
    page,
    `<!doctype html><title>host</title>${scripts.join('')}${tiny('id="lab" loading="eager"')}${figures.join('')}`,
  );
  await trains(page);
  for (const name of names) await expect(page.locator(`em-${name} .figure`)).toBeAttached();
  await expect(
    page.locator('em-paradox .failure, em-pairs .failure, em-guides .failure, em-truth .failure'),
  ).toHaveCount(0);
  const modules = asked.filter((path) => path.endsWith('.wasm'));
  expect(modules.length).toBe(new Set(modules).size);
  expect(modules).toHaveLength(2);
});

const BASE = `./${INSTALLED}/`;
/** @type {[string, string][]} */
const BASES = [
  ['an attribute', tiny(`base="${BASE}"`)],
  ['a meta tag', `<meta name="earthmover-base" content="${BASE}">${tiny()}`],
  [
    'a call',
    `<script type="module">
      import { setBasePath } from './assets/earth-mover.js';
      setBasePath('${BASE}');
      document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(tiny())});
    </script>`,
  ],
];
for (const [how, html] of BASES) {
  test(`where a bundler has parted scripts and files, ${how} says where they lie`, async ({
    page,
  }) => {
    const asked = askedOf(page);
    const script = how === 'a call' ? '' : './assets/earth-mover.js';
    await site.host(page, html, { script });
    await trains(page);
    const files = asked.filter((path) => path.includes('/files/'));
    expect(files.filter((path) => !path.startsWith(`/${INSTALLED}/`))).toEqual([]);
    // What a reader copies names the folder that has the frame.
    await expect(page.locator('[data-field=link]')).toHaveValue(
      new RegExp(`/${INSTALLED}/embed\\.html#`),
    );
  });
}

test('a base that is no address is left out with a warning', async ({ page }) => {
  /** @type {string[]} */
  const warnings = [];
  page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
  await site.host(page, tiny('base="mailto:me"'), { script: `./${INSTALLED}/earth-mover.js` });
  await trains(page);
  expect(
    warnings.filter((text) => /"mailto:me", but must be a web address/.test(text)),
  ).toHaveLength(1);
});
