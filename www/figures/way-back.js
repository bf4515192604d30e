/**
 * The way back from the lab, screens away, to the link in the text that led there: a button that floats while the link
 * is out of sight, and the browser's own Back.
 */

import { make } from '../ui/dom.js';
import { nextFrame } from '../ui/frames.js';
import { wordsFor } from './kit/words.js';

/** In the state of the page's history: this entry was made by a link to the lab. */
const MARK = 'earthmoverLed';

/** @typedef {{ link: HTMLElement, top: number, button: HTMLElement, end: () => void }} Way `top` where the link stood */

/** @param {unknown} state */
const isMarked = (state) => typeof state === 'object' && state !== null && MARK in state;

/**
 * One entry more in the history, whatever comes of it; a second link has the same.
 * @returns {boolean} whether Back will lead here
 */
function markHistory() {
  if (isMarked(history.state)) return true;
  try {
    history.pushState({ ...history.state, [MARK]: true }, '');
    return true;
  } catch {
    // A sandboxed frame has no history of its own; the button leads back without it.
    return false;
  }
}

/** @returns {(link: HTMLElement, element: Element) => void} is told before a link brings its element into view */
export function waysBack() {
  /** @type {Way | null} */
  let way = null;
  /** Back has been gone: the address is still to be what it has become at the lab. */
  let isReturning = false;

  /** To where the link stood, whatever has become higher since. */
  function goBack() {
    if (!way) return;
    const { link, top, end } = way;
    end();
    link.focus({ preventScroll: true });
    const scroll = () =>
      scrollBy({ top: link.getBoundingClientRect().top - top, behavior: 'instant' });
    scroll();
    // The browser goes to where the page was scrolled to, which may be elsewhere by now.
    nextFrame(() => nextFrame(scroll));
  }

  addEventListener('popstate', ({ state }) => {
    if (!way || isMarked(state)) return;
    isReturning = true;
    goBack();
    setTimeout(() => (isReturning = false));
  });
  // The lab would hear that it is to be as it was before: what was set there since stands, and the address tells it.
  addEventListener(
    'hashchange',
    (event) => {
      if (!isReturning) return;
      isReturning = false;
      event.stopImmediatePropagation();
      history.replaceState(history.state, '', event.oldURL);
    },
    { capture: true },
  );

  return (link, element) => {
    const { top, bottom } = element.getBoundingClientRect();
    if (top >= 0 && bottom <= innerHeight) return;
    way?.end();
    const isInHistory = markHistory();
    const { t } = wordsFor(link, { en: {}, zh: {} });
    const button = make('button', { type: 'button', class: 'way-back', hidden: true });
    button.append(make('span', { 'aria-hidden': 'true' }, '↑ '), t('links.back'));
    button.addEventListener('click', () => {
      if (isInHistory && isMarked(history.state)) history.back();
      else goBack();
    });
    // The next stop of the tab key from the link, which keeps the focus.
    link.after(button);
    let wasAway = false;
    const observer = new IntersectionObserver((entries) => {
      const { isIntersecting } = entries[entries.length - 1];
      if (isIntersecting && wasAway) return end();
      wasAway ||= !isIntersecting;
      button.hidden = !wasAway;
    });
    observer.observe(link);
    const end = () => {
      observer.disconnect();
      button.remove();
      way = null;
    };
    way = { link, top: link.getBoundingClientRect().top, button, end };
  };
}
