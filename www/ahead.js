/**
 * Asks for the module and the first digits before the lab's own scripts are there to do so. Only where they
 * will surely be wanted: not where the reader saves data or wants less motion, and so begins by a button.
 */

import { addressOf, MANIFEST } from './load/files.js';
import { savesData } from './run/saving.js';

const AHEAD = [
  'pkg/cpu/earthmover_web_bg.wasm',
  ...(MANIFEST ? [] : ['data/manifest.json']),
  'data/train-00.gz',
];

/** The address may ask for another module, or for a button to begin with. */
const isOther = /\b(device=(webgpu|ndarray)|loading=click|data=(?!mnist\b))/.test(location.href);

export function askAhead() {
  const isRestful = savesData() || matchMedia('(prefers-reduced-motion: reduce)').matches;
  if (isOther || isRestful) return;
  for (const path of AHEAD) {
    const link = document.createElement('link');
    link.rel = 'preload';
    link.as = 'fetch';
    link.crossOrigin = 'anonymous';
    link.href = addressOf(path);
    document.head.append(link);
  }
}
