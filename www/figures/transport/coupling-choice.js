/** The two couplings side by side, each with what it costs. */

import { decimals } from '../../ui/format.js';
import { make, write } from '../../ui/dom.js';
import { choice } from '../kit/inputs.js';

/** @typedef {'optimal' | 'random'} Coupling */

/**
 * @param {{ label: string, choices: Record<Coupling, string>, cost: string }} words
 * @param {(coupling: string) => void} set
 */
export function couplingChoice({ label, choices, cost }, set) {
  const { element, show } = choice({ name: 'plan', label, choices }, set);
  element.classList.add('couplings');
  const parts = [...element.querySelectorAll('button')].map((button) => {
    const value = make('b', { 'data-number': `${button.dataset.value}-cost` });
    const bar = make('i', { 'aria-hidden': 'true' });
    button.append(make('span', { class: 'cost' }, `${cost} `, value), bar);
    return { coupling: /** @type {Coupling} */ (button.dataset.value), value, bar };
  });
  return {
    element,
    show,
    /** @param {{ optimal: number, random: number | null }} costs null for one that is to be guessed */
    price(costs) {
      const most = Math.max(costs.optimal, costs.random ?? 0) || 1;
      for (const { coupling, value, bar } of parts) {
        const cost = costs[coupling];
        write(value, cost === null ? '?' : decimals(cost));
        value.dataset.value = cost === null ? '' : String(cost);
        bar.style.width = `${(100 * (cost ?? 0)) / most}%`;
      }
    },
  };
}
