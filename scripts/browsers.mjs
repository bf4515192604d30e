// Fills the table of browsers in README.md and docs/embedding.md: node scripts/browsers.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { FEATURE_NAMES } from '../www/strings/en/support.js';
import { FEATURES, LEAST } from '../www/support.js';
import { GUIDE } from './guide.mjs';

export const DOCUMENTS = ['README.md', GUIDE];

/** @typedef {keyof typeof LEAST} EngineName */
const ENGINES = /** @type {const} */ (['chromium', 'firefox', 'safari']);

/** What is tried in each, by the tests of this repository. @type {Record<string, Record<EngineName, string>>} */
const TESTED = {
  'the tests run in': {
    chromium: "Debian's Chromium",
    firefox: "Debian's Firefox ESR",
    safari: "Debian's WebKitGTK",
  },
  'page and element': {
    chromium: 'all tests',
    firefox: '`tests/engines`',
    safari: '`tests/engines`',
  },
  'tests of the wasm modules': { chromium: 'all modules', firefox: 'the CPU module', safari: '–' },
  'WebGPU, where there is one': { chromium: 'on a software GPU', firefox: '–', safari: '–' },
};

/** The table's lines. */
function lines() {
  const row = (/** @type {string} */ title, /** @type {(engine: EngineName) => unknown} */ cell) =>
    `| ${title} | ${ENGINES.map(cell).join(' | ')} |`;
  return [
    '| | Chrome, Edge | Firefox | Safari |',
    '| --- | --- | --- | --- |',
    row('**supported from**', (engine) => `**${LEAST[engine]}**`),
    ...FEATURES.map(({ name, since }) => row(FEATURE_NAMES[name], (engine) => since[engine])),
    ...Object.entries(TESTED).map(([title, where]) => row(title, (engine) => where[engine])),
  ];
}

/** A document with its table as it must be. @param {string} text */
export function withBrowsers(text) {
  const place = /(<!-- browsers: cargo make browsers -->\n)[^]*?(<!-- end -->)/;
  if (!place.test(text)) throw new Error('there is no place for the table of browsers');
  return text.replace(place, (_, begin, end) => `${begin}${lines().join('\n')}\n${end}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const path of DOCUMENTS) writeFileSync(path, withBrowsers(readFileSync(path, 'utf8')));
}
