/** What axe-core finds serious. */

import { readFileSync } from 'node:fs';

/** @typedef {import('@playwright/test').Page} Page */

const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
const SERIOUS = ['serious', 'critical'];

/**
 * What axe-core finds serious, as its rules and the places.
 * @param {Page} page
 */
export async function findings(page) {
  if (!(await page.evaluate(() => 'axe' in globalThis))) {
    // By the debugger, which no policy of the page's forbids.
    const session = await page.context().newCDPSession(page);
    await session.send('Runtime.evaluate', { expression: AXE });
  }
  const violations = await page.evaluate(async (serious) => {
    const { axe } = /** @type {any} */ (globalThis);
    const { violations } = await axe.run(document, { resultTypes: ['violations'] });
    return violations
      .filter((/** @type {any} */ { impact }) => serious.includes(impact))
      .map((/** @type {any} */ { id, nodes }) => ({
        id,
        nodes: nodes.map(
          (/** @type {any} */ node) => `${node.target.join(' ')}: ${node.any?.[0]?.message ?? ''}`,
        ),
      }));
  }, SERIOUS);
  return violations;
}
