/** The article's figures: each one's scripts are fetched when the reader comes near it. */

import { follow } from './links.js';

/** @type {Record<string, () => Promise<{ default: CustomElementConstructor }>>} */
const FIGURES = {
  'em-clouds': () => import('./clouds.js'),
  'em-transport': () => import('./transport.js'),
  'em-line': () => import('./line.js'),
  'em-plane': () => import('./plane.js'),
  'em-pairs': () => import('./pairs.js'),
  'em-watch': () => import('./watch.js'),
  'em-paradox': () => import('./paradox.js'),
};

/** A screen ahead, so that a figure is there when it comes into view. */
const NEAR = '100% 0px';

/** @param {string} name */
async function define(name) {
  const { default: element } = await FIGURES[name]();
  if (!customElements.get(name)) customElements.define(name, element);
}

/** What cannot be fetched stays the picture that it is. @param {Element} figure @param {unknown} error */
function fail(figure, error) {
  console.warn(error);
  figure.closest('figure')?.classList.add('failed');
}

const observer = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      observer.unobserve(target);
      define(target.localName).catch((error) => fail(target, error));
    }
  },
  { rootMargin: NEAR },
);

const all = document.querySelectorAll(Object.keys(FIGURES).join());
if (typeof WebAssembly === 'object') {
  for (const figure of all) observer.observe(figure);
  follow(document, define);
} else {
  for (const figure of all) fail(figure, new Error('this browser has no WebAssembly'));
}
