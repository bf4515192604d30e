/** Where something is soaked: a browser, the site with what watches its labs, and what of its memory can be told. */

import { readFile } from 'node:fs/promises';
import { launch } from '../../scripts/engines.mjs';
import { Site } from '../engines/site.js';
import { Tab } from '../engines/tab.js';
import { megabytes } from './memory.js';

/**
 * What is told of a page at a moment.
 * @typedef {object} Sample
 * @property {number} minute of real time, since it was opened
 * @property {number} iteration of its first lab
 * @property {number} wasm MB of that one's module
 * @property {number} rows of its curves
 * @property {number} pictures MB of its timeline
 * @property {number} nodes elements, shadow roots included
 * @property {number} heap MB of JavaScript after all that nobody holds was collected; NaN but in Chromium
 * @property {number} held nodes of the browser's own account, those outside of the page too; NaN but in Chromium
 * @property {number} all MB of the whole browser
 */

/** @typedef {(text: string) => void} Tell */
/**
 * @typedef {object} Case
 * @property {string} name
 * @property {readonly string[]} [engines] else all
 * @property {(place: Place, tell: Tell, skip: (why: string) => void) => Promise<void>} soak in a browser that it opens
 */

/** A call may train thousands of iterations. */
const SCRIPT_MS = 3_600_000;
const STARTS_MS = 60_000;
const WORKER = /^worker\/(cpu|ndarray|webgpu|follower|figures|critics)\.js$/;
const watch = await readFile('tests/soak/watch.js', 'utf8');
const clock = await readFile('tests/soak/clock.js', 'utf8');

export class Place {
  /** How much faster the clock of pages and workers goes. */
  speed = 1;
  site = new Site(process.env.DIST ?? 'dist', (path, script) => {
    if (path === 'lab/lab.js') return `${script}\n${watch}`;
    return this.speed > 1 && WORKER.test(path) ? `${this.clock}\n${script}` : script;
  });
  /** @type {Tab} */
  tab = /** @type {any} */ (null);
  /** @private */
  pid = 0;
  /** @private */
  begun = 0;
  /** @private */
  end = async () => {};

  /** @param {string} engine */
  constructor(engine) {
    this.engine = engine;
  }

  /** @private */
  get clock() {
    return clock.replace('SPEED', String(this.speed));
  }

  /** A browser of its own. @param {import('../../scripts/engines.mjs').Look} [look] */
  async open(look) {
    await this.site.open();
    const { browser, pid, close } = await launch(this.engine, look);
    this.pid = pid;
    this.tab = new Tab(browser);
    this.end = close;
    await browser.manage().setTimeouts({ script: SCRIPT_MS });
    await this.tab.begin(1280, 900);
  }

  async close() {
    await this.end();
    this.site.close();
  }

  /** A page of an author. @param {string} body */
  async visit(body) {
    const head = `${this.speed > 1 ? `<script>${this.clock}</script>` : ''}
      <script type="module" src="./earth-mover.js"></script>`;
    await this.tab.open(this.site.page(body, { head }));
    // The lab's scripts may come after the page's own word that all is there.
    await this.tab.browser.wait(() => this.tab.run('return "soak" in globalThis;'), STARTS_MS);
    this.begun = Date.now();
  }

  /** @returns {Promise<Sample>} */
  async sample() {
    const { tab } = this;
    const { iteration, nodes, kept } = await tab.run(`
      const [lab] = soak.labs;
      return { iteration: lab?.run.iteration ?? 0, nodes: soak.nodes(), kept: lab ? soak.kept(lab) : {} };`);
    const { heap, held } = await this.heap();
    const { rows = 0, pictures = 0, memory = 0 } = kept;
    return {
      minute: (Date.now() - this.begun) / 60_000,
      iteration,
      wasm: memory / 2 ** 20,
      rows,
      pictures: pictures / 1e6,
      nodes,
      heap,
      held,
      all: megabytes(this.pid),
    };
  }

  /** @private */
  async heap() {
    if (this.engine !== 'chromium') return { heap: NaN, held: NaN };
    const browser = /** @type {any} */ (this.tab.browser);
    await browser.sendDevToolsCommand('Performance.enable', {});
    await browser.sendDevToolsCommand('HeapProfiler.collectGarbage', {});
    const { metrics } = await browser.sendAndGetDevToolsCommand('Performance.getMetrics', {});
    const of = (/** @type {string} */ wanted) =>
      metrics.find((/** @type {{ name: string }} */ { name }) => name === wanted)?.value ?? NaN;
    return { heap: of('JSHeapUsedSize') / 2 ** 20, held: of('Nodes') };
  }
}

/** @param {Sample} sample a line of a table */
export const line = ({ minute, iteration, wasm, rows, pictures, nodes, heap, held, all }) =>
  [
    `${minute.toFixed(1)} min`,
    iteration,
    `wasm ${wasm.toFixed(1)} MB`,
    `${rows} rows`,
    `pictures ${pictures.toFixed(1)} MB`,
    `${nodes} nodes`,
    `heap ${heap.toFixed(1)} MB`,
    `held ${held}`,
    `all ${all.toFixed(0)} MB`,
  ].join(', ');
