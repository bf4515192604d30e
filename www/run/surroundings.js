/** What a run has of the browser: workers, its GPU, its cores. A test has others. */

import { probeWebGpu } from './devices.js';
import { WorkerHandle } from './worker-handle.js';
import { startWorker } from './worker-start.js';

/**
 * @typedef {object} Surroundings
 * @property {(module: import('../protocol.js').ModuleName, listen: import('./worker-handle.js').Listen) => WorkerHandle} hire
 * @property {() => Worker} start a follower; throws where the page forbids it
 * @property {(isPinned: boolean) => Promise<import('./devices.js').Probe>} probe
 * @property {() => number} cores
 */

/** @type {Surroundings} */
export const browser = {
  hire: (module, listen) => new WorkerHandle(module, listen),
  start: () => startWorker('follower'),
  probe: probeWebGpu,
  cores: () => navigator.hardwareConcurrency || 1,
};
