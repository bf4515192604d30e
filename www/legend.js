/** The chart's legend: a button per curve that hides and shows it, with its value beside it. */

import { decimals } from './numbers.js';
import { whole } from './words.js';

export class Legend {
  /**
   * @param {HTMLElement} list
   * @param {readonly { name: string, title: string }[]} curves
   * @param {(index: number, show: boolean) => void} toggled
   */
  constructor(list, curves, toggled) {
    /** @private */
    this.at = Object.assign(document.createElement('span'), { className: 'legend-at' });
    /** @private */
    this.values = curves.map((curve, index) => addCurve(list, curve, index, toggled));
    list.append(this.at);
  }

  /**
   * @param {number} iteration
   * @param {(number | null)[]} values
   */
  show(iteration, values) {
    this.at.textContent = `iteration ${whole(iteration)}`;
    values.forEach((value, index) => {
      this.values[index].textContent = value === null ? '–' : decimals(value);
    });
  }
}

/**
 * @param {HTMLElement} list
 * @param {{ name: string, title: string }} curve
 * @param {number} index
 * @param {(index: number, show: boolean) => void} toggled
 */
function addCurve(list, { name, title }, index, toggled) {
  const button = document.createElement('button');
  button.type = 'button';
  button.dataset.curve = name;
  button.setAttribute('aria-pressed', 'true');
  const swatch = Object.assign(document.createElement('span'), { className: 'swatch' });
  const value = Object.assign(document.createElement('span'), { className: 'value' });
  button.append(swatch, `${title} `, value);
  button.addEventListener('click', () => {
    const show = button.getAttribute('aria-pressed') !== 'true';
    button.setAttribute('aria-pressed', String(show));
    toggled(index, show);
  });
  list.append(button);
  return value;
}
