/**
 * Asks a worker that owns a wasm module, one for each kind and page. A worker that panicked or could not begin is
 * left; the next question starts another.
 */

import { compiledModule } from '../run/shared.js';
import { startWorker } from '../run/worker-start.js';
import { named } from '../load/errors.js';

/** @typedef {import('../load/wasm-module.js').ModuleName} ModuleName */
/** @typedef {{ resolve: (value: any) => void, reject: (error: Error) => void }} Waiting */
/** @typedef {{ id: number, value?: unknown, error?: { name: string, message: string } }} Answer */

/** A panic, and a module that cannot be had: nothing more comes of that worker. */
const FATAL = ['RuntimeError', 'ModuleError'];

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
    /** @private @type {Map<number, Waiting>} */
    this.waiting = new Map();
    /** @private */
    this.asked = 0;
  }

  /** Has the worker begin, ahead of the first question. */
  warm() {
    this.worker ??= this.begin();
    return this.worker;
  }

  /**
   * @param {string} name of an answer in the worker's script
   * @param {...unknown} args what can be cloned
   * @returns {Promise<any>}
   */
  async ask(name, ...args) {
    const worker = await this.warm();
    const id = ++this.asked;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      worker.postMessage({ id, name, args });
    });
  }

  /**
   * Has the worker let go of something, if there still is one.
   * @param {string} name
   * @param {...unknown} args
   */
  release(name, ...args) {
    if (this.worker) this.ask(name, ...args).catch(() => {});
  }

  /** @private */
  async begin() {
    try {
      const compiled = await compiledModule(this.module, () => {});
      const worker = startWorker(this.script);
      worker.addEventListener('message', ({ data }) => this.hear(data));
      worker.addEventListener('error', ({ message }) => {
        this.leave(named('WorkerError', message || 'a worker could not be started'));
      });
      worker.postMessage({ module: this.module, compiled });
      return worker;
    } catch (error) {
      this.worker = null;
      throw error;
    }
  }

  /** @private @param {Answer} answer */
  hear({ id, value, error }) {
    const asked = this.waiting.get(id);
    this.waiting.delete(id);
    if (!error) asked?.resolve(value);
    else {
      asked?.reject(named(error.name, error.message));
      if (FATAL.includes(error.name)) this.leave(named(error.name, error.message));
    }
  }

  /** @private @param {Error} error */
  async leave(error) {
    const { worker, waiting } = this;
    this.worker = null;
    this.waiting = new Map();
    for (const { reject } of waiting.values()) reject(error);
    (await worker)?.terminate();
  }
}

/** What computes the article's figures. */
export const figures = new Calculator('figures', 'figures');
/** What trains its critics: dearer, and loaded when the first is near. */
export const critics = new Calculator('critics', 'cpu');
