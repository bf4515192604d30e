/** What tests of the article's figures share: a page with one of them, in the article's style and under its policy. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openHost } from './host.js';
import { expect } from './lab.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('../../www/figures/kit/figure.js').Figure} Figure */

const ARTICLE = readFileSync(join(process.env.DIST ?? 'dist', 'index.html'), 'utf8');
/** Where the article has its contents, for which its script looks. */
export const CONTENTS = '<nav class="contents"></nav>';
export const [POLICY] = /<meta\s+http-equiv="Content-Security-Policy"[^>]*>/.exec(ARTICLE) ?? [''];

/**
 * @typedef {object} Around
 * @property {string} [attributes] the figure's
 * @property {'en' | 'zh'} [lang]
 * @property {string} [before] what stands above it
 */

export class FigurePage {
  /**
   * @param {Page} page
   * @param {string} name of the element, `em-` aside: its id
   */
  constructor(page, name) {
    this.page = page;
    this.name = name;
    this.element = page.locator(`em-${name}`);
    this.root = this.element.locator('.figure');
    /** What is said of the picture. */
    this.alternative = this.element.locator('[aria-label].maps, canvas[aria-label]').first();
  }

  /** @param {Around} [around] */
  async open({ attributes = '', lang = 'en', before = '' } = {}) {
    const figure = `<em-${this.name} id="${this.name}" ${attributes}></em-${this.name}>`;
    await openHost(
      this.page,
      `${CONTENTS}${before}<main lang="${lang}"><h1>host</h1>${figure}</main>`,
      {
        script: './article.js',
        head: `${POLICY}<link rel="stylesheet" href="./page.css">`,
      },
    );
    await expect(this.alternative).toHaveAttribute('aria-label', /./);
  }

  /** @param {Record<string, unknown>} patch */
  async set(patch) {
    await this.element.evaluate(
      (figure, given) => /** @type {Figure} */ (figure).set(given),
      patch,
    );
  }

  /** @param {string} name of a number that is shown, whole */
  async number(name) {
    return Number(await this.output(name).getAttribute('data-value'));
  }

  /** @param {string} name */
  output(name) {
    return this.element.locator(`[data-number=${name}]`);
  }

  /** @param {string} name of a handle */
  handle(name) {
    return this.element.locator(`[data-handle=${name}]`);
  }

  /** @param {string} name of a control */
  control(name) {
    return this.element.locator(`[data-control=${name}]`);
  }

  /**
   * Moves a handle by mouse, in steps.
   * @param {string} name
   * @param {number} dx in pixels
   * @param {number} dy
   * @param {number} [steps]
   */
  async drag(name, dx, dy, steps = 5) {
    const box = await this.handle(name).boundingBox();
    if (!box) throw new Error(`there is no handle ${name}`);
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const { mouse } = this.page;
    await mouse.move(x, y);
    await mouse.down();
    await mouse.move(x + dx, y + dy, { steps });
    await mouse.up();
  }

  /** The least width and height of anything that can be pressed or dragged. */
  leastTarget() {
    return this.root.locator('button:visible').evaluateAll((buttons) =>
      Math.min(
        ...buttons.flatMap((button) => {
          const { width, height } = button.getBoundingClientRect();
          return [width, height];
        }),
      ),
    );
  }
}
