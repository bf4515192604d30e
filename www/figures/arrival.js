/**
 * Whoever comes to the page by a link that sets a figure, as `./#clouds?width=0` on another page, finds it so set; and a
 * page that is open already is led on by the next such link. The lab sees to its own keys (`./#preset=bounded`).
 */

import { reveal, targetOf } from './links.js';

/** @typedef {import('./links.js').SetAs} SetAs */

/**
 * @param {SetAs} setAs
 * @param {boolean} isFresh whether it is to be brought into view: who comes back is where they were
 */
async function arrive(setAs, isFresh) {
  const { hash } = location;
  const { id, patch } = targetOf({ hash });
  const element = document.getElementById(id);
  if (!element?.localName.includes('-') || Object.keys(patch).length === 0) return;
  if (isFresh) reveal(element, 'instant');
  await setAs({ hash }, element);
}

/** Sets what the address names, now and whenever it is another. @param {SetAs} setAs */
export function followAddress(setAs) {
  // One after another: what waits for its scripts would else come after the newer.
  let last = Promise.resolve();
  const next = (/** @type {boolean} */ isFresh) => {
    last = last.then(() => arrive(setAs, isFresh)).catch(console.error);
  };
  const [visit] = performance.getEntriesByType('navigation');
  next(/** @type {PerformanceNavigationTiming} */ (visit).type === 'navigate');
  addEventListener('hashchange', () => next(true));
}
