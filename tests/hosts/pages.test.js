/** The package in pages that nothing builds. */

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { describe, test } from 'node:test';
import { staticServer } from '../../scripts/serve.mjs';
import { host, isChosen, PACKAGE, SOURCES } from './hosts.js';
import { served } from './served.js';
import { opens, visit } from './visit.js';

/** @typedef {import('./visit.js').Visit} Visit */
/** @typedef {Record<string, string>} Headers */

/** What a page sends whose threads are to share memory. */
const ISOLATED = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};
/** What a host sends whose pages may stand in a frame of such a page. */
const FRAMED = { ...ISOLATED, 'Cross-Origin-Resource-Policy': 'cross-origin' };
const POLICIES = { 'no policy': {}, 'require-corp': ISOLATED };

/**
 * The package as CDNs give it out: by its bare name the file `cdn.js`, at once or at another address. It is another site
 * than the pages', who are at 127.0.0.1.
 * @param {Headers} headers
 */
async function cdn(headers) {
  const files = staticServer(PACKAGE);
  const { url, close } = await served((request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    const path = request.url ?? '';
    if (path === '/moved/earthmover') {
      response.setHeader('Access-Control-Allow-Origin', '*');
      response.writeHead(302, { Location: '/npm/earthmover/cdn.js' }).end();
      return;
    }
    request.url = path.replace('/npm/earthmover', '') || '/cdn.js';
    files.emit('request', request, response);
  });
  return { url: url.replace('127.0.0.1', 'localhost'), close };
}

/**
 * The pages of html/.
 * @param {Headers} headers
 * @param {(html: string) => string} change
 */
const pages = (headers, change) =>
  served((request, response) => {
    const name = (request.url ?? '').slice(1);
    const type = extname(name) === '.css' ? 'text/css' : 'text/html';
    readFile(join(SOURCES, 'html', name), 'utf8').then(
      (text) => {
        response.writeHead(200, { ...headers, 'Content-Type': `${type}; charset=utf-8` });
        response.end(change(text));
      },
      // The browser asks for an icon.
      () => response.writeHead(204).end(),
    );
  });

/**
 * @param {string} name of a page
 * @param {{ page?: Headers, cdn?: Headers, path?: string }} given what each host sends, and the package's path there
 * @param {(visit: Visit) => Promise<void>} act
 */
async function open(name, given, act) {
  const from = await cdn(given.cdn ?? {});
  const address = new URL(given.path ?? '/npm/', from.url).href;
  const site = await pages(given.page ?? {}, (html) =>
    html.replaceAll('https://cdn.example/npm/', address),
  );
  try {
    await visit(`${site.url}${name}.html`, act);
  } finally {
    site.close();
    from.close();
  }
}

/** @param {Visit} visit */
async function frameTrains(visit) {
  const frame = await visit.page.locator('iframe').elementHandle();
  const inside = await frame?.contentFrame();
  assert.ok(inside);
  await visit.trains(inside);
}

describe('html', { skip: !isChosen('html') }, () => {
  for (const [policy, page] of Object.entries(POLICIES)) {
    test(`the bare name is imported (${policy})`, () =>
      open('import', { page }, async (visit) => {
        await visit.trains();
        await visit.says('#version', /^\d+\.\d+\.\d+$/);
        const isIsolated = await visit.page.evaluate(() => crossOriginIsolated);
        assert.equal(isIsolated, page === ISOLATED);
        await visit.picture(`html-import-${policy}`);
      }));

    test(`the bare name is imported, which leads to another address (${policy})`, () =>
      open('import', { page, path: '/moved/' }, (visit) => visit.trains()));

    test(`the scripts of a lab and a figure are named (${policy})`, () =>
      open('script', { page }, async (visit) => {
        await visit.page.locator('em-line canvas[role=img][aria-label]').waitFor();
        await visit.trains();
        await visit.picture(`html-script-${policy}`);
      }));

    test(`pandoc has written the page (${policy})`, () =>
      open('report', { page }, async (visit) => {
        await visit.trains();
        await visit.picture(`html-report-${policy}`);
      }));
  }

  test('a frame trains', () =>
    open('frame', {}, async (visit) => {
      await frameTrains(visit);
      await visit.picture('html-frame');
    }));

  test('a frame trains in an isolated page where its host is isolated too', () =>
    open('frame', { page: ISOLATED, cdn: FRAMED }, frameTrains));

  test('a frame without credentials trains in an isolated page whatever its host sends', () =>
    open('frame-credentialless', { page: ISOLATED }, frameTrains));

  test('another frame does not open in an isolated page', () =>
    open('frame', { page: ISOLATED }, (visit) =>
      visit.suffers(/ERR_BLOCKED_BY_RESPONSE: .*embed\.html/),
    ));
});

host('reveal', async (project, time) => {
  const server = await project.serve('.');
  await time('opened', () =>
    opens({ ...server, url: `${server.url}#/1` }, 'reveal', async ({ page }) => {
      const deck = page.locator('.reveal');
      const isAtLab = async () => {
        assert.equal(new URL(page.url()).hash, '#/1');
        assert.doesNotMatch((await deck.getAttribute('class')) ?? '', /paused|overview/);
      };
      await page.getByRole('tab', { name: 'Settings' }).click();
      const field = page.getByRole('textbox', { name: 'λ', exact: true });
      await field.fill('0');
      // A dot would darken the deck, n and arrows would turn it.
      for (const key of ['.', '5', 'n', 'Backspace', 'ArrowLeft', 'ArrowRight', 'ArrowRight']) {
        await page.keyboard.press(key);
      }
      for (const key of ['ArrowUp', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
      assert.equal(await field.inputValue(), '0.5');
      await isAtLab();
      // Here Space is the lab's, not the deck's.
      await page.getByText('What the generator draws').click();
      await page.keyboard.press('Space');
      await page.waitForFunction(() => {
        const lab = document.querySelector('earth-mover');
        return /** @type {import('./visit.js').EarthMover} */ (lab).state === 'paused';
      });
      await isAtLab();
      // And beside the lab all keys are the deck's.
      await page.locator('h3').click();
      await page.keyboard.press('ArrowRight');
      await page.waitForURL(/#\/2$/);
    }),
  );
});
