/** What of a figure can be set, and what it may be. */

/** @typedef {number | string | boolean | number[]} Value */
/**
 * @typedef {{ fallback: number, least: number, most: number }} NumberParameter
 * @typedef {{ fallback: string, choices: readonly string[] }} ChoiceParameter
 * @typedef {{ fallback: boolean }} SwitchParameter
 * @typedef {{ fallback: number[], least: number, most: number }} PointsParameter x and y in turn
 * @typedef {{ fallback: string, fits: (text: string) => boolean, allowed: string }} TextParameter
 * @typedef {NumberParameter | ChoiceParameter | SwitchParameter | PointsParameter | TextParameter} Parameter
 */

/** @param {number} value @param {{ least: number, most: number }} range */
const isWithin = (value, { least, most }) =>
  Number.isFinite(value) && value >= least && value <= most;

/** @param {unknown} given @param {PointsParameter} parameter */
function pointsOf(given, parameter) {
  const list = typeof given === 'string' ? given.split(',').map(Number) : given;
  if (!Array.isArray(list) || list.length !== parameter.fallback.length) return undefined;
  return list.every((value) => typeof value === 'number' && isWithin(value, parameter))
    ? [...list]
    : undefined;
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
const switchOf = (given) => SWITCHES.get(String(given));

/** What a parameter may be, in words. @param {Parameter} parameter */
export function allowed(parameter) {
  if ('choices' in parameter) return `one of ${parameter.choices.join(', ')}`;
  if ('fits' in parameter) return parameter.allowed;
  if (typeof parameter.fallback === 'boolean') return 'true or false';
  const { least, most } = /** @type {NumberParameter} */ (parameter);
  const range = `from ${least} to ${most}`;
  return Array.isArray(parameter.fallback)
    ? `${parameter.fallback.length} numbers ${range}`
    : `a number ${range}`;
}

/**
 * @param {unknown} given
 * @param {Parameter} parameter
 * @returns {Value | undefined}
 */
function read(given, parameter) {
  if ('choices' in parameter) return parameter.choices.find((choice) => choice === String(given));
  if ('fits' in parameter) return parameter.fits(String(given)) ? String(given) : undefined;
  if (typeof parameter.fallback === 'boolean') return switchOf(given);
  if (Array.isArray(parameter.fallback)) {
    return pointsOf(given, /** @type {PointsParameter} */ (parameter));
  }
  const isEmpty = typeof given === 'string' && given.trim() === '';
  const value = isEmpty ? NaN : Number(given);
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
    console.warn(`${name}=${String(given)} is ignored: there is no ${name} here`);
    return undefined;
  }
  const value = read(given, parameter);
  if (value === undefined) {
    console.warn(`${name}=${String(given)} is ignored: it must be ${allowed(parameter)}`);
  }
  return value;
}
