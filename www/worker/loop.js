/**
 * What a worker does: it owns one wasm module and a run on it. Commands are obeyed one after another, between calls
 * of `train`, but for those that cannot wait.
 */

import { MOST_CLASSES } from '../shape.js';
import { within } from '../load/deadline.js';
import { TypedError, typed } from '../load/errors.js';
import { say } from '../strings/say.js';
import { configOf } from '../recipe.js';
import { answer } from './answers.js';
import { Bell } from './bell.js';
import { DigitPool } from './digit-pool.js';
import { Session } from './session.js';
import { Team } from './team.js';
import { timeTrainer } from './trial.js';

/** @typedef {import('../protocol.js').Command} Command */
/** @typedef {import('../protocol.js').DeviceName} DeviceName */
/** @typedef {import('../protocol.js').Digits} Digits */
/** @typedef {import('../protocol.js').QueuedCommand} QueuedCommand */
/** @typedef {import('../protocol.js').Recipe} Recipe */
/** @typedef {import('../protocol.js').RunEvent} RunEvent */
/** @typedef {import('../protocol.js').StartCommand} StartCommand */
/** @typedef {import('../protocol.js').Trainer} Trainer */
/** @typedef {import('../protocol.js').Wasm} Wasm */
/** @typedef {{ wasm: Wasm, digits: Digits, team: Team }} Engine */

/**
 * What a worker stands on.
 * @typedef {object} Ground
 * @property {(event: RunEvent, transfer: Transferable[]) => void} post
 * @property {(module: import('../protocol.js').ModuleName, compiled: WebAssembly.Module) => Promise<Wasm>} instantiate
 * @property {(told: (message: string) => void) => void} watchGpu before the module initialises
 * @property {(told: (message: string) => void) => { tell: () => void }} catchPanics
 * @property {() => Promise<unknown>} breathe lets messages in
 */

/** A module that is compiled begins within a second. */
const MODULE_MS = 60_000;
/** The page has it in its memory. */
const FILE_MS = 30_000;

/** @param {QueuedCommand} command */
const runIdOf = (command) => ('runId' in command ? command.runId : null);

export class WorkerLoop {
  /** @param {Ground} ground */
  constructor(ground) {
    /** @private */
    this.ground = ground;
    /** @private @type {QueuedCommand[]} */
    this.commands = [];
    /** @private @type {Engine | null} */
    this.engine = null;
    /** @type {Session | null} */
    this.session = null;
    this.isDead = false;
    /** @private */
    this.bell = new Bell();
    /** @private */
    this.pool = new DigitPool(() => {
      this.engine?.team.supply();
      this.bell.ring();
    });
    /** @private */
    this.panics = ground.catchPanics((message) => this.die('panic', message));
    this.post({ type: 'hello' });
  }

  /** @param {Command} command */
  hear(command) {
    const { pool, commands } = this;
    if (command.type === 'expect') pool.expect(command.shards, command.classes);
    else if (command.type === 'add') void this.add(command.packed);
    else if (command.type === 'skip') pool.skip();
    else if (command.type === 'dismiss') this.dismiss(command);
    else if (command.type === 'open') commands.unshift(command);
    else commands.push(command);
    this.bell.ring();
  }

  /** @private @param {Blob} packed the next shard */
  async add(packed) {
    const { pool } = this;
    const lost = await pool.add(packed);
    if (!lost) return;
    const { kind, text } = typed(lost.error, 'data');
    if (kind === 'panic') return this.panics.tell();
    const { file, fromIteration } = lost.shard;
    this.post({ type: 'shard-lost', file, fromIteration, message: text });
    if (pool.isVain) this.report(new TypedError('data', say('data.none')), null);
  }

  async live() {
    while (!this.isDead) {
      const { session, bell } = this;
      const command = this.nextCommand();
      if (command) {
        await this.obey(command).catch((error) => this.report(error, runIdOf(command)));
      } else if (session?.isBusy) {
        await (session.rest > 0 ? bell.heard(session.rest) : this.takeTurn(session));
      } else {
        await bell.heard();
      }
    }
  }

  /** The module may come after what is to be done with it. @private */
  nextCommand() {
    const { commands, engine } = this;
    return engine || commands[0]?.type === 'open' ? commands.shift() : undefined;
  }

  /** @private @param {QueuedCommand} command */
  async obey(command) {
    const { session } = this;
    if (command.type === 'open') return this.open(command);
    if (command.type === 'start') return this.start(command);
    if (command.type === 'trial') return this.trial(command);
    if (command.type === 'enlist') return this.opened().team.enlist(command);
    if (!session || command.runId !== session.runId) return;
    if (command.type === 'ask') return answer(session, command);
    if (command.type === 'be') return session.be(command.wish);
    return session.save(command.occasion).catch((error) => {
      throw typed(error, 'checkpoint');
    });
  }

  /** @private @param {import('../protocol.js').OpenCommand} command */
  async open({ module, compiled }) {
    const { ground, pool } = this;
    if (module === 'webgpu') ground.watchGpu((message) => this.die('device-lost', message));
    const begun = ground.instantiate(module, compiled);
    const wasm = await within(MODULE_MS, begun, 'module').catch((error) => {
      if (error.name === 'LateError') throw new TypedError('module', say('module.late', module));
      throw error;
    });
    const digits = new wasm.Digits(MOST_CLASSES);
    const surroundings = {
      post: (/** @type {RunEvent} */ event) => this.post(event),
      wake: () => this.bell.ring(),
    };
    this.engine = { wasm, digits, team: new Team(wasm, pool, surroundings) };
    pool.open(digits);
    await pool.holds(1);
    this.post({ type: 'ready', module });
  }

  /** @private @returns {Engine} */
  opened() {
    if (!this.engine) throw new TypedError('internal', 'the worker has no module yet');
    return this.engine;
  }

  /** @private @param {StartCommand} command */
  async start({ runId, device, recipe, checkpoint }) {
    const { wasm, digits, team } = this.opened();
    const { pool } = this;
    await pool.holds(1);
    const open = (/** @type {Uint8Array} */ bytes) => wasm.Trainer.load(bytes, device, digits);
    const create = (/** @type {Recipe} */ asked) =>
      wasm.Trainer.create(configOf(wasm.preset(asked.preset), asked), device, digits);
    const trainer = checkpoint
      ? await open(checkpoint).catch((error) => {
          throw typed(error, 'checkpoint');
        })
      : await create(recipe);
    await pool.holds(trainer.config.batch);
    // Only now: where the new trainer is refused, the old one is unharmed.
    this.session?.close();
    this.session = new Session(runId, trainer, team, {
      post: (event, transfer) => this.post(event, transfer),
      memory: wasm.memoryBytes,
      create,
      open,
      classifierOf: once((file) => openClassifier(wasm, device, file)),
      failed: (error) => this.report(error, runId),
      pool,
      digits,
      wasm,
    });
    const { iteration, mostReplicas, config } = trainer;
    this.post({ type: 'started', runId, device, iteration, mostReplicas, config });
  }

  /** @private @param {import('../protocol.js').TrialCommand} command */
  async trial({ device, checkpoint, batch }) {
    const { wasm, digits } = this.opened();
    const loaded = await wasm.Trainer.load(checkpoint, device, digits);
    const trainer = batch ? await rebatched(wasm, loaded, batch, device, digits) : loaded;
    await this.pool.holds(trainer.config.batch);
    await timeTrainer(trainer, (phase, iterations, ms) =>
      this.post({ type: 'trial', phase, iterations, ms }),
    );
    trainer.close();
  }

  /** @private @param {Session} session */
  async takeTurn(session) {
    const { bell, ground } = this;
    try {
      const wasWaiting = session.isWaiting;
      await session.turn();
      const isIdle = wasWaiting && session.isWaiting && this.commands.length === 0;
      await (isIdle ? bell.heard() : ground.breathe());
    } catch (error) {
      session.fail();
      this.report(error, session.runId);
    }
  }

  /**
   * At once: a call of `train` may be waiting for a follower that is no more.
   * @private
   * @param {import('../protocol.js').DismissCommand} command
   */
  dismiss({ follower, message }) {
    const { commands } = this;
    const at = commands.findIndex(
      (other) => other.type === 'enlist' && other.follower === follower,
    );
    if (at >= 0) commands.splice(at, 1);
    this.engine?.team.dismiss(follower, message);
  }

  /**
   * @private
   * @param {RunEvent} event
   * @param {Transferable[]} [transfer]
   */
  post(event, transfer = []) {
    if (!this.isDead) this.ground.post(event, transfer);
  }

  /** Its last words. @private @param {'panic' | 'device-lost'} kind @param {string} message */
  die(kind, message) {
    this.post({ type: 'error', kind, message, runId: this.session?.runId ?? null });
    this.isDead = true;
  }

  /**
   * @private
   * @param {unknown} error
   * @param {number | null} runId
   */
  report(error, runId) {
    const { kind, text } = typed(error, 'argument');
    if (kind === 'panic') this.panics.tell();
    else this.post({ type: 'error', kind, message: text, runId });
  }
}

/**
 * @template T
 * @param {(file: Blob) => Promise<T>} make
 */
function once(make) {
  /** @type {Promise<T> | null} */
  let made = null;
  return (/** @type {Blob} */ file) => {
    made ??= make(file).catch((error) => {
      // What failed may come better another time.
      made = null;
      throw error;
    });
    return made;
  };
}

/** @param {Wasm} wasm @param {DeviceName} device @param {Blob} file */
async function openClassifier(wasm, device, file) {
  const bytes = await within(FILE_MS, file.arrayBuffer(), 'file');
  return wasm.Classifier.load(new Uint8Array(bytes), device);
}

/**
 * A run like another, but for its batch, in its place.
 * @param {Wasm} wasm
 * @param {Trainer} trainer
 * @param {number} batch
 * @param {DeviceName} device
 * @param {Digits} digits
 */
async function rebatched(wasm, trainer, batch, device, digits) {
  const config = { ...trainer.config, batch };
  trainer.close();
  return wasm.Trainer.create(config, device, digits);
}
