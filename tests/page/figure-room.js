/** The room that a page keeps for a figure before its scripts are there. */

import { expect } from '@playwright/test';

/** @typedef {import('./figure-page.js').FigurePage} FigurePage */

/** Widths of screens, those among them at which figures are laid out otherwise. */
export const WIDTHS = [360, 430, 640, 720, 768, 900, 1440];

/**
 * Widens the window step by step, with the figure laid out at each.
 * @param {import('@playwright/test').Page} page
 * @param {readonly number[]} widths
 * @param {Pick<FigurePage, 'element'>} figure that is open
 * @param {number} most pixels that may be kept in vain
 * @returns the height that it needs at each
 */
export async function keepsItsRoom(page, widths, figure, most) {
  /** @type {number[]} */
  const heights = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    const { kept, needed } = await roomOf(figure);
    expect(needed, `${width} px wide`).toBeLessThanOrEqual(kept + 1);
    expect(kept, `${width} px wide`).toBeLessThan(needed + most);
    heights.push(needed);
  }
  return heights;
}

/**
 * Laid out as in the article, in CSS pixels.
 * @param {Pick<FigurePage, 'element'>} figure that is open
 */
const roomOf = (figure) =>
  figure.element.evaluate(async (element) => {
    const main = /** @type {HTMLElement} */ (document.querySelector('main'));
    const { body } = document;
    Object.assign(body.style, { margin: '0', padding: '0' });
    Object.assign(main.style, {
      boxSizing: 'content-box',
      maxWidth: '52rem',
      margin: '0 auto',
      padding: '0 clamp(1rem, 4vw, 2.5rem)',
    });
    const link = document.createElement('link');
    Object.assign(link, { rel: 'stylesheet', href: './figures/figures.css' });
    await new Promise((resolve) => {
      link.addEventListener('load', resolve);
      document.head.append(link);
    });
    const inner = /** @type {Element} */ (element.shadowRoot?.querySelector('.figure'));
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    return {
      kept: parseFloat(getComputedStyle(element).minHeight),
      needed: inner.getBoundingClientRect().height,
    };
  });
