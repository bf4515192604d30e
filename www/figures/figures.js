/** The article's figures: each one's scripts are fetched when the reader comes near it. */

import { make } from '../ui/dom.js';
import { LEAST, lacking } from '../support.js';
import { follow } from './links.js';

/** @type {Record<string, () => Promise<{ default: CustomElementConstructor }>>} */
const FIGURES = {
  'em-clouds': () => import('./clouds/clouds.js'),
  'em-transport': () => import('./transport/transport.js'),
  'em-line': () => import('./line/line.js'),
  'em-plane': () => import('./plane/plane.js'),
  'em-pairs': () => import('./pairs/pairs.js'),
  'em-watch': () => import('./watch/watch.js'),
  'em-paradox': () => import('./paradox/paradox.js'),
};

/** A screen ahead, so that a figure is there when it comes into view. */
const NEAR = '100% 0px';

/**
 * The lab registers itself. A link that sets it does not wait until the reader has come near: a scroll that is
 * stopped on the way would never get there.
 * @param {string} name
 */
async function define(name) {
  if (name === 'earth-mover') return void (await import('../earth-mover.js'));
  const { default: element } = await FIGURES[name]();
  if (!customElements.get(name)) customElements.define(name, element);
}

/**
 * What cannot be computed here stays the picture that it is, and says why.
 * @param {import('../support.js').FeatureName[]} lacks
 */
async function sayLacking(lacks) {
  const { Strings } = await import('../strings/strings.js');
  const { chooseLanguage } = await import('../strings/language.js');
  for (const figure of all) {
    const { t } = new Strings(chooseLanguage('auto', figure));
    figure.append(make('p', { role: 'status' }, t('support.lacking', lacks, LEAST)));
  }
}

const observer = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      observer.unobserve(target);
      // What cannot be fetched stays the picture that it is.
      define(target.localName).catch(console.warn);
    }
  },
  { rootMargin: NEAR },
);

const all = document.querySelectorAll(Object.keys(FIGURES).join());
const lacks = lacking();
if (lacks.length > 0) sayLacking(lacks).catch(console.warn);
else {
  for (const figure of all) observer.observe(figure);
  follow(document, define);
}
