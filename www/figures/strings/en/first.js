/** What is downloaded for a figure. */

export const first = {
  'first.loading': (/** @type {string} */ loaded, /** @type {string | null} */ total) =>
    loaded === '' ? 'Loading' : `Loading ${loaded}${total === null ? '' : ` of ${total}`} MB`,
};
