/** The article's figures: each one's scripts are fetched when the reader comes near it. */

import { scripts } from '../load/scripts.js';
import { Nearness } from '../ui/nearness.js';
import { followAddress } from './arrival.js';
import { follow } from './links.js';
import { fetchScripts, labScripts } from './scripts.js';

/** Each registers itself. @type {Record<string, () => Promise<unknown>>} */
const LOADS = {
  // The article's own: its first screen.
  'em-hero': () => import('./hero/element.js'),
  'em-clouds': () => import('../em-clouds.js'),
  'em-transport': () => import('../em-transport.js'),
  'em-line': () => import('../em-line.js'),
  'em-plane': () => import('../em-plane.js'),
  'em-game': () => import('../em-game.js'),
  'em-pairs': () => import('../em-pairs.js'),
  'em-watch': () => import('../em-watch.js'),
  'em-truth': () => import('../em-truth.js'),
  'em-paradox': () => import('../em-paradox.js'),
  'em-guides': () => import('../em-guides.js'),
  // What a lab is asked beside it, and the list of all that was asked.
  'em-guess': () => import('./lab-guess.js'),
  'em-guesses': () => import('./guesses-box.js'),
};
const FIGURES = Object.fromEntries(
  Object.entries(LOADS).map(([name, load]) => [name, scripts(load)]),
);

/** A screen ahead, so that a figure is there when it comes into view. */
const NEAR = '100% 0px';

/**
 * A link that sets the lab or a figure does not wait until the reader has come near: a scroll that is stopped on the
 * way would never get there.
 * @param {string} name
 */
const define = async (name) =>
  void (name === 'earth-mover' ? await labScripts() : await FIGURES[name]());

const observer = new Nearness((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    observer.unobserve(target);
    // What cannot be fetched stays the picture that it is.
    void fetchScripts(target, () => define(target.localName));
  }
}, NEAR);

for (const figure of document.querySelectorAll(Object.keys(FIGURES).join()))
  observer.observe(figure);
followAddress(follow(document, define));

/** What lights symbols is of no use before the reader does something: it is fetched then. */
const HANDS = ['pointermove', 'click', 'keydown', 'focusin'];
/** @type {Event | undefined} */
let last;

/** @param {Event} event */
function begin(event) {
  const isFirst = !last;
  last = event;
  if (isFirst) {
    import('./symbols/prose.js')
      .then(({ lightSymbols }) => {
        for (const type of HANDS) removeEventListener(type, begin);
        lightSymbols(document, /** @type {Event} */ (last));
      })
      .catch(console.warn);
  }
}
for (const type of HANDS) addEventListener(type, begin, { passive: true });
