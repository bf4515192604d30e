/** A built page at an origin of its own, which hears and records: errors of its pages, requests that fail. */

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { filesOf, FOLDER } from '../page/made-up-set.js';
import { staticServer } from '../../scripts/serve.mjs';

const MOUNT = '/some/where/';
/** Images of no data set that is published. */
const SHAPES = filesOf();
const HEARD = `${MOUNT}heard.js`;
const TAG = `<script src="${HEARD}"></script>`;

/** @param {string} html */
const listening = (html) => html.replace(/<head>|(?=<script)/, (found) => found + TAG);

/** @typedef {{ policy?: string, lang?: string }} HostOptions */

export class Site {
  /**
   * @param {string} folder of the page
   * @param {((path: string, script: string) => string) | null} [edit] what becomes of a script, by its path in the site
   */
  constructor(folder, edit = null) {
    /** @private */
    this.folder = folder;
    /** @private */
    this.edit = edit;
  }

  url = '';
  /** What could not be answered since it was last asked for. @type {string[]} */
  failed = [];
  /** @private */
  host = { html: '', policy: '' };
  /** @private */
  server = createServer();

  async open() {
    const files = staticServer(this.folder, MOUNT);
    this.server.on('request', (request, response) => {
      const path = (request.url ?? '/').split('?')[0];
      // Browsers ask for it by themselves, at the root.
      if (path === '/favicon.ico') return response.writeHead(204).end();
      response.on('finish', () => {
        const { statusCode } = response;
        if (statusCode >= 400) this.failed.push(`${statusCode} ${request.method} ${path}`);
      });
      return this.answer(path, response).then(
        (isAnswered) => isAnswered || files.emit('request', request, response),
        (error) => response.writeHead(500).end(String(error)),
      );
    });
    await new Promise((resolve) => this.server.listen(0, '127.0.0.1', () => resolve(undefined)));
    const { port } = /** @type {import('node:net').AddressInfo} */ (this.server.address());
    this.url = `http://127.0.0.1:${port}${MOUNT}`;
  }

  /** @private @param {string} path @param {import('node:http').ServerResponse} response */
  async answer(path, response) {
    const send = (/** @type {string} */ type, /** @type {string | Buffer} */ body) => {
      response.writeHead(200, { 'Content-Type': type, 'Access-Control-Allow-Origin': '*' });
      response.end(body);
      return true;
    };
    if (path === HEARD) {
      return send(
        'text/javascript; charset=utf-8',
        await readFile('tests/engines/heard.js', 'utf8'),
      );
    }
    const shapes = SHAPES.get(path.replace(`${MOUNT}${FOLDER}`, ''));
    if (shapes) return send('application/octet-stream', shapes);
    if (path === `${MOUNT}host.html`) {
      const { html, policy } = this.host;
      if (policy) response.setHeader('Content-Security-Policy', policy);
      return send('text/html; charset=utf-8', html);
    }
    if (!path.startsWith(MOUNT)) return false;
    if (this.edit && path.endsWith('.js')) {
      const script = await readFile(join(this.folder, path.slice(MOUNT.length)), 'utf8');
      return send('text/javascript; charset=utf-8', this.edit(path.slice(MOUNT.length), script));
    }
    if (!/(\/|\.html)$/.test(path)) return false;
    const file = join(
      this.folder,
      path.slice(MOUNT.length) + (path.endsWith('/') ? 'index.html' : ''),
    );
    const html = await readFile(file, 'utf8').catch(() => null);
    return html !== null && send('text/html; charset=utf-8', listening(html));
  }

  /**
   * A page of an author.
   * @param {string} body
   * @param {{ head?: string, lang?: string, policy?: string }} [options]
   * @returns {string} its address
   */
  page(body, { head = '', lang = 'en', policy = '' } = {}) {
    const html = `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>host</title>${TAG}${head}</head><body>${body}</body></html>`;
    this.host = { html, policy };
    return `${this.url}host.html`;
  }

  /** A page of the article's style with something in it, under its policy. @param {string} body */
  async articlePage(body, lang = 'en') {
    const article = await readFile(join(this.folder, 'index.html'), 'utf8');
    const [policy] = /<meta\s+http-equiv="Content-Security-Policy"[^>]*>/.exec(article) ?? [''];
    return this.page(`<nav class="contents"></nav><main><h1>host</h1>${body}</main>`, {
      lang,
      head: `${policy}<link rel="stylesheet" href="./page.css">
        <script type="module" src="./earth-mover.js"></script>
        <script type="module" src="./article.js"></script>`,
    });
  }

  close() {
    this.server.close();
    this.server.closeAllConnections();
  }
}
