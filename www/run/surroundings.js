/** What a run has of the browser: workers, its GPU, its cores. A test has others. */

import { room } from './crowd.js';
import { probeWebGpu } from './devices.js';
import { compiledModule } from './shared.js';
import { WorkerHandle } from './worker-handle.js';
import { startWorker } from './worker-start.js';

/**
 * @typedef {object} Surroundings
 * @property {(module: import('../protocol.js').ModuleName, data: string, listen: import('./worker-handle.js').Listen) => WorkerHandle} hire
 * @property {() => Worker} start a follower; throws where the page forbids it
 * @property {(isPinned: boolean) => Promise<import('./devices.js').Probe>} probe
 * @property {() => number} cores
 * @property {() => number} room for workers, by the machine's memory
 */

/**
 * The page brings followers their module: to Firefox none may pass between two workers of a frame without an origin.
 * Whoever leads has it already, so that it is here; a follower without one is given up by its leader.
 */
function startFollower() {
  const worker = startWorker('follower');
  compiledModule('cpu', () => {})
    .then((compiled) => {
      /** @type {import('../protocol.js').ModuleCommand} */
      const command = { type: 'module', compiled };
      worker.postMessage(command);
    })
    // A follower that has no module is given up by its leader, which says so.
    .catch(() => {});
  return worker;
}

/** @type {Surroundings} */
export const browser = {
  hire: (module, data, listen) => new WorkerHandle(module, data, listen),
  start: startFollower,
  probe: probeWebGpu,
  cores: () => navigator.hardwareConcurrency || 1,
  room,
};
