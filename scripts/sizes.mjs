// Prints the size of each wasm module in dist/pkg/: raw, and as hosts send it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const folder = join('dist', 'pkg');
/** @type {string[]} */
let modules = [];
try {
  modules = readdirSync(folder).sort();
} catch {
  // No folder is no modules.
}
if (modules.length === 0) {
  console.error(
    `sizes: there is no module in ${folder}: run cargo make build or cargo make release.`,
  );
  process.exit(1);
}

const kB = (/** @type {Buffer} */ bytes) => `${(bytes.length / 1000).toFixed(1)} kB`.padStart(12);
console.log(
  `${'file'.padEnd(32)}${['raw', 'gzip -9', 'brotli 11'].map((head) => head.padStart(12)).join('')}`,
);
for (const module of modules) {
  for (const file of ['earthmover_web_bg.wasm', 'earthmover_web.js']) {
    const bytes = readFileSync(join(folder, module, file));
    const gzip = gzipSync(bytes, { level: 9 });
    const brotli = brotliCompressSync(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    });
    console.log(`${`${module}/${file}`.padEnd(32)}${kB(bytes)}${kB(gzip)}${kB(brotli)}`);
  }
}
