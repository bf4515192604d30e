// Lays a packed copy of each file of a folder beside it, by brotli and by gzip, for hosts that send those:
// node scripts/compress.mjs <folder>
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** The rest is packed already. */
const ENDINGS = ['.css', '.html', '.js', '.json', '.safetensors', '.svg', '.txt', '.wasm'];
/** What a packet carries anyway. */
const LEAST = 1_000;

const pack = {
  '.br': (/** @type {Buffer} */ bytes) =>
    promisify(brotliCompress)(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    }),
  '.gz': (/** @type {Buffer} */ bytes) => promisify(gzip)(bytes, { level: 9 }),
};

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('usage: node scripts/compress.mjs <folder>');

const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .map((path) => join(folder, path))
  .filter((path) => ENDINGS.includes(extname(path)) && statSync(path).isFile());
for (const file of files) {
  const bytes = readFileSync(file);
  if (bytes.length < LEAST) continue;
  for (const [ending, how] of Object.entries(pack)) {
    const packed = await how(bytes);
    if (packed.length < bytes.length) writeFileSync(file + ending, packed);
  }
}
