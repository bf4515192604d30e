/** Browsers that lack something, and pages that no server sends: a sentence from the first moment, never a blank. */

import { pathToFileURL } from 'node:url';
import { join, resolve } from 'node:path';
import { openHost } from './host.js';
import { expect, test } from './lab.js';
import { FEATURES } from '../../www/support.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('../../www/support.js').FeatureName} FeatureName */

/**
 * What each feature's absence is like, and what is said of it.
 * @type {Record<FeatureName, { remove: () => void, says: string }>}
 */
const WITHOUT = {
  webAssembly: {
    remove: () => void Reflect.deleteProperty(globalThis, 'WebAssembly'),
    says: 'WebAssembly',
  },
  simd: {
    remove: () => {
      WebAssembly.validate = () => false;
    },
    says: 'vector instructions',
  },
  moduleWorkers: {
    remove: () => {
      const { Worker } = window;
      // No engine without them has those.
      Reflect.deleteProperty(window, 'trustedTypes');
      // It knows no options.
      window.Worker = /** @type {any} */ (
        class extends Worker {
          /** @param {string | URL} url */
          constructor(url) {
            super(url);
          }
        }
      );
    },
    says: 'workers made of modules',
  },
  styleSheets: {
    remove: () => {
      window.CSSStyleSheet = /** @type {any} */ (
        function () {
          throw new TypeError('Illegal constructor');
        }
      );
      Reflect.deleteProperty(Document.prototype, 'adoptedStyleSheets');
    },
    says: 'style sheets made by scripts',
  },
  lightDark: { remove: () => forbid('light-dark'), says: 'colours for light and dark' },
  containerQueries: { remove: () => forbid('inline-size'), says: 'styles by the width' },
  has: { remove: () => forbid(':has('), says: 'styles by what is in' },
  colorMix: { remove: () => forbid('color-mix'), says: 'mixed colours' },
  decompression: {
    remove: () => void Reflect.deleteProperty(globalThis, 'DecompressionStream'),
    says: 'the unpacking',
  },
  cloning: {
    remove: () => void Reflect.deleteProperty(globalThis, 'structuredClone'),
    says: 'the copying',
  },
};

/** In the page: values that its style sheets do not know. @param {string} word */
function forbid(word) {
  const supports = /** @type {(...given: string[]) => boolean} */ (CSS.supports.bind(CSS));
  CSS.supports = (/** @type {string[]} */ ...given) =>
    !given.some((one) => one.includes(word)) && supports(...given);
}

// A browser that lacks the worker knows of no trusted addresses: here the page's policy still asks for them.
test.use({ allowed: [/TrustedScriptURL/] });

for (const { name } of FEATURES) {
  test(`without ${name} the lab says so, and which browsers have it`, async ({ page }) => {
    const { remove, says } = WITHOUT[name];
    await page.addInitScript(`${forbid}\n(${remove})()`);
    await page.goto('./embed.html?lang=en');
    const said = page.getByRole('status');
    await expect(said).toContainText(`this browser lacks ${says}`);
    await expect(said).toContainText('Firefox from 121 on');
    await expect(said).toBeVisible();
    await expect(page.locator('.lab')).toHaveAttribute('data-state', 'failed');
    expect(page.workers()).toHaveLength(0);
    await page.goto('./embed.html?lang=zh');
    await expect(page.getByRole('status')).toContainText('此浏览器不支持');
  });
}

test('the article’s figures say so too, under their pictures', async ({ page }) => {
  await page.addInitScript(`${forbid}\n(${WITHOUT.lightDark.remove})()`);
  await page.goto('./');
  // The first screen's, of which all stills stay, and one further down.
  const hero = page.locator('#hero');
  await expect(hero.getByRole('status')).toContainText('colours for light and dark');
  for (const still of await hero.locator('img').all()) await expect(still).toBeVisible();
  const figure = page.locator('#clouds');
  await figure.scrollIntoViewIfNeeded();
  await expect(figure.getByRole('status')).toContainText('colours for light and dark');
  await expect(figure.locator('img')).toBeVisible();
  await page.goto('./zh/');
  await page.locator('#clouds').scrollIntoViewIfNeeded();
  await expect(page.locator('#clouds').getByRole('status')).toContainText('明暗两套颜色');
  await page.locator('#lab').scrollIntoViewIfNeeded();
  await expect(page.locator('#lab').getByRole('status')).toContainText('明暗两套颜色');
  await expect(page.locator('#lab img')).toBeVisible();
});

test('a frame says what it is about before its scripts are there', async ({ page }) => {
  await page.route('**/*.js', () => {});
  await page.goto('./embed.html', { waitUntil: 'commit' });
  await expect(page.getByText('The lab is being opened')).toBeVisible();
  await expect(page.getByText('实验台正在打开')).toBeVisible();
});

test('so do the article’s figures', async ({ page }) => {
  await page.route('**/*.js', () => {});
  await page.goto('./', { waitUntil: 'commit' });
  for (const id of ['clouds', 'lab', 'watch']) {
    await expect(page.locator(`#${id} > .missing`)).toBeVisible();
    await expect(page.locator(`#${id} > .missing`)).toContainText('a moment to load');
  }
});

test('the words in a lab’s place go when it is there', async ({ page }) => {
  await page.goto('./embed.html?autostart=no');
  await expect(page.locator('.lab')).toBeVisible();
  await expect(page.getByText('The lab is being opened')).toBeHidden();
});

test.describe('opened as files', () => {
  // No script of a module may come from a file.
  test.use({ allowed: [/CORS policy|Failed to load resource|Content Security Policy|file:/] });

  test('frame and article say what they need', async ({ page }) => {
    const dist = resolve(process.env.DIST ?? 'dist');
    const fileOf = (/** @type {string} */ path) => pathToFileURL(join(dist, path)).href;
    await page.goto(fileOf('embed.html'));
    await expect(page.getByText('it cannot be opened as a file')).toBeVisible();
    await page.goto(fileOf('index.html'));
    await expect(page.locator('#lab > .missing')).toContainText('not opened as a file');
    await expect(page.locator('#lab > .missing')).toBeVisible();
  });
});

for (const language of ['C', 'en-US@posix', 'zh_CN.UTF-8']) {
  test(`where the system’s language is ${language} the element is there`, async ({ page }) => {
    await page.addInitScript((tag) => {
      Object.defineProperty(Navigator.prototype, 'language', { value: tag });
      Object.defineProperty(Navigator.prototype, 'languages', { value: [tag] });
    }, language);
    await page.goto('./embed.html?autostart=no');
    const name = language.startsWith('zh') ? '运行' : 'Run';
    await expect(page.getByRole('button', { name, exact: true })).toBeVisible();
    // The charts are what would have been missing.
    await expect(page.locator('#charts-chart canvas').first()).toBeAttached();
    await openHost(page, '<earth-mover autostart="no"></earth-mover>');
    await expect(page.locator('.lab')).toBeVisible();
  });
}
