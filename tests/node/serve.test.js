/** What a host of ours sends: packed where a browser takes it, and kept for ever where it never changes. */

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { execFileSync } from 'node:child_process';
import { staticServer } from '../../scripts/serve.mjs';

const folder = mkdtempSync(join(tmpdir(), 'earthmover-serve-'));
const TEXT = 'const digits = 60_000;\n'.repeat(200);
const server = staticServer(folder);
let port = 0;

before(async () => {
  for (const name of [
    'script.js',
    'shared-Ab12_-9z.js',
    'small.js',
    'chart-controls.js',
    'train-00-0123abcd.gz',
  ]) {
    writeFileSync(join(folder, name), name === 'small.js' ? 'let a;' : TEXT);
  }
  execFileSync('node', ['scripts/compress.mjs', folder]);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null)));
  ({ port } = /** @type {import('node:net').AddressInfo} */ (server.address()));
});

after(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

/**
 * @param {string} path
 * @param {string} accepted
 * @returns {Promise<{ headers: import('node:http').IncomingHttpHeaders, body: Buffer }>}
 */
const ask = (path, accepted) =>
  new Promise((resolve, reject) => {
    const options = { port, path, headers: { 'accept-encoding': accepted } };
    get(options, (response) => {
      /** @type {Buffer[]} */
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('end', () => resolve({ headers: response.headers, body: Buffer.concat(parts) }));
    }).on('error', reject);
  });

test('the best packed copy that the browser takes is sent', async () => {
  const br = await ask('/script.js', 'gzip, deflate, br, zstd');
  assert.equal(br.headers['content-encoding'], 'br');
  assert.equal(br.headers['content-type'], 'text/javascript; charset=utf-8');
  assert.equal(brotliDecompressSync(br.body).toString(), TEXT);
  const gzip = await ask('/script.js', 'gzip;q=0.8, br;q=0');
  assert.equal(gzip.headers['content-encoding'], 'gzip');
  assert.equal(gunzipSync(gzip.body).toString(), TEXT);
  const plain = await ask('/script.js', 'identity');
  assert.equal(plain.headers['content-encoding'], undefined);
  assert.equal(plain.body.toString(), TEXT);
  for (const { headers } of [br, gzip, plain]) assert.equal(headers.vary, 'Accept-Encoding');
});

test('what is small, or packed already, has no copies', async () => {
  for (const path of ['/small.js', '/train-00-0123abcd.gz']) {
    assert.equal((await ask(path, 'br, gzip')).headers['content-encoding'], undefined, path);
  }
});

test('a copy that is older than its file is not sent', async () => {
  const later = new Date(Date.now() + 60_000);
  utimesSync(join(folder, 'script.js'), later, later);
  const { headers, body } = await ask('/script.js', 'br');
  assert.equal(headers['content-encoding'], undefined);
  assert.equal(body.toString(), TEXT);
});

test('what has a mark of its content is kept for ever, and all else asked about', async () => {
  const cached = async (/** @type {string} */ path) =>
    (await ask(path, 'br')).headers['cache-control'];
  assert.match(String(await cached('/shared-Ab12_-9z.js')), /immutable/);
  assert.match(String(await cached('/train-00-0123abcd.gz')), /immutable/);
  assert.equal(await cached('/small.js'), 'no-cache');
  assert.equal(await cached('/chart-controls.js'), 'no-cache');
});
