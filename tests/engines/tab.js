/** A page in a browser under WebDriver: what is found in it, shadow roots included, and what it comes to. */

import assert from 'node:assert/strict';
import { By, Key, Origin } from 'selenium-webdriver';

/** @typedef {import('selenium-webdriver').WebDriver} WebDriver */
/** @typedef {import('selenium-webdriver').WebElement} WebElement */

/** How long anything may take, on a machine that is slow and has other things to do. */
const DEADLINE_MS = 120_000;
const PAUSE_MS = 50;

/** A path of selectors with ` >>> ` where it goes into a shadow root. As text, since it runs in the page. */
const FIND = `const find = (path) => path.split(' >>> ').reduce(
  (root, selector) => (root?.shadowRoot ?? root)?.querySelector(selector) ?? null, document);`;

export { Key };

/**
 * Asks until the answer holds.
 * @template T
 * @param {() => T | Promise<T>} ask
 * @param {(value: T) => boolean} holds
 * @param {(value: T) => string | Promise<string>} stays the words for an answer that never held
 */
export async function waitUntil(ask, holds, stays) {
  const end = Date.now() + DEADLINE_MS;
  for (;;) {
    const value = await ask();
    if (holds(value)) return value;
    if (Date.now() > end) assert.fail(await stays(value));
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

export class Tab {
  /** @param {WebDriver} browser */
  constructor(browser) {
    this.browser = browser;
    /** @private @type {string[]} */
    this.errors = [];
  }

  /** Before a test: an empty page of a size. @param {number} width @param {number} height */
  async begin(width, height) {
    await this.leave();
    await this.browser.get('about:blank');
    await this.resize(width, height);
    this.errors = [];
  }

  /** After a test: what was heard in all pages that it opened. */
  async end() {
    await this.leave();
    return [...this.errors, ...(await this.heard())];
  }

  /** Always a new document, whatever only a hash would change. @param {string} url */
  async open(url) {
    this.errors = await this.end();
    await this.browser.get('about:blank');
    await this.browser.get(url);
  }

  /**
   * Runs statements in the page, which find things by `find(path)`, and resolves with what they return.
   * @param {string} code
   * @param {...unknown} args as `given`
   * @returns {Promise<any>}
   */
  run(code, ...args) {
    return this.browser.executeScript(`${FIND} const given = [...arguments]; ${code}`, ...args);
  }

  /**
   * The same, of statements that wait.
   * @param {string} code
   * @param {...unknown} args
   * @returns {Promise<any>}
   */
  async wait(code, ...args) {
    const { value, error } = await this.browser.executeAsyncScript(
      `${FIND} const given = [...arguments]; const done = given.pop();
      (async () => { ${code} })().then(
        (value) => done({ value }),
        (error) => done({ error: error + ' ' + error?.stack }));`,
      ...args,
    );
    assert.equal(error ?? null, null);
    return value;
  }

  /**
   * Waits until an expression of the page is what is wanted, or anything that holds.
   * @param {string} expression
   * @param {(value: any) => boolean} [holds]
   * @returns {Promise<any>} its value
   */
  until(expression, holds = Boolean) {
    const stays = async (/** @type {unknown} */ value) =>
      `${expression} stayed ${JSON.stringify(value)}; heard ${await this.heard()}`;
    return waitUntil(() => this.run(`return ${expression};`), holds, stays);
  }

  /** What is there by now, brought into sight. @param {string} path @returns {Promise<WebElement>} */
  async element(path) {
    await this.until(`find(${JSON.stringify(path)}) !== null`);
    return this.run(
      `const found = find(given[0]);
      found.scrollIntoView({ block: 'center', behavior: 'instant' });
      return found;`,
      path,
    );
  }

  /** @param {string} path */
  async click(path) {
    await (await this.element(path)).click();
  }

  /** Keys, one after another, to what gets the focus. @param {string} path @param {...string} keys */
  async press(path, ...keys) {
    await this.element(path);
    await this.run('find(given[0]).focus();', path);
    for (const key of keys) await this.browser.actions().sendKeys(key).perform();
  }

  /**
   * Takes hold of the middle of something and moves it.
   * @param {string} path
   * @param {number} dx in CSS pixels
   * @param {number} dy
   */
  async drag(path, dx, dy) {
    const origin = await this.element(path);
    // What is dragged moves, and the pointer is on it.
    const half = { origin: Origin.POINTER, x: dx >> 1, y: dy >> 1 };
    const actions = this.browser.actions();
    await actions.move({ origin }).press().move(half).move(half).release().perform();
  }

  /** @param {string} path @param {number} [dx] from its middle @param {number} [dy] */
  async point(path, dx = 0, dy = 0) {
    await this.element(path);
    // By the viewport: to WebKit's driver a mark that lets the pointer through is nothing to point at.
    const [x, y] = await this.run(
      `const { x, y, width, height } = find(given[0]).getBoundingClientRect();
      return [x + width / 2, y + height / 2].map(Math.round);`,
      path,
    );
    await this.browser
      .actions()
      .move({ x: x + dx, y: y + dy })
      .perform();
  }

  /** @param {string} path */
  text(path) {
    return this.run(`return find(given[0])?.innerText ?? null;`, path);
  }

  /** @param {string} path @param {string} name */
  attribute(path, name) {
    return this.run(`return find(given[0])?.getAttribute(given[1]) ?? null;`, path, name);
  }

  /** Errors of the page and of its frames so far. @returns {Promise<string[]>} */
  async heard() {
    return (await this.run('return window.heard ?? [];')) ?? [];
  }

  /** From now on in a frame of the page. @param {string} selector */
  async enter(selector) {
    await this.browser.switchTo().frame(await this.browser.findElement(By.css(selector)));
  }

  /** Out of all frames. */
  leave() {
    return this.browser.switchTo().defaultContent();
  }

  /** Types in a field, in the place of what is there. @param {string} path @param {...string} keys */
  async type(path, ...keys) {
    const field = await this.element(path);
    await this.run(`given[0].value = '';`, field);
    await field.sendKeys(...keys);
  }

  /** As large as is asked, whatever the window has around it. @param {number} width @param {number} height */
  async resize(width, height) {
    const [more, taller] = await this.run(
      'return [outerWidth - innerWidth, outerHeight - innerHeight];',
    );
    const rect = { x: 0, y: 0, width: width + more, height: height + taller };
    await this.browser.manage().window().setRect(rect);
    await this.until('`${innerWidth} ${innerHeight}`', (is) => is === `${width} ${height}`);
  }
}
