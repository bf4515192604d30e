/** The built site as `tests/engines/site.js` serves it, and before each of its scripts what makes one thing fail. */

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { staticServer } from '../../scripts/serve.mjs';

/** @typedef {import('./rows.js').Plan} Plan */

const DIST = process.env.DIST ?? 'dist';
const MOUNT = '/some/where/';
const harness = await readFile('tests/faults/harness.js', 'utf8');
const witness = await readFile('tests/faults/witness.js', 'utf8');
const heard = await readFile('tests/engines/heard.js', 'utf8');

/** Nothing fails. @type {Plan} */
export const SOUND = { api: null, way: 'hang', when: 'never', speed: 10, late: 3_000 };

/** The scripts that workers begin with. */
const WORKER = /\/worker\/(cpu|ndarray|webgpu|follower|figures|critics)\.js$/;
const GLUE = /\/pkg\/\w+\/earthmover_web\.js$/;
/** What a module gives to the page, which the harness may make fail. */
const CLASSES = ['Trainer', 'Classifier', 'BatchFit', 'PlaneFit', 'Game'];

export class FaultSite {
  url = '';
  plan = SOUND;
  /** An expression that holds where the page has gone on. */
  goal = 'false';
  /** Fetched by a worker that was begun after all was well again. */
  isSound = false;
  /** How many scripts were spoilt. */
  spoilt = 0;
  /** @private @type {import('node:http').ServerResponse[]} */
  hung = [];
  /** @private */
  html = '';
  /** @private */
  server = createServer();

  async open() {
    const files = staticServer(DIST, MOUNT);
    this.server.on('request', (request, response) => {
      const path = (request.url ?? '/').split('?')[0];
      this.answer(path, response).then(
        (isAnswered) => isAnswered || files.emit('request', request, response),
        (error) => response.writeHead(500).end(String(error)),
      );
    });
    await new Promise((resolve) => this.server.listen(0, '127.0.0.1', () => resolve(undefined)));
    const { port } = /** @type {import('node:net').AddressInfo} */ (this.server.address());
    this.url = `http://127.0.0.1:${port}${MOUNT}`;
  }

  /** A page of an author. @param {string} body @returns {string} its address */
  page(body) {
    this.html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>host</title>
      <script type="module" src="./earth-mover.js"></script></head><body>${body}</body></html>`;
    return `${this.url}host.html`;
  }

  /** @private What stands before a script. */
  get before() {
    const plan = this.isSound ? { ...this.plan, api: null, when: 'never' } : this.plan;
    return harness.replace(/\}\)\(PLAN\);\s*$/, `})(${JSON.stringify(plan)});\n`);
  }

  /** @private */
  get witness() {
    return witness.replace(/GOAL\);\s*$/, () => `(find) => ${this.goal});\n`);
  }

  /** @private @param {string} path @param {import('node:http').ServerResponse} response */
  async answer(path, response) {
    const send = (/** @type {string} */ type, /** @type {string} */ body) => {
      response.writeHead(200, {
        'Content-Type': `${type}; charset=utf-8`,
        'Cache-Control': 'no-store',
      });
      response.end(body);
      return true;
    };
    const script = (/** @type {string} */ body) => send('text/javascript', body);
    const file = () => readFile(join(DIST, path.slice(MOUNT.length)), 'utf8');
    if (path === '/favicon.ico') return send('text/plain', '');
    if (path === `${MOUNT}fault.js`) return script(`${heard}\n${this.before}${this.witness}`);
    const { script: spoilt, way } = this.plan;
    if (spoilt && !this.isSound && new RegExp(spoilt).test(path)) {
      this.spoilt += 1;
      if (way === 'hang') return Boolean(this.hung.push(response));
      if (way === 'garbage') return send('text/html', '<!doctype html><p>Sign in</p>');
      if (way === 'throw') return script('throw new Error("fault: the test says so");');
      if (way === 'reject') return Boolean(response.writeHead(404).end());
      await new Promise((resolve) => setTimeout(resolve, this.plan.late));
    }
    if (path === `${MOUNT}host.html`) return send('text/html', listening(this.html));
    if (WORKER.test(path)) return script(`${this.before}${await file()}`);
    if (GLUE.test(path)) {
      const all = CLASSES.map((name) => `${name}: typeof ${name} === 'undefined' ? null : ${name}`);
      return script(`${await file()}\nglobalThis.faults?.module({ ${all.join()} });\n`);
    }
    if (!path.startsWith(MOUNT) || !/(\/|\.html)$/.test(path)) return false;
    const name = path.slice(MOUNT.length) + (path.endsWith('/') ? 'index.html' : '');
    const html = await readFile(join(DIST, name), 'utf8').catch(() => null);
    return html !== null && send('text/html', listening(html));
  }

  /** All is well again; a browser would let nobody else have what it is still waiting for. */
  heal() {
    this.isSound = true;
    for (const response of this.hung.splice(0)) response.destroy();
  }

  close() {
    this.server.close();
    this.server.closeAllConnections();
  }
}

const TAG = `<script src="./fault.js"></script>`;

/** @param {string} html */
const listening = (html) => html.replace(/<head>/, `<head>${TAG}`);
