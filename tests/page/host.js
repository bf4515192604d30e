/** Pages of authors, made up for one test: what stands in them, and under which policy. */

import { TINY } from './lab.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('../../www/lab/element.js').EarthMover} EarthMover */

const CONFIG = JSON.stringify(TINY).replaceAll('"', '&quot;');

/**
 * A lab that trains in milliseconds.
 * @param {string} [attributes]
 */
export const tiny = (attributes = '') =>
  `<earth-mover device="cpu" workers="1" config="${CONFIG}" ${attributes}></earth-mover>`;

/**
 * Opens a page of the site's own origin.
 * @param {Page} page
 * @param {string} body
 * @param {{ script?: string, policy?: string, head?: string }} [options]
 */
export async function openHost(
  page,
  body,
  { script = './earth-mover.js', policy, head = '' } = {},
) {
  await page.route('**/host.html', (route) =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      headers: policy ? { 'Content-Security-Policy': policy } : {},
      body: `<!doctype html><html lang="en"><head><title>host</title>${head}
        ${script ? `<script type="module" src="${script}"></script>` : ''}</head><body>${body}</body></html>`,
    }),
  );
  await page.goto('./host.html');
}

/**
 * What a lab of the page is at.
 * @param {Page | import('@playwright/test').Frame} page
 * @param {number} [index]
 */
export const labOf = (page, index = 0) =>
  page
    .locator('earth-mover')
    .nth(index)
    .evaluate((element) => {
      const { iteration, state } = /** @type {EarthMover} */ (element);
      return { iteration, state };
    });

/** Counts the modules that the page compiles, and those that its workers do. */
export function countCompiled() {
  const counts = { compiled: 0 };
  Object.assign(window, { counts });
  const compile = WebAssembly.compileStreaming;
  WebAssembly.compileStreaming = (source) => {
    counts.compiled += 1;
    return compile.call(WebAssembly, source);
  };
}

/** The same site at another origin. @returns {Promise<{ url: string, close: () => void }>} */
export async function openOther() {
  // As a variable, since types are not checked there.
  const path = '../../scripts/serve.mjs';
  const { staticServer } = await import(path);
  /** @type {import('node:http').Server} */
  const server = staticServer(process.env.DIST ?? 'dist', '/');
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}
