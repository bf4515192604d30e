/** Loads one of the wasm modules, counting its bytes; makes another instance of what one worker has compiled. */

import { fetchCounting, HttpError, withRetries } from './fetching.js';
import { TypedError } from './errors.js';

/** @typedef {import('./protocol.js').Wasm} Wasm */
/** @typedef {import('./protocol.js').ModuleName} ModuleName */
/** @typedef {{ wasm: Wasm, compiled: WebAssembly.Module }} Loaded */

/** @type {Record<ModuleName, string>} */
const MODULE_TITLES = { cpu: 'CPU', ndarray: 'ndarray', webgpu: 'WebGPU' };

/** @param {ModuleName} name */
const folderOf = (name) => new URL(`./pkg/${name}/`, import.meta.url).href;

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
  const wasm = await importGlue(name);
  await wasm.default({ module_or_path: compiled });
  return wasm;
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
 * @returns {Promise<Loaded>}
 */
async function loadOnce(name, cache, onProgress) {
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
  const compiling = WebAssembly.compileStreaming(response);
  const [compiled] = await Promise.all([compiling, importGlue(name)]);
  const wasm = await instantiate(name, compiled);
  onProgress(loaded, loaded);
  return { wasm, compiled };
}

/**
 * @param {ModuleName} name
 * @param {(loaded: number, total: number | null) => void} onProgress
 * @returns {Promise<Loaded>}
 */
export async function loadModule(name, onProgress) {
  try {
    return await withRetries((cache) => loadOnce(name, cache, onProgress));
  } catch (error) {
    if (error instanceof HttpError && error.status === 404) {
      throw new TypedError('module', `This site does not have the ${MODULE_TITLES[name]} module (404).`);
    }
    const why = error instanceof Error ? error.message : String(error);
    throw new TypedError('module', `The ${MODULE_TITLES[name]} module could not be loaded: ${why}.`);
  }
}
