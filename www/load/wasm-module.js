/** The wasm modules: fetched and compiled by the page, instantiated by workers. */

import { fetchCounting, HttpError, withRetries } from './fetching.js';
import { messageOf, TypedError } from './errors.js';
import { say } from '../strings/say.js';

/** @typedef {import('../protocol.js').Wasm} Wasm */
/** @typedef {import('../protocol.js').ModuleName | 'figures'} ModuleName */
/** @typedef {{ wasm: Wasm, compiled: WebAssembly.Module }} Loaded */

/** @param {ModuleName} name */
const folderOf = (name) => new URL(`../pkg/${name}/`, import.meta.url).href;

/**
 * @param {ModuleName} name
 * @returns {Promise<Wasm>}
 */
const importGlue = (name) => import(`${folderOf(name)}earthmover_web.js`);

/**
 * @param {ModuleName} name
 * @param {WebAssembly.Module} compiled
 */
export async function instantiate(name, compiled) {
  try {
    const wasm = await importGlue(name);
    await wasm.default({ module_or_path: compiled });
    return wasm;
  } catch (error) {
    throw new TypedError('module', say('module.failed', name, messageOf(error)));
  }
}

/**
 * @param {Headers} headers
 * @returns {number | null} null where the length is that of the packed bytes, which are not those we see
 */
function totalOf(headers) {
  const length = Number(headers.get('content-length'));
  return headers.has('content-encoding') || !length ? null : length;
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
  const { headers, body } = await fetchCounting(
    `${folderOf(name)}earthmover_web_bg.wasm`,
    cache,
    (bytes) => {
      loaded += bytes;
      if (performance.now() - last < 100) return;
      last = performance.now();
      onProgress(loaded, total);
    },
  );
  total = totalOf(headers);
  // A response of our own compiles while it streams, whatever type the host gives .wasm files.
  const response = new Response(body, { headers: { 'content-type': 'application/wasm' } });
  const compiled = await WebAssembly.compileStreaming(response);
  onProgress(loaded, loaded);
  return compiled;
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
    const isMissing = error instanceof HttpError && error.status === 404;
    const text = isMissing
      ? say('module.missing', name)
      : say('module.failed', name, messageOf(error));
    throw new TypedError('module', text);
  }
}
