/** What a reader downloads to train. The bound is generous; `cargo make sizes` tells how it is. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { DIST } from './packed.js';

/** Bytes packed by gzip of the modules as tests have them, before fat LTO; `cargo make sizes` guards those published. */
const MOST = { cpu: 900_000, figures: 120_000, ndarray: 1_100_000, webgpu: 6_500_000 };

for (const [module, most] of Object.entries(MOST)) {
  test(`the ${module} module has not grown`, () => {
    const bytes = readFileSync(join(DIST, 'pkg', module, 'earthmover_web_bg.wasm'));
    assert.ok(gzipSync(bytes, { level: 9 }).length < most);
  });
}
