/**
 * Asks a worker that owns a wasm module, one for each kind and page. A worker that panicked or could not begin is
 * left; the next question starts another.
 */

import { within } from '../load/deadline.js';
import { messageOf, named } from '../load/errors.js';
import { Questions } from '../asking/questions.js';
import { compiledModule } from './shared.js';
import { startWorker } from './worker-start.js';

/** @typedef {import('../load/wasm-module.js').ModuleName} ModuleName */
/** @typedef {import('../protocol.js').FigureCommand} FigureCommand */
/** @typedef {import('../protocol.js').FigureEvent} FigureEvent */

/** Its scripts are few. */
const FIRST_WORD_MS = 60_000;

export class Calculator {
  /**
   * @param {'figures' | 'critics'} script
   * @param {ModuleName} module
   */
  constructor(script, module) {
    /** @private */
    this.script = script;
    /** @private */
    this.module = module;
    /** @private @type {Promise<Worker> | null} */
    this.worker = null;
    /** @private The one that questions are put to. @type {Worker | null} */
    this.live = null;
    /** @private */
    this.questions = new Questions();
  }

  /** Has the worker begin, ahead of the first question. */
  warm() {
    this.worker ??= this.begin();
    return this.worker;
  }

  /**
   * @param {string} name of an answer in the worker's script
   * @param {...unknown} ask what can be cloned
   * @returns {Promise<any>}
   */
  async ask(name, ...ask) {
    const worker = await this.warm();
    // It may have died since it was warm.
    if (this.live !== worker) return this.ask(name, ...ask);
    return this.questions.ask((id) => post(worker, { type: 'ask', id, name, ask }));
  }

  /**
   * Has the worker let go of something, if there still is one.
   * @param {string} name
   * @param {...unknown} args
   */
  release(name, ...args) {
    // A worker that is gone has let go of all.
    if (this.worker) this.ask(name, ...args).catch(() => {});
  }

  /** @private */
  async begin() {
    try {
      const compiled = await compiledModule(this.module, () => {});
      const worker = startWorker(this.script);
      const hello = new Promise((resolve, reject) => {
        worker.addEventListener('message', ({ data }) => this.hear(worker, data, resolve));
        worker.addEventListener('error', ({ message }) => {
          const error = named('WorkerError', message || 'a worker could not be started');
          this.leave(worker, error);
          reject(error);
        });
      });
      post(worker, { type: 'open', module: this.module, compiled });
      await within(FIRST_WORD_MS, hello, 'the first word of a worker').catch((error) => {
        worker.terminate();
        throw error;
      });
      this.live = worker;
      return worker;
    } catch (error) {
      this.worker = null;
      throw error;
    }
  }

  /**
   * @private
   * @param {Worker} worker
   * @param {FigureEvent} event
   * @param {(greeted: unknown) => void} greeted
   */
  hear(worker, event, greeted) {
    if (event.type === 'hello') greeted(null);
    else if (event.type !== 'error') this.questions.settle(event);
    else {
      const name = event.kind === 'panic' ? 'RuntimeError' : 'ModuleError';
      this.leave(worker, named(name, messageOf(event.message)));
    }
  }

  /** Nothing more comes of it. @private @param {Worker} worker @param {Error} error */
  leave(worker, error) {
    this.worker = this.live = null;
    this.questions.drop(error);
    worker.terminate();
  }
}

/** @param {Worker} worker @param {FigureCommand} command */
const post = (worker, command) => worker.postMessage(command);

/** What computes the article's figures. */
export const figures = new Calculator('figures', 'figures');
/** What trains its critics: dearer, and loaded when the first is near. */
export const critics = new Calculator('critics', 'cpu');
