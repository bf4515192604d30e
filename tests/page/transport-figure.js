/** What the tests of moving the earth share. */

import { FigurePage } from './figure-page.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('../../www/figures/transport/transport.js').default} Transport */

export const GRAINS = 12;
export const POINTS = 40;

/** @param {Page} page @param {import('./figure-page.js').Around} [around] @param {'reduce' | 'no-preference'} [reducedMotion] */
export async function openTransport(
  page,
  { attributes = '', ...around } = {},
  reducedMotion = 'reduce',
) {
  await page.emulateMedia({ reducedMotion });
  const transport = new FigurePage(page, 'transport');
  const asks = attributes.includes('ask') ? '' : 'ask="false"';
  await transport.open({ attributes: `${asks} ${attributes}`, ...around });
  return transport;
}

/** What it has measured. @param {FigurePage} transport */
export const report = (transport) =>
  transport.element.evaluate((figure) => {
    const found = /** @type {Transport} */ (figure).report;
    if (!found) throw new Error('nothing has been computed');
    return found;
  });

/** @param {FigurePage} transport @returns {Promise<Record<string, any>>} */
export const values = (transport) =>
  transport.element.evaluate((figure) => /** @type {Transport} */ (figure).values);

/** @param {readonly number[]} list */
export const sum = (list) => list.reduce((total, each) => total + each, 0);
