/** Makes an element of a figure: its parameters become properties, and its name a tag. */

import { register } from '../../ui/register.js';
import { check } from './parameters.js';

/** @typedef {import('./figure.js').Figure} Figure */

/**
 * @param {string} tag
 * @param {typeof import('./figure.js').Figure} constructor
 */
export function registerFigure(tag, constructor) {
  for (const [name, parameter] of Object.entries(constructor.parameters)) {
    if (name in constructor.prototype) throw new Error(`${tag} has a member ${name} already`);
    Object.defineProperty(constructor.prototype, name, {
      configurable: true,
      enumerable: true,
      /** What it is now, whoever has set it. @this {Figure} */
      get() {
        const { [name]: now } = this.values;
        const given = this.getAttribute(name);
        return (
          now ?? (given === null ? undefined : check(name, given, parameter)) ?? parameter.fallback
        );
      },
      /** @this {Figure} @param {unknown} value */
      set(value) {
        if (this.isOpen) this.set({ [name]: value });
        else if (value === null || value === undefined) this.removeAttribute(name);
        else this.setAttribute(name, String(value));
      },
    });
  }
  register(tag, /** @type {CustomElementConstructor} */ (/** @type {unknown} */ (constructor)));
}
