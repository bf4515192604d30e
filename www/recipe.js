/** From a recipe (preset, changes, seed) to the configuration that wasm is given. */

/** @typedef {import('./protocol.js').Config} Config */
/** @typedef {import('./protocol.js').Recipe} Recipe */
/** @typedef {Record<string, unknown>} Fields */

/** Whether it has fields. @param {unknown} value @returns {value is Fields} */
export const isObject = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What an object has of its own by that name: all have a `constructor`. @param {Fields} object @param {string} name */
export const own = (object, name) => (Object.hasOwn(object, name) ? object[name] : undefined);

/** Whether it is laid over field by field: of another `kind` the fields are others. @param {unknown} base @param {unknown} patch */
const isAlike = (base, patch) =>
  isObject(base) &&
  isObject(patch) &&
  (!Object.hasOwn(patch, 'kind') || patch.kind === own(base, 'kind'));

/**
 * Lays `patch` over `base`. Another `kind` replaces the whole, since its fields are others.
 * @param {unknown} base
 * @param {unknown} patch
 * @returns {unknown}
 */
export function overlay(base, patch) {
  if (!isAlike(base, patch)) return patch;
  const [before, over] = /** @type {[Fields, Fields]} */ ([base, patch]);
  const names = Object.entries(over);
  // Each is a field of its own, whatever its name: `__proto__` is one that the module refuses.
  const laid = names.map(([name, value]) => [name, overlay(own(before, name), value)]);
  return Object.fromEntries([...Object.entries(before), ...laid]);
}

/**
 * What laid over `overlay(base, patch)` gives `base` again, but for fields that it has not.
 * @param {unknown} base
 * @param {unknown} patch
 * @returns {unknown}
 */
export function undoing(base, patch) {
  if (!isAlike(base, patch)) return base;
  const [before, over] = /** @type {[Fields, Fields]} */ ([base, patch]);
  const names = Object.keys(over).filter((name) => Object.hasOwn(before, name));
  return Object.fromEntries(names.map((name) => [name, undoing(before[name], over[name])]));
}

/**
 * @param {Config} preset
 * @param {Recipe} recipe
 * @returns {Config}
 */
export function configOf(preset, recipe) {
  const config = /** @type {Config} */ (overlay(preset, recipe.config));
  return { ...config, seed: recipe.seed };
}
