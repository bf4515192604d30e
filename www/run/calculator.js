/**
 * Asks a worker that owns a wasm module, one for each kind and page. A worker that panicked or could not begin is
 * left; the next question starts another.
 */

import { late, within } from '../load/deadline.js';
import { named, SaidError } from '../load/errors.js';
import { isText, say } from '../strings/say.js';
import { isReply, Questions } from '../asking/questions.js';
import { compiledModule } from './shared.js';
import { startWorker } from './worker-start.js';

/** @typedef {import('../load/wasm-module.js').ModuleName} ModuleName */
/** @typedef {import('../protocol.js').FigureCommand} FigureCommand */
/** @typedef {import('../protocol.js').FigureEvent} FigureEvent */

/** Its scripts are few. */
const FIRST_WORD_MS = 60_000;
/** Seconds without a word after which it is as good as dead; a question takes it a second or two. */
const MOST = 120;
const TICK_MS = 1_000;

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
    /** @private Since it said something, while questions are open: counted, so that a machine that slept accuses nobody. */
    this.silent = 0;
    /** @private @type {ReturnType<typeof setInterval> | undefined} */
    this.watching = undefined;
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
    const asked = this.questions.ask((id) => post(worker, { type: 'ask', id, name, ask }));
    this.watch();
    return asked;
  }

  /** As long as an answer is due. @private */
  watch() {
    this.watching ??= setInterval(() => {
      this.silent += 1;
      if (this.live && this.silent > MOST) this.leave(this.live, late('worker', MOST * TICK_MS));
      if (this.questions.count > 0) return;
      clearInterval(this.watching);
      this.watching = undefined;
      this.silent = 0;
    }, TICK_MS);
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
        const fail = (/** @type {Error} */ error) => {
          this.leave(worker, error);
          reject(error);
        };
        worker.addEventListener('error', ({ message }) =>
          fail(named('WorkerError', message || 'a worker could not be started')),
        );
        worker.addEventListener('messageerror', () => fail(new SaidError(say('worker.garbled'))));
      });
      // Who waits for it hears of it below.
      hello.catch(() => {});
      post(worker, { type: 'open', module: this.module, compiled });
      await within(FIRST_WORD_MS, hello, 'worker').catch((error) => {
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
   * @param {FigureEvent | null} event
   * @param {(greeted: unknown) => void} greeted
   */
  hear(worker, event, greeted) {
    this.silent = 0;
    if (event?.type === 'hello') greeted(null);
    else if (isReply(event)) this.questions.settle(event);
    else if (event?.type !== 'error' || !isText(event.message)) {
      this.leave(worker, new SaidError(say('worker.garbled')));
    } else {
      const name = event.kind === 'panic' ? 'RuntimeError' : 'ModuleError';
      this.leave(worker, Object.assign(new SaidError(event.message), { name }));
    }
  }

  /** Nothing more comes of it. @private @param {Worker} worker @param {Error} error */
  leave(worker, error) {
    worker.terminate();
    // What was left already says nothing of the one that has come since.
    if (this.live && this.live !== worker) return;
    this.worker = this.live = null;
    this.silent = 0;
    this.questions.drop(error);
  }
}

/** @param {Worker} worker @param {FigureCommand} command */
const post = (worker, command) => worker.postMessage(command);

/** What computes the article's figures. */
export const figures = new Calculator('figures', 'figures');
/** What trains its critics: dearer, and loaded when the first is near. */
export const critics = new Calculator('critics', 'cpu');
