/** The wasm modules, fetched and compiled by the page; `instantiate.js` is the worker's part. */

import { fetchCounting, FinalError, HttpError, lost, withRetries } from './fetching.js';
import { Silence, within } from './deadline.js';
import { isNamed, messageOf, SaidError, textOf, TypedError } from './errors.js';
import { addressOf } from './files.js';
import { say } from '../strings/say.js';

/** @typedef {import('../protocol.js').ModuleName | 'figures'} ModuleName */

const FILE = 'earthmover_web_bg.wasm';
/** The last bytes have come, or one after another does: what lasts longer is a compiler that hangs. */
const COMPILING_MS = 120_000;
/** The least there is: a module with nothing in it. */
const EMPTY = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);

/**
 * @param {Headers} headers
 * @returns {number | null} null where the length is that of the packed bytes, which are not those we see
 */
function totalOf(headers) {
  const length = Number(headers.get('content-length'));
  return headers.has('content-encoding') || !length ? null : length;
}

/**
 * Bytes that are no module are a file that was cut short or spoilt on its way, and may come whole the next time. But
 * where a page's policy forbids any module, so it will.
 * @param {unknown} error
 * @returns {Promise<never>}
 */
async function explain(error) {
  if (!(error instanceof WebAssembly.CompileError)) throw lost(error, FILE);
  await within(COMPILING_MS, WebAssembly.compile(EMPTY), 'module').catch(() => {
    throw new FinalError(messageOf(error));
  });
  throw new SaidError(say('load.broken', FILE));
}

/**
 * @param {ModuleName} name
 * @param {RequestCache} cache
 * @param {(loaded: number, total: number | null) => void} onProgress
 * @returns {Promise<WebAssembly.Module>}
 */
async function compileOnce(name, cache, onProgress) {
  /** @type {number | null} */
  let total = null;
  let loaded = 0;
  let last = 0;
  const silence = new Silence(COMPILING_MS, () => new FinalError(say('late.module', 120)));
  const count = (/** @type {number} */ bytes) => {
    loaded += bytes;
    silence.isBroken();
    if (performance.now() - last < 100) return;
    last = performance.now();
    onProgress(loaded, total);
  };
  try {
    const { headers, body } = await fetchCounting(addressOf(`pkg/${name}/${FILE}`), cache, count);
    total = totalOf(headers);
    // A response of our own compiles while it streams, whatever type the host gives .wasm files.
    const response = new Response(body, { headers: { 'content-type': 'application/wasm' } });
    const compiling = WebAssembly.compileStreaming(response).catch(explain);
    const compiled = await Promise.race([compiling, silence.lasted]);
    // It would be handed to all who ask after this.
    if (!(compiled instanceof WebAssembly.Module)) throw new SaidError(say('load.broken', FILE));
    onProgress(loaded, loaded);
    return compiled;
  } finally {
    silence.end();
  }
}

/**
 * @param {ModuleName} name
 * @param {(loaded: number, total: number | null) => void} onProgress
 * @returns {Promise<WebAssembly.Module>}
 */
export async function compileModule(name, onProgress) {
  try {
    return await withRetries((cache) => compileOnce(name, cache, onProgress));
  } catch (error) {
    const isMissing =
      (error instanceof HttpError && error.status === 404) || isNamed(error, 'MissingError');
    const text = isMissing
      ? say('module.missing', name)
      : say('module.failed', name, textOf(error));
    throw new TypedError('module', text);
  }
}
