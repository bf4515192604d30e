/**
 * A page and its workers without a browser: the real run, the real loop of a worker, and between them messages that the
 * test delivers, one by one. Beneath is a module that is made up.
 */

import { PIXELS } from '../../../www/shape.js';
import { WorkerLoop } from '../../../www/worker/loop.js';
import { Run } from '../../../www/run/run.js';
import { KEYS } from '../../../www/run/settings.js';
import { Module, Work } from './module.js';

/** @typedef {import('../../../www/protocol.js').Command} Command */
/** @typedef {import('../../../www/protocol.js').RunEvent} RunEvent */
/** @typedef {import('../../../www/protocol.js').Shard} Shard */
/** @typedef {import('../../../www/run/devices.js').Probe} Probe */
/** @typedef {import('../../../www/run/settings.js').Settings} Settings */
/** @typedef {import('../../../www/run/surroundings.js').Surroundings} Surroundings */
/** @typedef {import('../../../www/run/worker-handle.js').Listen} Listen */
/** @typedef {import('../../../www/run/worker-handle.js').WorkerHandle} WorkerHandle */

const immediately = setImmediate;

/** Lets everything happen that waits for nothing. @returns {Promise<void>} */
export const breathe = () => new Promise((resolve) => immediately(resolve));

const defaults = Object.fromEntries(
  Object.entries(KEYS).map(([name, { fallback }]) => [name, fallback]),
);

/** @param {Partial<Settings>} [given] @returns {Settings} */
export const settingsOf = (given = {}) =>
  /** @type {Settings} */ ({ ...defaults, hasPreset: true, device: 'cpu', workers: 1, ...given });

/** Eight black digits, not packed. */
const BLACK = new Uint8Array(8 * (PIXELS + 1)).buffer;

/** @param {number} fromIteration @returns {Shard} */
const shardFrom = (fromIteration) => ({
  file: `from-${fromIteration}`,
  first: 0,
  count: 8,
  bytes: BLACK.byteLength,
  sha256: '',
  fromIteration,
});

/** The page's end of a worker, and the worker. */
export class MadeUpHandle {
  /**
   * @param {World} world
   * @param {import('../../../www/protocol.js').ModuleName} module
   * @param {Listen} listen
   */
  constructor(world, module, listen) {
    this.world = world;
    this.name = module;
    this.module = module;
    this.listen = listen;
    this.isReady = false;
    this.isOver = false;
    /** @type {import('../../../www/protocol.js').ShardLostEvent[]} */
    this.lost = [];
    const none = { loaded: 0, total: null };
    this.progress = { module: none, data: none };
    /** What travels, either way. @type {Command[]} */
    this.inbox = [];
    /** @type {RunEvent[]} */
    this.outbox = [];
    this.work = new Work();
    this.wasm = new Module(this.work);
    /** @type {(message: string) => void} */
    this.panic = () => {};
    this.loop = new WorkerLoop({
      post: (event) => this.outbox.push(event),
      instantiate: async () => this.wasm.wasm,
      watchGpu: () => {},
      catchPanics: (told) => {
        this.panic = told;
        return { tell: () => told('the test says so') };
      },
      breathe: () => Promise.resolve(),
    });
    void this.loop.live();
    /** What the network brings, a thing after another. @type {Command[]} */
    this.network = this.supplies();
  }

  /** @returns {Command[]} */
  supplies() {
    const shards = this.world.shards.map(shardFrom);
    const packed = /** @type {Blob} */ (
      /** @type {unknown} */ ({ arrayBuffer: async () => BLACK })
    );
    return [
      { type: 'open', module: this.name, compiled: /** @type {WebAssembly.Module} */ ({}) },
      { type: 'expect', shards, classes: 1 },
      ...shards.map(() => /** @type {Command} */ ({ type: 'add', packed })),
    ];
  }

  /** @param {Command} command */
  post(command) {
    if (!this.isOver) this.inbox.push(command);
  }

  terminate() {
    this.isOver = true;
    this.loop.isDead = true;
    this.inbox = [];
    this.outbox = [];
    this.network = [];
    this.listen = () => {};
    this.world.handles.delete(this);
  }

  /** @returns {boolean} whether there was anything */
  bring() {
    const command = this.network.shift();
    if (command) this.loop.hear(command);
    return Boolean(command);
  }

  /** To the worker. */
  deliver() {
    const command = this.inbox.shift();
    if (command) this.loop.hear(command);
    return Boolean(command);
  }

  /** To the page. */
  report() {
    const event = this.outbox.shift();
    if (event) this.tell(event);
    return Boolean(event);
  }

  /** @param {RunEvent} event as the page's end hears it */
  tell(event) {
    if (event.type === 'ready') this.isReady = true;
    if (event.type === 'shard-lost') this.lost.push(event);
    this.listen(/** @type {WorkerHandle} */ (/** @type {unknown} */ (this)), event);
  }

  get trainer() {
    return this.loop.session?.trainer ?? null;
  }
}

export class World {
  /** @param {Partial<Settings>} [given] @param {number[]} [shards] the iterations from which they are drawn */
  constructor(given = {}, shards = [0]) {
    this.shards = shards;
    /** @type {Set<MadeUpHandle>} */
    this.handles = new Set();
    /** What was asked of the browser about WebGPU. @type {((probe: Probe) => void)[]} */
    this.probes = [];
    /** What was told, for a test to read. */
    this.told = {
      /** @type {number[]} */ iterations: [],
      /** @type {unknown[][]} */ notices: [],
      /** @type {{ iteration: number, text: unknown, isOwn: boolean }[]} */ marks: [],
      /** @type {string[]} */ errors: [],
      /** @type {string[]} */ states: [],
      /** @type {{ iteration: number, bytes: Uint8Array }[]} */ saved: [],
      /** @type {string[]} */ halves: [],
    };
    /** Whatever is wrong with the order of iterations. @type {string[]} */
    this.wrong = [];
    this.at = 0;
    this.cores = 1;
    this.room = 8;
    /** @type {() => Worker} */
    this.startFollower = () => {
      throw new Error('there are no followers here');
    };
    /** @type {Surroundings} */
    const surroundings = {
      hire: (module, _data, listen) => {
        const handle = new MadeUpHandle(this, module, listen);
        this.handles.add(handle);
        return /** @type {WorkerHandle} */ (/** @type {unknown} */ (handle));
      },
      start: () => this.startFollower(),
      probe: () => new Promise((resolve) => this.probes.push(resolve)),
      cores: () => this.cores,
      room: () => this.room,
    };
    this.run = new Run(settingsOf(given), this.listener(), surroundings);
  }

  /** @private @returns {import('../../../www/run/core.js').Listener} */
  listener() {
    const { told } = this;
    return {
      changed: () => {
        const state = this.run?.state;
        if (state && state !== told.states.at(-1)) told.states.push(state);
      },
      stepped: (reports) => {
        for (const { iteration } of reports) {
          if (iteration !== this.at + 1) this.wrong.push(`${iteration} came after ${this.at}`);
          this.at = iteration;
          told.iterations.push(iteration);
        }
      },
      sampled: () => {},
      rewound: (iteration) => {
        // A run that was loaded begins its curve anew, from where it is.
        this.at = this.run.iteration;
        told.iterations = told.iterations.filter((one) => one <= iteration);
      },
      marked: (iteration, text, isOwn) => told.marks.push({ iteration, text, isOwn }),
      noticed: (text) => told.notices.push(typeof text === 'string' ? [text] : [...text]),
      failed: (kind) => told.errors.push(kind),
      saved: (checkpoint) => told.saved.push(checkpoint),
      halved: ({ half, step }) => told.halves.push(`${half} ${step}`),
    };
  }

  /** The worker that has the run. */
  get handle() {
    const worker = this.run.now.worker;
    const handles = /** @type {Map<number, MadeUpHandle>} */ (
      /** @type {unknown} */ (this.run.handles)
    );
    return worker === null ? null : (handles.get(worker) ?? null);
  }

  /** Whatever travels arrives; calls that train go on waiting. */
  async pass() {
    for (let isMore = true; isMore;) {
      isMore = false;
      for (const handle of [...this.handles]) {
        while (handle.bring() || handle.deliver()) isMore = true;
      }
      await breathe();
      for (const handle of [...this.handles]) {
        while (handle.outbox.length > 0) {
          // Who waits for an answer has it before the next message is heard, as in a browser.
          const isAnswer = /answer|refusal/.test(handle.outbox[0].type);
          isMore = handle.report();
          if (isAnswer) await breathe();
        }
      }
    }
  }

  /** Lets as many calls that train end, and all that follows. @param {number} [calls] */
  async work(calls = 1) {
    for (let at = 0; at < calls; at++) {
      await this.pass();
      for (const handle of [...this.handles]) handle.work.finish();
      await this.pass();
    }
  }

  /** There is a run. */
  async live() {
    this.run.start();
    await this.pass();
  }
}
