/** Makes an element of a figure: parameters and attributes become properties, and its name a tag. */

import { reflect } from '../../ui/reflect.js';
import { register } from '../../ui/register.js';
import { check } from './parameters.js';

/** @typedef {import('./figure.js').Figure} Figure */

/** @param {readonly string[]} values the first where nothing else is said */
const oneOf = (values) => ({
  fallback: values[0],
  parse: (/** @type {string} */ text) => values.find((value) => value === text),
});

/** Of every figure, as the lab has them. */
const COMMON = {
  theme: oneOf(['auto', 'light', 'dark']),
  loading: oneOf(['near', 'eager']),
  base: { fallback: '', parse: (/** @type {string} */ text) => text },
};

/**
 * A property of a parameter says what it is now, whoever has set it, and sets it, by the attribute too: to that a reset
 * leads, or another document.
 * @param {string} name
 */
const parameterProperty = (name) => ({
  configurable: true,
  enumerable: true,
  /** @this {Figure} */
  get() {
    return this.values[name];
  },
  /** @this {Figure} @param {unknown} value */
  set(value) {
    const parameter = this.parameters[name];
    const isNone = value === null || value === undefined;
    const found = isNone ? parameter.fallback : check(name, value, parameter);
    if (found === undefined) return;
    const text = isNone ? null : [found].flat().join(',');
    // An attribute that stays as it is tells nobody.
    if (this.getAttribute(name) === text) this.set({ [name]: found });
    else if (text === null) this.removeAttribute(name);
    else this.setAttribute(name, text);
  },
});

/**
 * @param {string} tag
 * @param {typeof import('./figure.js').Figure} constructor
 */
export function registerFigure(tag, constructor) {
  const { prototype, parameters, attributes } = constructor;
  for (const name of Object.keys(parameters)) {
    // HTML knows no capitals, and some frameworks take what is written there for the property's name.
    for (const one of new Set([name, name.toLowerCase()])) {
      if (one in prototype) throw new Error(`${tag} has a member ${one} already`);
      Object.defineProperty(prototype, one, parameterProperty(name));
    }
  }
  const element = /** @type {CustomElementConstructor} */ (/** @type {unknown} */ (constructor));
  reflect(element, { ...COMMON, ...attributes });
  register(tag, element);
}
