/**
 * What the article runs, none of it before the reader is near: the figures a screen ahead, the lab's own scripts
 * two, and what they load is theirs to say. The text needs none of it.
 */

import './contents.js';
import { fetchScripts, labScripts } from './figures/scripts.js';
import { scripts } from './load/scripts.js';
import { nextFrame } from './ui/frames.js';
import { Nearness } from './ui/nearness.js';

/**
 * @param {string} selector of the elements
 * @param {string} margin how near is near, as of an IntersectionObserver
 * @param {() => Promise<unknown>} load
 */
function whenNear(selector, margin, load) {
  const elements = document.querySelectorAll(selector);
  const observer = new Nearness((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    observer.disconnect();
    // The pictures stay, and what is said under them.
    void fetchScripts(elements[0] ?? null, load);
  }, margin);
  for (const element of elements) observer.observe(element);
}

whenNear('earth-mover', '200% 0px', labScripts);
/** A picture that hangs on its way holds up the browser's word that all is there. */
const LOADING_MS = 5_000;
/** What is there without scripts has been painted, pictures of the first screen too: no script may hold that up. */
const painted = new Promise((resolve) => {
  const wait = () => nextFrame(() => setTimeout(resolve));
  if (document.readyState === 'complete') wait();
  else addEventListener('load', wait, { once: true });
  setTimeout(resolve, LOADING_MS);
});

// A few lines, which see to the figures and to the links that set them.
void painted.then(() =>
  fetchScripts(
    document.querySelector('em-clouds'),
    scripts(() => import('./figures/figures.js')),
  ),
);

/** The address says how the lab's run is to be, as a copied link to it does. */
function toLab() {
  if (!/^#[a-z]+=/i.test(location.hash)) return;
  document.getElementById('lab')?.scrollIntoView({ behavior: 'instant' });
}

// A link to a run leads to the lab; who comes back is where they were.
const [navigation] = performance.getEntriesByType('navigation');
if (/** @type {PerformanceNavigationTiming} */ (navigation)?.type === 'navigate') toLab();
addEventListener('hashchange', toLab);

export {};
