/** What a worker that trains hears and says, and what it stands on. Each module has a script of its own beside this. */

import { instantiate } from '../load/instantiate.js';
import { breather } from './bell.js';
import { WorkerLoop } from './loop.js';
import { catchPanics, watchGpu } from './traps.js';

/** @typedef {import('../protocol.js').Command} Command */

/** @param {import('../load/instantiate.js').Glue} glue of the module that the page will send */
export function lead(glue) {
  const loop = new WorkerLoop({
    post: (event, transfer) => postMessage(event, { transfer }),
    instantiate: (name, compiled) => instantiate(name, glue, compiled),
    watchGpu,
    catchPanics,
    breathe: breather(),
  });
  addEventListener('message', (/** @type {MessageEvent<Command>} */ { data }) => loop.hear(data));
  // It ends with the worker.
  void loop.live();
}
