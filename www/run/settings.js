/**
 * What an author or a reader can set, in one list: the element's attributes, and the keys of the page's address
 * (`?seed=3` or `#seed=3`) where the element follows it. A value that cannot be used is left out with a warning,
 * and the default stands.
 */

import { PRESETS } from '../presets.js';
import { isSetName, MNIST, SET_NAMES } from '../load/sets.js';
import { GRID_SIDE, MOST_WORKERS } from '../protocol.js';
import { LANGUAGES, primaryOf } from '../strings/language.js';
import { configText, hashText, parseConfig } from './config-text.js';
import { flag, oneOf, text, whole } from './keys.js';

/** @import { Config, DeviceName, Patch, PresetName } from '../types.js' */

/**
 * @template T
 * @typedef {import('./keys.js').Key<T>} Key
 */
/** @typedef {DeviceName | 'auto'} DeviceChoice */
/** @typedef {number | 'auto'} WorkersChoice How many workers train on the CPU. */

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

/** @type {Key<Patch<Config>>} */
const configKey = {
  fallback: {},
  allowed:
    'a JSON object that changes parts of the preset, or its short form (as batch:8,constraint.lambda:5), without "seed" (which has its own key)',
  parse: (text) => {
    const value = parseConfig(text);
    return value && !Object.hasOwn(value, 'seed') ? value : undefined;
  },
};

/** @type {Key<readonly string[] | null>} */
const controlsKey = {
  fallback: null,
  allowed: 'names of instruments with commas between them, or nothing for none',
  parse: (text) => {
    const names = text.split(',').map((name) => name.trim());
    if (text.trim() === '') return [];
    return names.every((name) => /^[a-z][a-z-]*$/.test(name)) ? names : undefined;
  },
};

/** @type {Key<string>} */
const dataKey = {
  fallback: MNIST,
  allowed: SET_NAMES,
  parse: (text) => (isSetName(text) ? text : undefined),
};

/** @type {Key<string>} */
const digitsKey = {
  fallback: '',
  allowed: 'the mark of a set of digits, as a copied link has it',
  parse: (text) => (/^[0-9a-f]{2,64}$/.test(text) ? text : undefined),
};

export const KEYS = {
  seed: whole(7, Number.MAX_SAFE_INTEGER),
  preset: oneOf(PRESETS),
  device: oneOf(/** @type {const} */ (['auto', 'cpu', 'ndarray', 'webgpu'])),
  workers: workersKey,
  config: configKey,
  /** Which images it learns: a name, or an address. */
  data: dataKey,
  /** Which digits the run was made with; others are said to be. */
  digits: digitsKey,
  /** Which version a link was made by; another one is said to be. */
  version: text(/^\d+\.\d+\.\d+[\w.+-]*$/, 'a version, as a copied link has it'),
  /** Which instruments are shown; null for all. */
  controls: controlsKey,
  lang: oneOf(/** @type {const} */ (['auto', ...LANGUAGES])),
  theme: oneOf(/** @type {const} */ (['auto', 'light', 'dark'])),
  /** When anything is fetched: near the viewport, at once, or when the reader presses Run. */
  loading: oneOf(/** @type {const} */ (['near', 'eager', 'click'])),
  /** Whether it trains by itself: unless the reader asks for less motion or less data, or not. */
  autostart: oneOf(/** @type {const} */ (['auto', 'no'])),
  concurrent: flag('concurrent'),
  /** Labs of one name go together: in step, run and paused as one, on the same axes. */
  together: text(
    /^([a-z][\w-]*)?$/i,
    'a name: a letter, and then letters, digits, hyphens and underscores',
  ),
  /** Whether it trains on where nobody sees it: out of sight, and in a hidden tab. */
  background: flag('background'),
  /** The least height in pixels, kept free from the start. */
  height: whole(0, 10_000),
  /** Digits along a side of the sample grid. */
  grid: whole(GRID_SIDE, GRID_SIDE, 2),
};

/** @typedef {{ [Name in keyof typeof KEYS]: (typeof KEYS)[Name]['fallback'] }} Given */
/** @typedef {Given & { hasPreset: boolean }} Settings `hasPreset`: whether it was given, or is what suits the device */
/** @typedef {(name: string) => string | null | undefined} Source where settings are given */

/** Languages have regions: zh-CN is zh. @param {string} name @param {string} text */
const tidied = (name, text) => (name === 'lang' ? primaryOf(text) : text);

/**
 * @param {string} name
 * @param {Key<unknown>} key
 * @param {Source} given
 */
function read(name, key, given) {
  const text = given(name);
  if (text === null || text === undefined) return key.fallback;
  const value = key.parse(tidied(name, text));
  if (value !== undefined) return value;
  // The language of a page is no setting of ours, and may be any.
  if (name !== 'lang') console.warn(`${name}=${text} is ignored: it must be ${key.allowed}`);
  return key.fallback;
}

/**
 * @param {Source} given
 * @returns {Settings}
 */
export function readSettings(given) {
  const entries = Object.entries(KEYS).map(([name, key]) => [name, read(name, key, given)]);
  const hasPreset = typeof given('preset') === 'string';
  const settings = { ...Object.fromEntries(entries), hasPreset };
  return { ...settings, preset: presetOn(settings, settings.device) };
}

/**
 * Where no preset was given, a GPU that was asked for has the one that learns fastest there, and nothing else has.
 * @param {Settings} settings
 * @param {DeviceChoice} device that trains, or is to
 * @returns {PresetName}
 */
export function presetOn({ preset, hasPreset, device: asked }, device) {
  if (hasPreset) return preset;
  return asked === 'webgpu' && device === 'webgpu' ? 'wide' : KEYS.preset.fallback;
}

/**
 * Whether a hash names a place of the page, as `#primal` does or `#clouds?width=0`, and so sets nothing.
 * @param {string} hash
 */
export function isPlace(hash) {
  const [, name] = /^#([a-z][\w-]*)(\?.*)?$/i.exec(hash) ?? [];
  return name !== undefined && !Object.hasOwn(KEYS, name);
}

/** @param {string} hash */
const fragmentOf = (hash) => new URLSearchParams(isPlace(hash) ? '' : hash.slice(1));

/**
 * The address of the page, the hash before the query.
 * @param {{ search: string, hash: string }} address
 * @returns {Source}
 */
export function addressSource({ search, hash }) {
  const query = new URLSearchParams(search);
  const fragment = fragmentOf(hash);
  return (name) => fragment.get(name) ?? query.get(name);
}

/**
 * Puts what the reader chose in the hash, so that a reload or a copied address gives the same run. How many
 * workers are best depends on the machine: a number is written only where it was asked for.
 * @param {Partial<Settings>} chosen
 */
export function writeAddress(chosen) {
  const hash = fragmentOf(location.hash);
  for (const [name, value] of Object.entries(chosen)) {
    const plain = typeof value === 'object' ? JSON.stringify(value) : String(value);
    const text = name === 'config' ? configText(/** @type {Settings['config']} */ (value)) : plain;
    if (plain === '{}') hash.delete(name);
    else if (name !== 'workers' || value !== 'auto') hash.set(name, text);
  }
  try {
    history.replaceState(history.state, '', `#${hashText(hash)}`);
  } catch {
    // A sandboxed frame has no history of its own; the run goes on without the address following it.
  }
}
