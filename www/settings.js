/**
 * The page's settings, as the address gives them: `?seed=3` or `#seed=3`, the hash wins. A value that
 * cannot be used is left out with a warning, and the default stands.
 */

import { MOST_WORKERS } from './protocol.js';

/** @typedef {import('./protocol.js').PresetName} PresetName */
/** @typedef {import('./protocol.js').DeviceName} DeviceName */
/** @typedef {import('./protocol.js').Config} Config */

/** @typedef {DeviceName | 'auto'} DeviceChoice */
/** @typedef {number | 'auto'} WorkersChoice How many workers train on the CPU. */

/**
 * @typedef {object} Settings
 * @property {number} seed
 * @property {PresetName} preset
 * @property {DeviceChoice} device
 * @property {WorkersChoice} workers
 * @property {import('./protocol.js').Patch<Config>} config
 */

/**
 * One setting: `parse` answers undefined for what it refuses, `allowed` says in words what it takes.
 * @template T
 * @typedef {object} Key
 * @property {T} fallback
 * @property {string} allowed
 * @property {(text: string) => T | undefined} parse
 */

/**
 * @template {string} T
 * @param {readonly T[]} values
 * @returns {Key<T>}
 */
const oneOf = (values) => ({
  fallback: values[0],
  allowed: `one of ${values.join(', ')}`,
  parse: (text) => values.find((value) => value === text),
});

/**
 * @param {number} fallback
 * @param {number} max
 * @returns {Key<number>}
 */
const whole = (fallback, max) => ({
  fallback,
  allowed: `a whole number from 0 to ${max}`,
  parse: (text) => {
    const value = Number(text);
    return /^\d{1,16}$/.test(text) && value <= max ? value : undefined;
  },
});

/** @type {Key<WorkersChoice>} */
const workersKey = {
  fallback: 'auto',
  allowed: `a whole number from 1 to ${MOST_WORKERS}, or auto`,
  parse: (text) => {
    if (text === 'auto') return text;
    const value = whole(1, MOST_WORKERS).parse(text);
    return value === 0 ? undefined : value;
  },
};

/** @type {Key<import('./protocol.js').Patch<Config>>} */
const configKey = {
  fallback: {},
  allowed: 'a JSON object that changes parts of the preset, without "seed" (which has its own key)',
  parse: (text) => {
    try {
      const value = JSON.parse(text);
      const isPlain = typeof value === 'object' && value !== null && !Array.isArray(value);
      return isPlain && !('seed' in value) ? value : undefined;
    } catch {
      return undefined;
    }
  },
};

export const KEYS = {
  seed: whole(7, Number.MAX_SAFE_INTEGER),
  preset: oneOf(/** @type {const} */ (['article', 'wide', 'notebook', 'clipping'])),
  device: oneOf(/** @type {const} */ (['auto', 'cpu', 'ndarray', 'webgpu'])),
  workers: workersKey,
  config: configKey,
};

/**
 * @param {URLSearchParams} query
 * @param {URLSearchParams} hash
 * @param {string} name
 * @param {Key<unknown>} key
 */
function read(query, hash, name, key) {
  const text = hash.get(name) ?? query.get(name);
  if (text === null) return key.fallback;
  const value = key.parse(text);
  if (value !== undefined) return value;
  console.warn(`${name}=${text} is ignored: it must be ${key.allowed}`);
  return key.fallback;
}

/**
 * @param {{ search: string, hash: string }} address
 * @returns {Settings}
 */
export function readSettings(address) {
  const query = new URLSearchParams(address.search);
  const hash = new URLSearchParams(address.hash.slice(1));
  const entries = Object.entries(KEYS).map(([name, key]) => [name, read(query, hash, name, key)]);
  const settings = Object.fromEntries(entries);
  const named = hash.has('preset') || query.has('preset');
  // Where a GPU is asked for, what learns fastest there.
  return settings.device === 'webgpu' && !named ? { ...settings, preset: 'wide' } : settings;
}

/**
 * Puts what the reader chose in the hash, so that a reload or a copied address gives the same run. How many
 * workers are best depends on the machine: a number is written only where it was asked for.
 * @param {Partial<Pick<Settings, 'seed' | 'device' | 'preset' | 'workers'>>} chosen
 */
export function writeSettings(chosen) {
  const hash = new URLSearchParams(location.hash.slice(1));
  for (const [name, value] of Object.entries(chosen)) {
    if (name !== 'workers' || value !== 'auto') hash.set(name, String(value));
  }
  try {
    history.replaceState(history.state, '', `#${hash}`);
  } catch {
    // A sandboxed frame has no history of its own; the run goes on without the address following it.
  }
}
