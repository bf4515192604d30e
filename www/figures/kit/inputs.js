/** Controls of figures: a slider, a choice, a switch. Each shows what is set, and sets it. */

import { make, write } from '../../ui/dom.js';
import { symbol } from './symbols.js';

/**
 * A number that is dragged, with its value beside it.
 * @param {object} options
 * @param {string} options.name of the parameter
 * @param {string} options.label
 * @param {string} [options.symbols] that the label names
 * @param {{ least: number, most: number }} options.range
 * @param {number} [options.step]
 * @param {(value: number) => string} [options.format]
 * @param {(value: number) => void} set
 */
export function slider({ name, label, symbols, range, step = 0.01, format = String }, set) {
  const { least, most } = range;
  const input = make('input', { type: 'range', min: least, max: most, step, 'data-control': name });
  // A screen reader hears it from the slider.
  const output = make('output', { 'aria-hidden': 'true' });
  input.addEventListener('input', () => set(input.valueAsNumber));
  const named = symbols ? symbol(symbols, label) : label;
  const element = make('label', { class: 'slider' }, make('span', {}, named), input, output);
  return {
    element,
    /** @param {number} value */
    show(value) {
      if (input.valueAsNumber !== value) input.value = String(value);
      const text = format(value);
      input.setAttribute('aria-valuetext', text);
      write(output, text);
    },
  };
}

/**
 * One of several words.
 * @param {object} options
 * @param {string} options.name of the parameter
 * @param {string} options.label
 * @param {Record<string, string>} options.choices by value, what it is called
 * @param {(value: string) => void} set
 */
export function choice({ name, label, choices }, set) {
  const buttons = Object.entries(choices).map(([value, text]) => {
    const button = make('button', { type: 'button', 'data-control': name, 'data-value': value });
    button.append(text);
    button.addEventListener('click', () => set(value));
    return button;
  });
  const element = make('div', { class: 'choice', role: 'group', 'aria-label': label }, ...buttons);
  return {
    element,
    /** @param {string} value */
    show(value) {
      for (const button of buttons) {
        button.setAttribute('aria-pressed', String(button.dataset.value === value));
      }
    },
  };
}

/**
 * On or off.
 * @param {{ name: string, label: string }} options
 * @param {(value: boolean) => void} set
 */
export function toggle({ name, label }, set) {
  const button = make('button', { type: 'button', 'data-control': name }, label);
  let isOn = false;
  button.addEventListener('click', () => set(!isOn));
  return {
    element: button,
    /** @param {boolean} value */
    show(value) {
      isOn = value;
      button.setAttribute('aria-pressed', String(value));
    },
  };
}
