/** The worker's script: what it hears and says, and what it stands on. */

import { instantiate } from '../load/wasm-module.js';
import { breather } from './bell.js';
import { WorkerLoop } from './loop.js';
import { catchPanics, watchGpu } from './traps.js';

/** @typedef {import('../protocol.js').Command} Command */
/** @typedef {import('../protocol.js').RunEvent} RunEvent */

/** The type of `self` here; the page's library of types knows only windows. */
const scope = /** @type {{ postMessage(message: RunEvent, transfer?: Transferable[]): void }} */ (
  self
);

const loop = new WorkerLoop({
  post: (event, transfer) => scope.postMessage(event, transfer),
  instantiate,
  watchGpu,
  catchPanics,
  breathe: breather(),
});

addEventListener('message', (/** @type {MessageEvent<Command>} */ { data }) => loop.hear(data));
loop.live();
