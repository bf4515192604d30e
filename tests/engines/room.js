/** What the tests of an engine share: one browser, the site, another origin; and what must hold after each test. */

import assert from 'node:assert/strict';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { launch } from '../../scripts/engines.mjs';
import { Site } from './site.js';
import { Tab, waitUntil } from './tab.js';

/** A configuration that takes milliseconds an iteration, whose rows several workers may share. */
export const TINY = {
  batch: 8,
  latent: 8,
  architecture: {
    kind: 'mlp',
    generatorHidden: [16],
    criticHidden: [16],
    normalisation: 'none',
  },
  constraint: { kind: 'slopePenalty', pairs: 'realFake', share: 1 },
};

/** The page as it is published. */
const SITE = process.env.SITE ?? 'target/site';

/** The size of the browser's window, but where a test is about another. */
const SIZE = /** @type {const} */ ([1280, 900]);
/** For the slowest of all tests, on a machine that is slow. */
const TIMEOUT_MS = 300_000;

export const LAB = 'earth-mover >>> .lab';
/** Something of a lab. @param {string} selector */
export const inLab = (selector) => `earth-mover >>> ${selector}`;
/** @param {string} name */
export const control = (name) => inLab(`[data-control=${name}]`);
/** @param {string} name */
export const field = (name) => inLab(`[data-field=${name}]`);

/** What a lab of the page is at, as an expression of the page. */
export const ITERATION = `(document.querySelector('earth-mover')?.iteration ?? 0)`;
export const STATE = `document.querySelector('earth-mover')?.state`;

/** A lab that trains in milliseconds, for a page of an author. @param {string} [attributes] @param {object} [config] */
export const tiny = (attributes = '', config = TINY) =>
  `<earth-mover device="cpu" workers="1" config="${JSON.stringify(config).replaceAll('"', '&quot;')}" ${attributes}></earth-mover>`;

/** Statements for a page: the SHA-256 of bytes, in hexadecimal. */
export const SHA256 = `
  const sha256 = async (bytes) => {
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  };`;

export class Room {
  site = new Site(SITE);
  /** The same, of another origin. */
  other = new Site(SITE);
  /** @type {Tab} */
  tab = /** @type {any} */ (null);
  /** The folder of what the browser saves. */
  downloads = '';
  /** @private */
  end = async () => {};

  /** @param {string} engine @param {import('../../scripts/engines.mjs').Look} [look] */
  constructor(engine, look) {
    this.engine = engine;
    before(async () => {
      await Promise.all([this.site.open(), this.other.open()]);
      const { browser, downloads, close } = await launch(engine, look);
      this.end = close;
      this.downloads = downloads;
      this.tab = new Tab(browser);
      await browser.manage().setTimeouts({ script: TIMEOUT_MS });
    });
    after(async () => {
      await this.end();
      this.site.close();
      this.other.close();
    });
  }

  /**
   * A test, after which no error has been heard, and no request has failed.
   * @param {string} name
   * @param {(tab: Tab) => Promise<void>} body
   */
  test(name, body) {
    test(name, { timeout: TIMEOUT_MS }, async () => {
      const { tab, site, other } = this;
      await tab.begin(...SIZE);
      site.failed = [];
      other.failed = [];
      await body(tab);
      assert.deepEqual(await tab.end(), [], 'errors');
      assert.deepEqual([...site.failed, ...other.failed], [], 'failed requests');
    });
  }

  /** The path of a file that the browser has saved, once all of it is there. @param {string} name */
  async saved(name) {
    const path = join(this.downloads, name);
    // All of it at once: until then it has another name, or no bytes.
    await waitUntil(
      () => statSync(path, { throwIfNoEntry: false })?.size ?? 0,
      (bytes) => bytes > 0,
      () => `${name} is not among what was saved: ${readdirSync(this.downloads)}`,
    );
    return path;
  }

  /**
   * The lab by itself.
   * @param {Record<string, unknown>} [settings]
   */
  async openLab(settings = {}) {
    const query = new URLSearchParams({ device: 'cpu', workers: '1' });
    for (const [name, value] of Object.entries(settings)) {
      query.set(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
    }
    await this.tab.open(`${this.site.url}embed.html?${query}`);
    await this.tab.element(LAB);
  }

  /** The lab by itself, stopped at an iteration. @param {number} iteration @param {Record<string, unknown>} [settings] */
  async openAt(iteration, settings = {}) {
    await this.openLab({ autostart: 'no', config: TINY, ...settings });
    await this.tab.wait(`await document.querySelector('earth-mover').step(given[0]);`, iteration);
    // As it is seen: instruments are told a little later than scripts.
    await this.tab.until(
      `(({ state, iteration }) => [state, iteration].join())(find('${LAB}').dataset)`,
      (seen) => seen === `paused,${iteration}`,
    );
  }
}
