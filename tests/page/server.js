/** A static host as plain as any: serves a folder from a sub-path, with no special headers. */

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve } from 'node:path';

/** @type {Record<string, string>} */
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.gz': 'application/gzip',
};

const [port, folder, mount] = process.argv.slice(2);
const root = resolve(folder);

/** @param {string} url */
function fileOf(url) {
  const path = decodeURIComponent(new URL(url, 'http://host').pathname);
  if (!path.startsWith(mount)) return null;
  const inside = normalize(path.slice(mount.length) || 'index.html');
  return inside.startsWith('..') ? null : join(root, inside);
}

const server = createServer(async (request, response) => {
  const file = fileOf(request.url ?? '/');
  const info = file ? await stat(file).catch(() => null) : null;
  if (!file || !info?.isFile()) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('not here');
    return;
  }
  const type = TYPES[extname(file)] ?? 'application/octet-stream';
  response.writeHead(200, { 'content-type': type, 'content-length': info.size });
  createReadStream(file).pipe(response);
});

server.listen(Number(port), '127.0.0.1');
