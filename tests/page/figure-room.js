/** The room that a page keeps for a figure before its scripts are there. */

/** @typedef {import('./figure-page.js').FigurePage} FigurePage */

/** Widths of screens, those among them at which figures are laid out otherwise. */
export const WIDTHS = [360, 430, 640, 720, 768, 900, 1440];

/**
 * Laid out as in the article, in CSS pixels.
 * @param {Pick<FigurePage, 'element'>} figure that is open
 */
export const roomOf = (figure) =>
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
