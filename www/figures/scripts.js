/**
 * Scripts of the article that come when the reader is near. Until they do, and where they do not, a picture stands in for
 * them; after ten seconds it is said beside it why it stays one.
 */

import { withRetries } from '../load/retries.js';
import { areLost, scripts } from '../load/scripts.js';

/** Those of a lab. */
export const labScripts = scripts(() => import('../earth-mover.js'));

const SOON_MS = 10_000;

const WORDS = {
  en: {
    slow: 'This figure’s scripts have not come for 10 seconds.',
    lost: 'This figure’s scripts could not be loaded. Reloading the page tries again.',
  },
  zh: {
    slow: '此图的脚本已有 10 秒没有载入。',
    lost: '此图的脚本未能载入。重新载入页面可再试一次。',
  },
};

/** Under its picture: another sentence takes the place of the first. @param {Element} element @param {string} text */
function say(element, text) {
  const there = element.querySelector(':scope > .scripts-said');
  const place = there ?? element.appendChild(document.createElement('p'));
  place.className = 'scripts-said';
  place.setAttribute('role', 'status');
  place.textContent = text;
  if (text === '') place.remove();
}

/**
 * @param {Element | null} element that they are for
 * @param {() => Promise<unknown>} load
 */
export async function fetchScripts(element, load) {
  const words = WORDS[document.documentElement.lang.startsWith('zh') ? 'zh' : 'en'];
  const tell = (/** @type {string} */ text) => element && say(element, text);
  const slow = setTimeout(() => tell(words.slow), SOON_MS);
  try {
    await withRetries(load, (error) => !areLost(error));
    tell('');
  } catch (error) {
    console.warn(error);
    tell(words.lost);
  }
  clearTimeout(slow);
}
