/** Pages of authors, made up for one test: what stands in them, and under which policy. */

import { createServer } from 'node:http';
import { staticServer } from '../../scripts/serve.mjs';
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
 * @typedef {object} HostOptions
 * @property {string} [script] the element's
 * @property {string} [policy]
 * @property {string} [head]
 */

/**
 * @param {string} body
 * @param {HostOptions} [options]
 */
const pageOf = (body, { script = './earth-mover.js', head = '' } = {}) =>
  `<!doctype html><html lang="en"><head><title>host</title>${head}
    ${script ? `<script type="module" src="${script}"></script>` : ''}</head><body>${body}</body></html>`;

/**
 * Opens a page of the site's own origin.
 * @param {Page} page
 * @param {string} body
 * @param {HostOptions} [options]
 */
export async function openHost(page, body, options) {
  await page.route('**/host.html', (route) =>
    route.fulfill({ contentType: 'text/html; charset=utf-8', body: pageOf(body, options) }),
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

/**
 * The site, or another folder, at an origin of its own, with a page on it that says what it is told to. (Chromium keeps pages that a
 * test makes up by itself away from this machine's servers.)
 */
export class Site {
  /** @private */
  page = { body: '', policy: '' };
  /** @private */
  server = createServer();
  url = '';

  /** @param {string} [folder] of the site */
  constructor(folder = process.env.DIST ?? 'dist') {
    /** @private */
    this.folder = folder;
  }

  async open() {
    const files = staticServer(this.folder);
    this.server.on('request', (request, response) => {
      if (request.url === '/favicon.ico') return response.writeHead(204).end();
      if (!request.url?.startsWith('/host.html')) return files.emit('request', request, response);
      const { body, policy } = this.page;
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      if (policy) response.setHeader('Content-Security-Policy', policy);
      return response.end(body);
    });
    await new Promise((resolve) => this.server.listen(0, '127.0.0.1', () => resolve(undefined)));
    const { port } = /** @type {import('node:net').AddressInfo} */ (this.server.address());
    this.url = `http://127.0.0.1:${port}/`;
  }

  /**
   * @param {Page} page
   * @param {string} body
   * @param {HostOptions} [options]
   */
  host(page, body, options) {
    return this.show(page, pageOf(body, options), options?.policy);
  }

  /** A whole page. @param {Page} page @param {string} html */
  async show(page, html, policy = '') {
    this.page = { body: html, policy };
    await page.goto(`${this.url}host.html`);
  }

  close() {
    this.server.close();
    this.server.closeAllConnections();
  }
}
