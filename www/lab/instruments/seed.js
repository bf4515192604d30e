/** The seed, and dice. */

import { KEYS } from '../../run/settings.js';
import { button, make } from '../../ui/dom.js';
import { plainNumber } from '../settings/typed-number.js';

const SVG = 'http://www.w3.org/2000/svg';
const PIPS = [
  [8.5, 8.5],
  [15.5, 8.5],
  [12, 12],
  [8.5, 15.5],
  [15.5, 15.5],
];

/** @param {string} tag @param {Record<string, string | number>} attributes */
function draw(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  return element;
}

function dice() {
  const icon = draw('svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true' });
  icon.append(draw('rect', { x: 3, y: 3, width: 18, height: 18, rx: 4 }));
  icon.append(...PIPS.map(([cx, cy]) => draw('circle', { cx, cy, r: 1.5 })));
  return icon;
}

/** @type {import('../instruments.js').Instrument} */
export const seed = {
  name: 'seed',
  place: 'toolbar',
  within: 'settings',
  open(root, { lab, choose, strings: { t } }) {
    const box = make('input', {
      'data-control': 'seed',
      inputmode: 'numeric',
      autocomplete: 'off',
    });
    /** A seed that cannot be one is answered by the box itself, and the run keeps its own. */
    const take = () => {
      const text = box.value.trim();
      const value = KEYS.seed.parse(plainNumber(text));
      box.setCustomValidity(value === undefined ? t('seed.refused', text) : '');
      if (value === undefined) return void box.reportValidity();
      choose({ seed: value, workers: lab.settings.workers });
      return lab.run.reseed(value);
    };
    const throwDice = () => {
      box.value = String(Math.floor(Math.random() * 1e6));
      take();
    };
    const name = t('seed.random');
    const thrower = button('dice', '', throwDice, { 'aria-label': name, title: name });
    thrower.append(dice());
    box.addEventListener('change', take);
    root.append(make('label', { class: 'field' }, t('seed.label'), box), thrower);
    let shown = NaN;
    return {
      update({ settings }) {
        if (settings.seed !== shown) box.value = String(settings.seed);
        shown = settings.seed;
      },
    };
  },
};
