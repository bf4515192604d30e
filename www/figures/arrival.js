/**
 * Whoever comes to the page by a link that sets a figure, as `./#clouds?width=0` on another page, finds it so set; and a
 * page that is open already is led on by the next such link. The lab sees to its own keys (`./#preset=bounded`).
 */

import { reveal, targetOf } from './links.js';

/** @typedef {import('./links.js').SetAs} SetAs */

/** @param {boolean} isFresh whether it is to be brought into view: who comes back is where they were */
async function arrive(isFresh, /** @type {SetAs} */ setAs) {
  const { id, patch } = targetOf(location);
  const element = document.getElementById(id);
  if (!element?.localName.includes('-') || Object.keys(patch).length === 0) return;
  if (isFresh) reveal(element, 'instant');
  await setAs({ hash: location.hash }, element);
}

/** Sets what the address names, now and whenever it is another. @param {SetAs} setAs */
export function followAddress(setAs) {
  const [visit] = performance.getEntriesByType('navigation');
  const { type } = /** @type {PerformanceNavigationTiming} */ (visit);
  arrive(type === 'navigate', setAs).catch(console.error);
  addEventListener('hashchange', () => arrive(true, setAs).catch(console.error));
}
