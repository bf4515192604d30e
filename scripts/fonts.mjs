// Makes the page's own faces, one of text and one of formulas, from fonts with an open licence: node scripts/fonts.mjs,
// into www/fonts/. Only the characters of fonts/characters.mjs are in them. What makes them is installed into the cache.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FORMULAS, ITALIC, TEXT } from './fonts/characters.mjs';
import { renamed } from './fonts/rename.mjs';
import { installed, moduleOf } from './tool.mjs';

const OUT = 'www/fonts';
/** Of text: kerning, accents, and numbers that stand in columns. */
const FEATURES = ['kern', 'mark', 'mkmk', 'ccmp', 'locl', 'tnum', 'lnum'];

const SANS = 'source-sans';
const MATHS = '@fontsource/stix-two-math';

const FACES = [
  {
    file: 'text',
    from: join(SANS, 'WOFF2/VF/SourceSans3VF-Upright.ttf.woff2'),
    license: join(SANS, 'LICENSE.md'),
    name: { family: 'Earthmover Text', style: 'Regular' },
    characters: TEXT,
    options: { keepFeatures: FEATURES, variationAxes: { wght: { min: 400, max: 700 } } },
  },
  {
    file: 'text-italic',
    from: join(SANS, 'WOFF2/VF/SourceSans3VF-Italic.ttf.woff2'),
    license: join(SANS, 'LICENSE.md'),
    name: { family: 'Earthmover Text', style: 'Italic' },
    characters: ITALIC,
    options: { keepFeatures: FEATURES, variationAxes: { wght: 400 } },
  },
  {
    file: 'formulas',
    from: join(MATHS, 'files/stix-two-math-latin-400-normal.woff2'),
    license: join(MATHS, 'LICENSE'),
    name: { family: 'Earthmover Formulas', style: 'Regular' },
    characters: FORMULAS,
    // Indices have glyphs of their own. The table MATH, which says how formulas are built, is kept as it is.
    options: { keepFeatures: ['ssty'], noHinting: true },
  },
];

const packages = installed('fonts');
const { default: subset } = await moduleOf(packages, 'subset-font/index.js');
const { convert } = (await moduleOf(packages, 'fontverter/index.js')).default;

mkdirSync(OUT, { recursive: true });
/** @type {Map<string, string[]>} */
const licenses = new Map();
for (const { file, from, license, name, characters, options } of FACES) {
  const whole = readFileSync(join(packages, from));
  const few = await subset(whole, characters, { targetFormat: 'sfnt', ...options });
  const text = readFileSync(join(packages, license), 'utf8').trim();
  const [copyright] = text.split('\n');
  const made = await convert(renamed(few, { ...name, copyright }), 'woff2');
  writeFileSync(join(OUT, `${file}.woff2`), made);
  licenses.set(text, [...(licenses.get(text) ?? []), `${file}.woff2`]);
  console.log(`${file}.woff2: ${made.length} bytes`);
}
const parts = [...licenses].map(
  ([text, files]) =>
    `${files.join(', ')}: changed, by leaving characters out, and named anew.\n\n${text}\n`,
);
writeFileSync(join(OUT, 'LICENSE-FONTS'), parts.join(`\n${'-'.repeat(78)}\n\n`));
