/** The script of a follower: the one word of the page is the port to the worker that leads it. */

import { instantiate } from '../load/wasm-module.js';
import { Follower } from './following.js';
import { catchPanics } from './traps.js';

/** @typedef {import('../protocol.js').FollowCommand} FollowCommand */

addEventListener('message', (/** @type {MessageEvent<FollowCommand>} */ { data }) => {
  new Follower(data.port, { instantiate, catchPanics });
});
