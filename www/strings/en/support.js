/** What a browser lacks, and which do not. */

/** @typedef {import('../../support.js').FeatureName} FeatureName */
/** @typedef {import('../../support.js').Versions} Versions */

/** @type {Record<FeatureName, string>} */
export const FEATURE_NAMES = {
  webAssembly: 'WebAssembly',
  simd: 'vector instructions of WebAssembly',
  moduleWorkers: 'workers made of modules',
  styleSheets: 'style sheets made by scripts',
  lightDark: 'colours for light and dark',
  containerQueries: 'styles by the width of a part of the page',
  has: 'styles by what is in a part of the page',
  colorMix: 'mixed colours',
  decompression: 'the unpacking of files',
  cloning: 'the copying of values',
};

const support = {
  'support.lacking': (
    /** @type {readonly FeatureName[]} */ names,
    /** @type {Versions} */ { chromium, firefox, safari },
  ) =>
    `Nothing can be trained here, since this browser lacks ${names.map((name) => FEATURE_NAMES[name]).join(', ')}. Chrome, Edge and other Chromium browsers have all that is needed from version ${chromium} on, Firefox from ${firefox} on, Safari from ${safari} on.`,
};

export default support;
