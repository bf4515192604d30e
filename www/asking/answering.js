/**
 * The worker's end of questions, whoever asks: each is answered, or refused by the name of what went wrong, with its
 * number. `questions.js` is the page's end.
 */

import { wordsOf } from '../strings/say.js';

/** @typedef {import('../protocol.js').Reply} Reply */
/** @typedef {(reply: Reply, transfer: Transferable[]) => void} PostReply */

/** Arrays are handed over, not copied. @param {unknown} value @returns {Transferable[]} */
function buffersOf(value) {
  if (ArrayBuffer.isView(value)) return [/** @type {ArrayBuffer} */ (value.buffer)];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(buffersOf);
}

/** What can be said of anything that is thrown. @param {unknown} error */
function refusalOf(error) {
  if (!(error instanceof Error)) return { name: 'Error', message: wordsOf(error) };
  const { name, message } = error;
  return { name: wordsOf(name), message: wordsOf(message) };
}

/**
 * After a trap in wasm there is no answer: the worker is over, and says so itself.
 * @param {number} id
 * @param {() => unknown} find
 * @param {PostReply} post
 * @returns {Promise<void>} rejects after a trap
 */
export async function reply(id, find, post) {
  try {
    const value = await find();
    post({ type: 'answer', id, value }, [...new Set(buffersOf(value))]);
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) throw error;
    post({ type: 'refusal', id, ...refusalOf(error) }, []);
  }
}
