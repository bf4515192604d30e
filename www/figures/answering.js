/** The worker's end of a `Calculator`: the module comes first, then questions, answered one after another. */

import { messageOf, named } from '../load/errors.js';
import { instantiate } from '../load/wasm-module.js';

/** @typedef {(wasm: any, ...args: any[]) => unknown} Answerer */

/** What need not be copied on its way out. @param {unknown} value @returns {ArrayBuffer[]} */
function buffersOf(value) {
  if (ArrayBuffer.isView(value)) return [/** @type {ArrayBuffer} */ (value.buffer)];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(buffersOf);
}

/** @param {unknown} error */
const plain = (error) => ({
  name: error instanceof Error ? error.name : 'Error',
  message: messageOf(error),
});

/** @param {Record<string, Answerer>} answers */
export function answer(answers) {
  /** @type {Promise<unknown>} */
  let wasm = Promise.reject(new Error('no module has come'));
  wasm.catch(() => {});
  /** @type {Promise<void>} */
  let last = Promise.resolve();

  /** @param {{ id: number, name: string, args: unknown[] }} question */
  async function reply({ id, name, args }) {
    try {
      const module = await wasm.catch((error) => {
        throw named('ModuleError', messageOf(error));
      });
      const value = await answers[name](module, ...args);
      postMessage({ id, value }, { transfer: [...new Set(buffersOf(value))] });
    } catch (error) {
      postMessage({ id, error: plain(error) });
    }
  }

  addEventListener('message', ({ data }) => {
    if (data.compiled) {
      wasm = instantiate(data.module, data.compiled);
      wasm.catch(() => {});
    } else last = last.then(() => reply(data));
  });
}
