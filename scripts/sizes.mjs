// Prints the size of each wasm module in dist/pkg/: raw, and as hosts send it; fails where a published module
// (cargo make release) is larger than it may be.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const folder = join('dist', 'pkg');
/** Bytes that a published module may have, packed by gzip; docs/performance.md tells the aims. @type {Record<string, number>} */
const MOST = { cpu: 565_000, figures: 120_000, ndarray: 600_000, webgpu: 3_200_000 };
/** Whether `how`, which scripts/build-module.sh leaves beside a module's build, is a published one's. */
const isPublished = (/** @type {string} */ module) => {
  try {
    return readFileSync(join('target', 'modules', module, 'how'), 'utf8').startsWith('-O3');
  } catch {
    return false;
  }
};
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
    if (file.endsWith('.wasm') && isPublished(module) && gzip.length > MOST[module]) {
      console.error(`sizes: ${module} may have ${MOST[module]} bytes, packed by gzip.`);
      process.exitCode = 1;
    }
  }
}
