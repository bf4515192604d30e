/** The page's end of one worker. */

import { isNamed, messageOf } from '../load/errors.js';
import { say } from '../strings/say.js';
import { isRunEvent } from './hearing.js';
import { Supply } from './supply.js';
import { startWorker } from './worker-start.js';

/** @typedef {import('../protocol.js').Command} Command */
/** @typedef {import('../protocol.js').RunEvent} RunEvent */
/** @typedef {import('../protocol.js').ModuleName} ModuleName */
/** @typedef {import('../strings/say.js').Text} Text */
/** @typedef {{ loaded: number, total: number | null }} Progress */
/** @typedef {(handle: WorkerHandle, event: RunEvent) => void} Listen */

/** Its scripts are small, and come while its module does. */
const FIRST_WORD_MS = 60_000;

export class WorkerHandle {
  /**
   * @param {ModuleName} module
   * @param {string} data the name of its set of images
   * @param {Listen} listen
   */
  constructor(module, data, listen) {
    this.module = module;
    this.listen = listen;
    this.isReady = false;
    /** Whether it has been sent its module. */
    this.isSupplied = false;
    /** @type {import('../protocol.js').ShardLostEvent[]} */
    this.lost = [];
    /** @type {Record<'module' | 'data', Progress>} */
    this.progress = { module: { loaded: 0, total: null }, data: { loaded: 0, total: null } };
    /** @private */
    this.worker = this.start();
    /** @private */
    this.firstWord = setTimeout(() => this.fail(say('worker.silent')), FIRST_WORD_MS);
    /** @private */
    this.supply = new Supply(
      module,
      data,
      (command) => this.post(command),
      (event) => this.hear(event),
    );
    if (!this.worker) this.supply.isOver = true;
  }

  /**
   * @param {Command} command
   * @param {Transferable[]} [transfer]
   */
  post(command, transfer = []) {
    if (command.type === 'open') this.isSupplied = true;
    try {
      this.worker?.postMessage(command, transfer);
    } catch (error) {
      // Whoever posts is in the middle of something.
      queueMicrotask(() => this.fail(say('worker.refused', messageOf(error))));
    }
  }

  terminate() {
    this.listen = () => {};
    clearTimeout(this.firstWord);
    this.supply.isOver = true;
    this.worker?.terminate();
  }

  /** @private @returns {Worker | null} null where the page forbids it, which is said after */
  start() {
    try {
      const worker = startWorker(this.module);
      worker.onmessage = ({ data }) => this.heed(data);
      worker.onmessageerror = () => this.fail(say('worker.garbled'));
      worker.onerror = ({ message }) => this.fail(message || say('worker.noScript'));
      return worker;
    } catch (error) {
      const isMissing = isNamed(error, 'MissingError');
      if (isMissing) queueMicrotask(() => this.fail(say('module.missing', this.module), 'module'));
      else queueMicrotask(() => this.fail(say('worker.refused', messageOf(error))));
      return null;
    }
  }

  /** @private @param {unknown} said */
  heed(said) {
    if (isRunEvent(said)) this.hear(said);
    else this.fail(say('worker.garbled'));
  }

  /**
   * @private
   * @param {Text} message
   * @param {import('../protocol.js').ErrorKind} [kind]
   */
  fail(message, kind = 'internal') {
    this.hear({ type: 'error', kind, message, runId: null });
  }

  /**
   * @private
   * @param {RunEvent} event
   */
  hear(event) {
    if (event.type === 'hello' || event.type === 'error') clearTimeout(this.firstWord);
    if (event.type === 'ready') this.isReady = true;
    if (event.type === 'shard-lost') this.lost.push(event);
    if (event.type === 'progress') this.progress[event.part] = event;
    this.listen(this, event);
  }
}
