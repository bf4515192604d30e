/** A chart's legend: a button per curve that hides and shows it, with its value beside it. */

import { make } from './dom.js';
import { decimals } from './format.js';

/** @typedef {import('./curves.js').Curve} Curve */
/** @typedef {(index: number, show: boolean) => void} Toggled */

export class Legend {
  /**
   * @param {HTMLElement} list
   * @param {readonly Curve[]} curves
   * @param {import('../strings/strings.js').Strings} strings
   * @param {Toggled} toggled
   */
  constructor(list, curves, { t }, toggled) {
    /** @private */
    this.t = t;
    /** @private */
    this.at = make('span', { class: 'legend-at' });
    /** @private */
    this.values = curves.map((curve, index) => addCurve(list, curve, index, toggled));
    list.append(this.at);
  }

  /**
   * @param {number} iteration
   * @param {(number | null)[]} values
   */
  show(iteration, values) {
    this.at.textContent = this.t('chart.at', iteration);
    values.forEach((value, index) => {
      this.values[index].textContent = value === null ? '–' : decimals(value);
    });
  }
}

/**
 * @param {HTMLElement} list
 * @param {Curve} curve
 * @param {number} index
 * @param {Toggled} toggled
 */
function addCurve(list, { name, title, colour, dash }, index, toggled) {
  const swatch = make('span', { class: 'swatch' });
  swatch.style.borderTopColor = `var(${colour})`;
  swatch.style.borderTopStyle = dash.length === 0 ? 'solid' : dash[0] > 3 ? 'dashed' : 'dotted';
  const value = make('span', { class: 'value' });
  const attributes = { type: 'button', 'data-curve': name, 'aria-pressed': 'true' };
  const button = make('button', attributes, swatch, `${title} `, value);
  button.addEventListener('click', () => {
    const show = button.getAttribute('aria-pressed') !== 'true';
    button.setAttribute('aria-pressed', String(show));
    toggled(index, show);
  });
  list.append(button);
  return value;
}
