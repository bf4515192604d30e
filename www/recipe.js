/** From a recipe (preset, changes, seed) to the configuration that wasm is given. */

/** @typedef {import('./protocol.js').Config} Config */
/** @typedef {import('./protocol.js').Recipe} Recipe */
/** @typedef {Record<string, unknown>} Fields */

/** @param {unknown} value @returns {value is Fields} */
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Lays `patch` over `base`. Another `kind` replaces the whole, since its fields are others.
 * @param {unknown} base
 * @param {unknown} patch
 * @returns {unknown}
 */
export function overlay(base, patch) {
  if (!isObject(base) || !isObject(patch)) return patch;
  if ('kind' in patch && patch.kind !== base.kind) return patch;
  const merged = { ...base };
  for (const [name, value] of Object.entries(patch)) merged[name] = overlay(base[name], value);
  return merged;
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
