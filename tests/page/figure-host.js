/** Pages with figures in them, under the policy of the page itself. */

import { CONTENTS, POLICY } from './figure-page.js';
import { openHost } from './host.js';

/** @typedef {import('@playwright/test').Page} Page */

/**
 * @param {Page} page
 * @param {string} body
 * @param {'en' | 'zh'} [lang]
 */
export const openFigures = (page, body, lang = 'en') =>
  openHost(page, `${CONTENTS}<main lang="${lang}"><h1>host</h1>${body}</main>`, {
    script: './article.js',
    head: `${POLICY}<script type="module" src="./earth-mover.js"></script>
      <link rel="stylesheet" href="./page.css">`,
  });

/**
 * The words that stand for a figure's picture.
 * @param {import('@playwright/test').Locator} figure
 */
export const wordsOf = async (figure) =>
  (await figure.locator('[role=group][aria-label]').first().getAttribute('aria-label')) ?? '';

/**
 * Buttons that a finger would miss, as their names and sizes.
 * @param {import('@playwright/test').Locator} figure
 */
export const smallTargets = (figure) =>
  figure.locator('button:visible').evaluateAll((buttons) =>
    buttons.flatMap((button) => {
      const { width, height } = button.getBoundingClientRect();
      return width < 44 || height < 44 ? [`${button.textContent} ${width}×${height}`] : [];
    }),
  );
