/** A worker that only answers: the module comes first, then questions, one after another. */

import { instantiate } from '../load/instantiate.js';
import { within } from '../load/deadline.js';
import { named, textOf, typed } from '../load/errors.js';
import { reply } from './answering.js';

/** @typedef {(wasm: any, ...ask: any[]) => unknown} Answerer */
/** @typedef {import('../protocol.js').FigureCommand} FigureCommand */
/** @typedef {import('../protocol.js').FigureEvent} FigureEvent */
/**
 * @typedef {object} Ground
 * @property {(event: FigureEvent, transfer: Transferable[]) => void} post
 * @property {(module: import('../load/wasm-module.js').ModuleName, compiled: WebAssembly.Module) => Promise<unknown>} instantiate
 */

const MODULE_MS = 60_000;

/**
 * @param {Record<string, Answerer>} answers
 * @param {Ground} ground
 * @returns {(command: FigureCommand) => void} what hears the page
 */
export function serve(answers, { post, instantiate }) {
  /** @type {Promise<unknown>} */
  let wasm = Promise.reject(new Error('no module has come'));
  // Each question hears of it.
  wasm.catch(() => {});
  /** @type {Promise<unknown>} */
  let last = Promise.resolve();
  const fail = (/** @type {unknown} */ error) => {
    const { kind } = typed(error, 'module');
    post({ type: 'error', kind, message: textOf(error) }, []);
  };
  post({ type: 'hello' }, []);
  return (command) => {
    if (command.type === 'open') {
      wasm = within(MODULE_MS, instantiate(command.module, command.compiled), 'module');
      wasm.catch(fail);
      return;
    }
    const { id, name, ask } = command;
    const find = async (/** @type {unknown} */ module) => {
      if (!Object.hasOwn(answers, name))
        throw named('ArgumentError', `there is no answer to ${name}`);
      return answers[name](module, ...ask);
    };
    last = last
      .then(() => wasm)
      .then((module) => reply(id, () => find(module), post).catch(fail))
      // Without a module there is no answer either, which has been said.
      .catch(() => {});
  };
}

/**
 * As `serve`, in the worker whose script this is.
 * @param {Record<string, Answerer>} answers
 * @param {import('../load/instantiate.js').Glue} glue of the module that the page will send
 */
export function serveHere(answers, glue) {
  const hear = serve(answers, {
    post: (event, transfer) => postMessage(event, { transfer }),
    instantiate: (name, compiled) => instantiate(name, glue, compiled),
  });
  addEventListener('message', ({ data }) => hear(data));
}
