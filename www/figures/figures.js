/** The article's figures: each one's scripts are fetched when the reader comes near it. */

import { scripts } from '../load/scripts.js';
import { Nearness } from '../ui/nearness.js';
import { followAddress } from './arrival.js';
import { follow } from './links.js';
import { fetchScripts, labScripts } from './scripts.js';

/** Each registers itself. @type {Record<string, () => Promise<unknown>>} */
const FIGURES = {
  // The article's own: its first screen.
  'em-hero': scripts(() => import('./hero/element.js')),
  'em-clouds': scripts(() => import('../em-clouds.js')),
  'em-transport': scripts(() => import('../em-transport.js')),
  'em-line': scripts(() => import('../em-line.js')),
  'em-plane': scripts(() => import('../em-plane.js')),
  'em-game': scripts(() => import('../em-game.js')),
  'em-pairs': scripts(() => import('../em-pairs.js')),
  'em-watch': scripts(() => import('../em-watch.js')),
  'em-truth': scripts(() => import('../em-truth.js')),
  'em-paradox': scripts(() => import('../em-paradox.js')),
  'em-guides': scripts(() => import('../em-guides.js')),
  // What a lab is asked beside it, and the list of all that was asked.
  'em-guess': scripts(() => import('./lab-guess.js')),
  'em-guesses': scripts(() => import('./guesses-box.js')),
};

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
