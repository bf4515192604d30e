/** Serves the bench's page, and what it loads, to one browser here. */

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';

/** What may be asked for, from the root of the repository. */
const FOLDERS = /^\/(bench\/peers|dist|node_modules)\/[\w@/.-]+$/;
/** @type {Record<string, string>} */
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.wasm': 'application/wasm',
};
/** What makes a page cross-origin isolated, so that it has shared memory. */
const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/**
 * The file that a request names.
 * @param {string} root
 * @param {string} pathname
 */
async function find(root, pathname) {
  if (!FOLDERS.test(pathname) || pathname.includes('..')) return null;
  const path = join(root, pathname);
  // TensorFlow.js imports its own modules without saying what their names end in.
  for (const candidate of [path, `${path}.js`]) {
    const found = await stat(candidate).catch(() => null);
    if (found?.isFile()) return { path: candidate, size: found.size };
  }
  return null;
}

/**
 * @param {string} root
 * @param {boolean} isolated
 * @returns {Promise<{ url: string, close: () => void }>}
 */
export async function serve(root, isolated) {
  const server = createServer(async (request, response) => {
    const found = await find(root, new URL(request.url ?? '/', 'http://localhost').pathname);
    if (!found) return void response.writeHead(404).end();
    const { path, size } = found;
    response.writeHead(200, {
      'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream',
      'Content-Length': size,
      ...(isolated ? ISOLATION : {}),
    });
    createReadStream(path).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { url: `http://127.0.0.1:${port}/bench/peers/index.html`, close: () => server.close() };
}
