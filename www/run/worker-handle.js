/** The page's end of one worker. */

import { say } from '../strings/say.js';
import { Supply } from './supply.js';
import { startWorker } from './worker-start.js';

/** @typedef {import('../protocol.js').Command} Command */
/** @typedef {import('../protocol.js').RunEvent} RunEvent */
/** @typedef {import('../protocol.js').ModuleName} ModuleName */
/** @typedef {{ loaded: number, total: number | null }} Progress */
/** @typedef {(handle: WorkerHandle, event: RunEvent) => void} Listen */

export class WorkerHandle {
  /**
   * @param {ModuleName} module
   * @param {Listen} listen
   */
  constructor(module, listen) {
    this.module = module;
    this.listen = listen;
    this.isReady = false;
    /** @type {import('../protocol.js').ShardLostEvent[]} */
    this.lost = [];
    /** @type {Record<'module' | 'data', Progress>} */
    this.progress = { module: { loaded: 0, total: null }, data: { loaded: 0, total: null } };
    /** @private */
    this.worker = startWorker('worker');
    this.worker.onmessage = ({ data }) => this.hear(data);
    this.worker.onerror = (event) => {
      const message = event.message || say('worker.noScript');
      this.hear({ type: 'error', kind: 'internal', message, runId: null });
    };
    /** @private */
    this.supply = new Supply(
      module,
      (command) => this.post(command),
      (event) => this.hear(event),
    );
  }

  /**
   * @param {Command} command
   * @param {Transferable[]} [transfer]
   */
  post(command, transfer = []) {
    this.worker.postMessage(command, transfer);
  }

  terminate() {
    this.listen = () => {};
    this.supply.isOver = true;
    this.worker.terminate();
  }

  /**
   * @private
   * @param {RunEvent} event
   */
  hear(event) {
    if (event.type === 'ready') this.isReady = true;
    if (event.type === 'shard-lost') this.lost.push(event);
    if (event.type === 'progress') this.progress[event.part] = event;
    this.listen(this, event);
  }
}
