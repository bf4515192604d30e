/** A chart's legend: a button per curve that hides and shows it, with its value in it. */

import { make, write } from '../../ui/dom.js';
import { decimals } from '../../ui/format.js';

/** @typedef {import('./curves.js').Curve} Curve */
/** @typedef {(index: number, isShown: boolean) => void} Toggled */

export class Legend {
  /**
   * @param {HTMLElement} list
   * @param {readonly Curve[]} curves
   * @param {import('../../strings/strings.js').Strings} strings
   * @param {Toggled} toggled
   */
  constructor(list, curves, { t }, toggled) {
    /** @private */
    this.t = t;
    /** @private */
    this.at = make('span', { class: 'value' }, '0');
    const word = make('span', { class: 'title' }, t('word.iteration'));
    list.append(make('span', { class: 'legend-at' }, word, this.at));
    /** @private */
    this.values = curves.map((curve, index) => addCurve(list, curve, index, toggled));
    /** @private */
    this.curves = curves;
  }

  /**
   * @param {number} iteration
   * @param {(number | null | undefined)[]} values
   * @param {readonly boolean[]} shown which of the curves are
   * @returns {string[]} what is shown of each that is, in words
   */
  show(iteration, values, shown) {
    write(this.at, this.t('number.whole', iteration));
    return values.flatMap((value, index) => {
      const { title, format = decimals } = this.curves[index];
      const text = typeof value === 'number' ? format(value) : '–';
      write(this.values[index], shown[index] ? text : this.t('chart.off'));
      return shown[index] ? [`${title} ${text}`] : [];
    });
  }
}

/**
 * @param {HTMLElement} list
 * @param {Curve} curve
 * @param {number} index
 * @param {Toggled} toggled
 */
function addCurve(list, { name, title, symbol, colour, dash, isOff }, index, toggled) {
  const swatch = make('span', { class: 'swatch' });
  swatch.style.borderTopColor = `var(${colour})`;
  swatch.style.borderTopStyle = dash.length === 0 ? 'solid' : dash[0] > 3 ? 'dashed' : 'dotted';
  const value = make('span', { class: 'value' }, '–');
  const attributes = {
    type: 'button',
    'data-curve': name,
    'aria-pressed': String(!isOff),
    ...(symbol && { 'data-marks': symbol }),
  };
  const word = make('span', { class: 'title' }, title);
  const button = make('button', attributes, word, swatch, ' ', value);
  button.addEventListener('click', () => {
    const isShown = button.getAttribute('aria-pressed') !== 'true';
    button.setAttribute('aria-pressed', String(isShown));
    toggled(index, isShown);
  });
  list.append(button);
  return value;
}
