// Lays uPlot into dist/vendor/uplot/: node scripts/vendor-uplot.mjs <folder>
//
// uPlot 1.6.32 makes `new Intl.NumberFormat(navigator.language)` while it is imported, which throws where a system's
// language is no tag of the standard (`C`, `en-US@posix`), and with it every module that imports uPlot. No axis of ours
// is written by that format. It can go once uPlot takes a locale, or catches what is thrown.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOREIGN = "new Intl.NumberFormat(domEnv ? nav.language : 'en-US')";
const OURS = "new Intl.NumberFormat('en-US')";

/** @param {string} source uPlot's */
export function withoutForeignTag(source) {
  const parts = source.split(FOREIGN);
  if (parts.length !== 2) throw new Error(`uPlot no longer says ${FOREIGN} once: look again`);
  return parts.join(OURS);
}

/** @param {string} folder */
function lay(folder) {
  const from = 'node_modules/uplot';
  mkdirSync(folder, { recursive: true });
  const source = readFileSync(join(from, 'dist/uPlot.esm.js'), 'utf8');
  writeFileSync(join(folder, 'uPlot.esm.js'), withoutForeignTag(source));
  // A module, for shadow roots to adopt.
  const style = readFileSync(join(from, 'dist/uPlot.min.css'), 'utf8');
  writeFileSync(join(folder, 'style.js'), `export default ${JSON.stringify(style)};\n`);
  cpSync(join(from, 'LICENSE'), join(folder, 'LICENSE'));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) lay(process.argv[2]);
