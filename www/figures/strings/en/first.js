/** What is downloaded for a figure. */

export default {
  'first.loading': (/** @type {string} */ loaded, /** @type {string | null} */ total) =>
    loaded === '' ? 'Loading' : `Loading ${loaded}${total === null ? '' : ` of ${total}`} MB`,
};
