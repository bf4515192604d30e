/**
 * Which browsers the page is for: what it needs of them, since which version each engine has it, and whether this one
 * does. Written so that browsers which lack much of it can read this file.
 */

/**
 * @typedef {'webAssembly' | 'simd' | 'moduleWorkers' | 'styleSheets' | 'lightDark' | 'containerQueries' | 'colorMix'
 *   | 'has' | 'decompression' | 'cloning'} FeatureName
 * @typedef {{ chromium: number, firefox: number, safari: number }} Versions
 * @typedef {{ name: FeatureName, isThere: () => boolean, since: Versions }} Feature
 */

/** A function that makes a vector of sixteen bytes and counts those that are set. */
const SIMD = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15,
  253, 98, 11,
]);

const hasWebAssembly = () =>
  typeof WebAssembly === 'object' && typeof WebAssembly.compileStreaming === 'function';

/** @param {string} property @param {string} value */
const hasStyle = (property, value) =>
  typeof CSS === 'object' && CSS.supports && CSS.supports(property, value);

/** Whoever knows the option reads it before the address, which is none, so that nothing is fetched. */
function hasModuleWorkers() {
  // Every engine that knows of trusted types has them, and to try would break the policy of a page that asks for some.
  if ('trustedTypes' in globalThis) return true;
  let isRead = false;
  const options = {
    get type() {
      isRead = true;
      return /** @type {const} */ ('module');
    },
  };
  try {
    new Worker('http://[', options).terminate();
  } catch {
    // It is no address.
  }
  return isRead;
}

function hasStyleSheets() {
  try {
    new CSSStyleSheet().replaceSync('');
    return 'adoptedStyleSheets' in Document.prototype;
  } catch {
    // An older browser.
    return false;
  }
}

/** @type {readonly Feature[]} */
export const FEATURES = [
  {
    name: 'webAssembly',
    isThere: hasWebAssembly,
    since: { chromium: 61, firefox: 58, safari: 15 },
  },
  {
    name: 'simd',
    isThere: () => hasWebAssembly() && WebAssembly.validate(SIMD),
    since: { chromium: 91, firefox: 89, safari: 16.4 },
  },
  {
    name: 'moduleWorkers',
    isThere: hasModuleWorkers,
    since: { chromium: 80, firefox: 114, safari: 15 },
  },
  {
    name: 'styleSheets',
    isThere: hasStyleSheets,
    since: { chromium: 99, firefox: 101, safari: 16.4 },
  },
  {
    name: 'lightDark',
    isThere: () => hasStyle('color', 'light-dark(#000, #fff)'),
    since: { chromium: 123, firefox: 120, safari: 17.5 },
  },
  {
    name: 'containerQueries',
    isThere: () => hasStyle('container-type', 'inline-size'),
    since: { chromium: 105, firefox: 110, safari: 16 },
  },
  {
    name: 'colorMix',
    isThere: () => hasStyle('color', 'color-mix(in srgb, #000, #fff)'),
    since: { chromium: 111, firefox: 113, safari: 16.2 },
  },
  {
    name: 'has',
    isThere: () => typeof CSS === 'object' && CSS.supports && CSS.supports('selector(:has(a))'),
    since: { chromium: 105, firefox: 121, safari: 15.4 },
  },
  {
    name: 'decompression',
    isThere: () => typeof DecompressionStream === 'function',
    since: { chromium: 80, firefox: 113, safari: 16.4 },
  },
  {
    name: 'cloning',
    isThere: () => typeof structuredClone === 'function',
    since: { chromium: 98, firefox: 94, safari: 15.4 },
  },
];

/** @param {keyof Versions} engine */
const newest = (engine) => Math.max(...FEATURES.map(({ since }) => since[engine]));

/** The least version of each that has all of them. @type {Versions} */
export const LEAST = {
  chromium: newest('chromium'),
  firefox: newest('firefox'),
  safari: newest('safari'),
};

/** What this browser lacks. */
export const lacking = () => FEATURES.filter(({ isThere }) => !isThere()).map(({ name }) => name);
