/** A compiled module with its glue, in the worker that will own it. */

import { say } from '../strings/say.js';
import { messageOf, SaidError, textOf, TypedError } from './errors.js';

/** @typedef {import('../protocol.js').Wasm} Wasm */
/** @typedef {import('./wasm-module.js').ModuleName} ModuleName */
/** @typedef {() => Promise<any>} Glue Imports what wasm-bindgen has made for the module. */

const FILE = 'earthmover_web.js';

/**
 * @param {ModuleName} name
 * @param {Glue} glue
 * @param {WebAssembly.Module} compiled
 * @returns {Promise<Wasm>}
 */
export async function instantiate(name, glue, compiled) {
  try {
    const wasm = await glue().catch((error) => {
      throw new SaidError(say('load.script', FILE, messageOf(error)));
    });
    await wasm.default({ module_or_path: compiled });
    return wasm;
  } catch (error) {
    throw new TypedError('module', say('module.failed', name, textOf(error)));
  }
}
