/** What of a figure can be set, and what it may be. */

import { wordsOf } from '../../strings/say.js';

/** @typedef {number | string | boolean | number[]} Value */
/**
 * @typedef {{ fallback: number, least: number, most: number, isWhole?: boolean }} NumberParameter
 * @typedef {{ fallback: string, choices: readonly string[] }} ChoiceParameter
 * @typedef {{ fallback: boolean }} SwitchParameter
 * @typedef {{ fallback: number[], least: number, most: number }} PointsParameter x and y in turn
 * @typedef {{ fallback: string, fits: (text: string) => boolean, allowed: string }} TextParameter
 * @typedef {NumberParameter | ChoiceParameter | SwitchParameter | PointsParameter | TextParameter} Parameter
 */

/** @param {number} value @param {{ least: number, most: number, isWhole?: boolean }} range */
const isWithin = (value, { least, most, isWhole = false }) =>
  Number.isFinite(value) &&
  value >= least &&
  value <= most &&
  (!isWhole || Number.isInteger(value));

/** A number, or the text of one: nothing, `null` and lists would be 0. @param {unknown} given */
function numberOf(given) {
  if (typeof given === 'string') return given.trim() === '' ? NaN : Number(given);
  return typeof given === 'number' ? given : NaN;
}

/** @param {unknown} given @param {PointsParameter} parameter */
function pointsOf(given, parameter) {
  const list = typeof given === 'string' ? given.split(',') : given;
  if (!Array.isArray(list) || list.length !== parameter.fallback.length) return undefined;
  // Also of places that a list leaves out.
  const points = Array.from(list, numberOf);
  return points.every((value) => isWithin(value, parameter)) ? points : undefined;
}

/** @type {Map<string, boolean>} */
const SWITCHES = new Map([
  ['true', true],
  ['1', true],
  ['', true],
  ['false', false],
  ['0', false],
]);

/** @param {unknown} given */
const switchOf = (given) => SWITCHES.get(wordsOf(given));

/** What a parameter may be, in words. @param {Parameter} parameter */
export function allowed(parameter) {
  if ('choices' in parameter) return `one of ${parameter.choices.join(', ')}`;
  if ('fits' in parameter) return parameter.allowed;
  if (typeof parameter.fallback === 'boolean') return 'true or false';
  const { least, most, isWhole = false } = /** @type {NumberParameter} */ (parameter);
  const range = `from ${least} to ${most}`;
  if (Array.isArray(parameter.fallback)) return `${parameter.fallback.length} numbers ${range}`;
  return `${isWhole ? 'a whole number' : 'a number'} ${range}`;
}

/**
 * @param {unknown} given
 * @param {Parameter} parameter
 * @returns {Value | undefined}
 */
function read(given, parameter) {
  const text = wordsOf(given);
  if ('choices' in parameter) return parameter.choices.find((choice) => choice === text);
  if ('fits' in parameter) return parameter.fits(text) ? text : undefined;
  if (typeof parameter.fallback === 'boolean') return switchOf(given);
  if (Array.isArray(parameter.fallback)) {
    return pointsOf(given, /** @type {PointsParameter} */ (parameter));
  }
  const value = numberOf(given);
  return isWithin(value, /** @type {NumberParameter} */ (parameter)) ? value : undefined;
}

/**
 * What is given as a value of a parameter; undefined, with a warning, where it cannot be one.
 * @param {string} name
 * @param {unknown} given
 * @param {Parameter | undefined} parameter
 * @returns {Value | undefined}
 */
export function check(name, given, parameter) {
  if (!parameter) {
    console.warn(`${name}=${wordsOf(given)} is ignored: there is no ${name} here`);
    return undefined;
  }
  const value = read(given, parameter);
  if (value === undefined) {
    console.warn(`${name}=${wordsOf(given)} is ignored: it must be ${allowed(parameter)}`);
  }
  return value;
}

/**
 * What of a patch can be set: of its own names alone, since all objects have a `constructor`.
 * @param {Record<string, unknown>} patch
 * @param {Record<string, Parameter>} parameters
 * @returns {Record<string, Value>}
 */
export function checked(patch, parameters) {
  /** @type {Record<string, Value>} */
  const found = {};
  for (const [name, given] of Object.entries(patch)) {
    const value = check(
      name,
      given,
      Object.hasOwn(parameters, name) ? parameters[name] : undefined,
    );
    if (value !== undefined) found[name] = value;
  }
  return found;
}
