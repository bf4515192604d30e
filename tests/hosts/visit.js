/** Pages in which nothing may go wrong. */

import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after } from 'node:test';
import { launch } from '../../scripts/chromium.mjs';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').Frame} Frame */
/** @typedef {import('../../www/lab/element.js').EarthMover} EarthMover */

/** Until a page is there, and until its lab trains. */
const SOON = 120_000;
const PICTURES = process.env.SCREENSHOTS;
/** Of a run, until it is believed; where it is to be seen, there should be something to see. */
const ITERATIONS = PICTURES ? 60 : 4;

/** @type {Promise<import('@playwright/test').Browser> | undefined} */
let browser;

after(async () => (await browser)?.close());

export class Visit {
  /** What has gone wrong. @type {string[]} */
  heard = [];

  /** @private @param {Page} page */
  constructor(page) {
    this.page = page;
    page.on('console', this.hear);
    page.on('worker', (worker) => worker.on('console', this.hear));
    page.on('pageerror', (error) => this.heard.push(`thrown: ${error.stack}`));
    page.on('response', (response) => {
      if (response.status() >= 400) this.heard.push(`${response.status()}: ${response.url()}`);
    });
    page.on('requestfailed', (request) => {
      const why = request.failure()?.errorText;
      // The page itself no longer wants it.
      if (why !== 'net::ERR_ABORTED') this.heard.push(`${why}: ${request.url()}`);
    });
  }

  /** @private @param {import('@playwright/test').ConsoleMessage} message */
  hear = (message) => {
    if (!['error', 'assert'].includes(message.type())) return;
    const { url } = message.location();
    // No page has asked for it.
    if (!url.endsWith('/favicon.ico')) this.heard.push(`said: ${message.text()} (${url})`);
  };

  /** @param {string} url */
  static async open(url) {
    browser ??= launch(false);
    const page = await (await browser).newPage({ viewport: { width: 1280, height: 900 } });
    page.setDefaultTimeout(SOON);
    const visit = new Visit(page);
    await page.goto(url);
    return visit;
  }

  /** Waits until its lab has trained, with what the host has set. @param {Page | Frame} [where] */
  async trains(where = this.page) {
    const lab = where.locator('earth-mover').first();
    // Out of sight it would not.
    await lab.scrollIntoViewIfNeeded();
    await where
      .waitForFunction(
        ([least]) => {
          const lab = /** @type {EarthMover} */ (document.querySelector('earth-mover'));
          return lab.iteration >= least || lab.state === 'failed';
        },
        [ITERATIONS],
      )
      .catch(() => {});
    const at = await lab.evaluate((lab) => {
      const { iteration, state, shadowRoot } = /** @type {EarthMover} */ (lab);
      return { iteration, state, says: shadowRoot?.querySelector('.notices')?.textContent };
    });
    assert.ok(at.iteration >= ITERATIONS, [JSON.stringify(at), ...this.heard].join('\n'));
    const config = await lab.evaluate((lab) => /** @type {EarthMover} */ (lab).currentConfig);
    assert.equal(config?.batch, 8);
  }

  /** Of what the host itself writes. @param {string} selector @param {RegExp} pattern */
  async says(selector, pattern) {
    assert.match((await this.page.locator(selector).textContent()) ?? '', pattern);
  }

  /** What must go wrong, and is forgotten. @param {RegExp} pattern */
  async suffers(pattern) {
    const last = Date.now() + SOON;
    while (!this.heard.some((text) => pattern.test(text)) && Date.now() < last) {
      await this.page.waitForTimeout(50);
    }
    assert.match(this.heard.join('\n'), pattern);
    this.heard = this.heard.filter((text) => !pattern.test(text));
  }

  /** Keeps what is to be seen. @param {string} name */
  async picture(name) {
    if (!PICTURES) return;
    await mkdir(PICTURES, { recursive: true });
    // Charts and digits are drawn now and then.
    await this.page.waitForTimeout(1500);
    await this.page.screenshot({ path: join(PICTURES, `${name}.png`) });
  }

  async close() {
    const heard = [...this.heard];
    await this.page.close();
    return heard;
  }
}

/**
 * Opens a page, in which nothing must go wrong.
 * @param {string} url
 * @param {(visit: Visit) => Promise<void>} act
 */
export async function visit(url, act) {
  const made = await Visit.open(url);
  try {
    await act(made);
  } finally {
    made.heard = await made.close();
  }
  assert.deepEqual(made.heard, []);
}

/**
 * Opens a host that is served, whose lab has to train.
 * @param {import('./served.js').Served} served
 * @param {string} name of its picture
 * @param {(visit: Visit) => Promise<void>} [act] once it has trained
 */
export async function opens({ url, close }, name, act) {
  try {
    await visit(url, async (visit) => {
      await visit.trains();
      await visit.picture(name);
      await act?.(visit);
    });
  } finally {
    await close();
  }
}
