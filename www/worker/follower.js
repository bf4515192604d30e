/** The script of a follower: the page brings it its module, and the port to the worker that leads it. */

import { instantiate } from '../load/instantiate.js';
import { Follower } from './following.js';
import { catchPanics } from './traps.js';

/** @typedef {import('../protocol.js').FollowCommand} FollowCommand */
/** @typedef {import('../protocol.js').ModuleCommand} ModuleCommand */

/** @type {(compiled: WebAssembly.Module) => void} */
let bring;
/** @type {Promise<WebAssembly.Module>} */
const brought = new Promise((resolve) => (bring = resolve));
const glue = () => import('../pkg/cpu/earthmover_web.js');
const ground = {
  instantiate: async () => instantiate('cpu', glue, await brought),
  catchPanics,
};

addEventListener('message', (/** @type {MessageEvent<FollowCommand | ModuleCommand>} */ event) => {
  const { data } = event;
  if (data.type === 'module') bring(data.compiled);
  else new Follower(data.port, ground);
});
