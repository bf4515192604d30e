// Serves a folder as any static host would, packed where a packed copy (scripts/compress.mjs) lies beside a file:
// [PORT=8000] node scripts/serve.mjs [folder, else dist] [path to serve it at, else /]
import { open, realpath } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';

/** @type {Record<string, string>} */
const TYPES = {
  '.css': 'text/css; charset=utf-8',
  // A file of gzip, which the page decompresses: no Content-Encoding, or the browser would.
  '.gz': 'application/gzip',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.md': 'text/markdown; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ts': 'text/plain; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/**
 * @typedef {object} Found
 * @property {200} status
 * @property {string} file
 * @property {import('node:fs/promises').FileHandle} handle
 * @property {import('node:fs').Stats} stat
 * @property {string | undefined} type
 */

/** What a browser may be sent instead of a file: the ending of the packed copy by the name of its coding, best first. */
const CODINGS = Object.entries({ br: '.br', gzip: '.gz' });

/** Names with a mark of their content (scripts/bundle.mjs) never mean anything else; a word is no mark. */
const MARKED = /-(?=[\w-]*[\dA-Z_])[\w-]{8}\.\w+$/;

/** @param {string} accepted the header `Accept-Encoding` @param {string} coding */
const accepts = (accepted, coding) =>
  accepted
    .toLowerCase()
    .split(',')
    .map((one) => one.trim().split(/\s*;\s*/))
    .some(([name, weight]) => name === coding && !/^q=0(\.0*)?$/.test(weight ?? ''));

/**
 * @typedef {object} Packed
 * @property {string} coding
 * @property {import('node:fs/promises').FileHandle} handle
 * @property {import('node:fs').Stats} stat
 */

/**
 * The packed copy of a file that the browser takes, unless it is older than the file.
 * @param {string} file
 * @param {import('node:fs').Stats} stat of the file
 * @param {string} accepted
 * @returns {Promise<Packed | null>}
 */
async function packedOf(file, stat, accepted) {
  for (const [coding, ending] of CODINGS) {
    if (!accepts(accepted, coding)) continue;
    const handle = await open(file + ending).catch(() => null);
    const packed = await handle?.stat();
    if (handle && packed?.isFile() && packed.mtimeMs >= stat.mtimeMs) {
      return { coding, handle, stat: packed };
    }
    await handle?.close();
  }
  return null;
}

/** What the system calls an error. @param {unknown} error */
const codeOf = (error) => /** @type {NodeJS.ErrnoException} */ (error).code ?? '';

/**
 * A server of the files in `folder`, under the path `base`.
 * @param {string} folder
 * @param {string} [base]
 */
export function staticServer(folder, base = '/') {
  const prefix = `/${base}/`.replace(/\/+/g, '/');

  /**
   * The file a request names, opened, or what to answer instead.
   * @param {string} path The request's path, as it came.
   * @returns {Promise<Found | { status: 302, location: string } | { status: 400 } | { status: 404 }>}
   */
  async function find(path) {
    let parts;
    try {
      parts = decodeURIComponent(path).split('/').slice(1);
    } catch {
      return { status: 400 };
    }
    if (path === prefix.slice(0, -1)) return { status: 302, location: prefix };
    const rest = parts.slice(prefix.split('/').length - 2);
    if (!path.startsWith(prefix)) return { status: 404 };
    // Nothing hidden, nothing above, nothing that only some systems take for a separator.
    if (rest.some((part) => part.startsWith('.') || /[\\\0]/.test(part))) return { status: 404 };
    if (rest.at(-1) === '') rest[rest.length - 1] = 'index.html';

    let handle;
    try {
      const root = await realpath(folder);
      const file = await realpath(join(root, ...rest));
      if (!file.startsWith(root + sep)) return { status: 404 };
      handle = await open(file);
      const stat = await handle.stat();
      if (stat.isFile()) return { status: 200, file, handle, stat, type: TYPES[extname(file)] };
      await handle.close();
      return { status: 302, location: `${path}/` };
    } catch (error) {
      await handle?.close();
      if (['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ELOOP'].includes(codeOf(error))) {
        return { status: 404 };
      }
      throw error;
    }
  }

  /**
   * Whether the browser's copy is still good.
   * @param {import('node:http').IncomingMessage} request
   * @param {string} etag
   * @param {Date} modified
   */
  function isFresh({ headers }, etag, modified) {
    const etags = headers['if-none-match'];
    if (etags !== undefined) {
      return etags.split(',').some((one) => [etag, `W/${etag}`, '*'].includes(one.trim()));
    }
    const since = Date.parse(headers['if-modified-since'] ?? '');
    // The header has whole seconds. NaN is never fresh.
    return Math.floor(modified.getTime() / 1000) * 1000 <= since;
  }

  /**
   * @param {import('node:http').IncomingMessage} request
   * @param {import('node:http').ServerResponse} response
   */
  async function answer(request, response) {
    // For those who embed the element from another site, as on GitHub Pages.
    response.setHeader('Access-Control-Allow-Origin', '*');
    const text = (/** @type {number} */ status, /** @type {string} */ sentence) => {
      response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' });
      response.end(`${sentence}\n`);
    };

    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD');
      return text(405, 'Only GET and HEAD are answered here.');
    }
    const [path, query] = (request.url ?? '/').split(/\?(.*)/s);
    const found = await find(path);
    if (found.status === 302) {
      // Never to another host, as `//host/` would be.
      const location = found.location.replace(/^\/+/, '/');
      response.setHeader('Location', query === undefined ? location : `${location}?${query}`);
      return text(302, 'It is a folder.');
    }
    if (found.status === 400) return text(400, 'This is not a path.');
    if (found.status === 404) return text(404, 'There is nothing here.');

    const { file, type } = found;
    const accepted = String(request.headers['accept-encoding'] ?? '');
    const packed = await packedOf(file, found.stat, accepted);
    const { handle, stat } = packed ?? found;
    try {
      if (packed) response.setHeader('Content-Encoding', packed.coding);
      response.setHeader('Vary', 'Accept-Encoding');
      const etag = `"${stat.ino.toString(36)}-${stat.size.toString(36)}-${stat.mtimeMs.toString(36)}"`;
      // Kept by the browser, for ever or asked about each time.
      const isMarked = MARKED.test(file);
      response.setHeader('Cache-Control', isMarked ? 'max-age=31536000, immutable' : 'no-cache');
      response.setHeader('ETag', etag);
      response.setHeader('Last-Modified', stat.mtime.toUTCString());
      if (isFresh(request, etag, stat.mtime)) {
        response.writeHead(304).end();
        return;
      }
      response.writeHead(200, {
        'Content-Type': type ?? 'application/octet-stream',
        'Content-Length': stat.size,
      });
      if (request.method === 'HEAD' || stat.size === 0) response.end();
      // No more than was promised, should the file grow meanwhile.
      else await pipeline(handle.createReadStream({ end: stat.size - 1 }), response);
    } finally {
      await found.handle.close();
      await packed?.handle.close();
    }
  }

  return createServer((request, response) => {
    answer(request, response).catch((error) => {
      // The browser went away in the middle, which is its right.
      if (codeOf(error) === 'ERR_STREAM_PREMATURE_CLOSE') return;
      console.error(`${request.method} ${request.url}: ${error.message}`);
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
    });
  });
}

/** @param {string} sentence */
function fail(sentence) {
  console.error(`serve: ${sentence}`);
  process.exit(1);
}

async function main() {
  const [folder = 'dist', base = '/'] = process.argv.slice(2);
  const port = Number(process.env.PORT || 8000);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    fail(`PORT is ${process.env.PORT}, but must be a whole number from 0 to 65535.`);
  }
  await realpath(folder).catch(() =>
    fail(
      `there is no folder ${folder}: cargo make build makes dist/, and cargo make bundle target/site/.`,
    ),
  );
  const server = staticServer(folder, base);
  server.on('error', (error) => {
    if (codeOf(error) === 'EADDRINUSE') {
      fail(`port ${port} is taken: name another one, as in PORT=${port + 1} cargo make serve.`);
    }
    fail(`cannot listen on port ${port}: ${error.message}`);
  });
  server.listen(port, '127.0.0.1', () => {
    const path = `/${base}/`.replace(/\/+/g, '/');
    const at = /** @type {import('node:net').AddressInfo} */ (server.address());
    console.log(`Serving ${folder} at http://127.0.0.1:${at.port}${path}`);
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
