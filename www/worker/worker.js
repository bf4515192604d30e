/**
 * The worker: owns one wasm module and the runs on it. Commands are obeyed one after another, between calls
 * of `train`, but for those that cannot wait.
 */

import { answer } from './answers.js';
import { Bell, breathe } from './bell.js';
import { DigitPool } from './digit-pool.js';
import { TypedError, typed } from '../load/errors.js';
import { configOf } from '../recipe.js';
import { Session } from './session.js';
import { timeTrainer } from './trial.js';
import { Team } from './team.js';
import { instantiate } from '../load/wasm-module.js';
import { catchPanics, watchGpu } from './traps.js';

/** @typedef {import('../protocol.js').Command} Command */
/** @typedef {import('../protocol.js').QueuedCommand} QueuedCommand */
/** @typedef {import('../protocol.js').RunEvent} RunEvent */
/** @typedef {import('../protocol.js').StartCommand} StartCommand */
/** @typedef {import('../protocol.js').Wasm} Wasm */
/** @typedef {{ wasm: Wasm, digits: import('../protocol.js').Digits, team: Team }} Engine */

/** The type of `self` here; the page's library of types knows only windows. */
const scope = /** @type {{ postMessage(message: RunEvent, transfer?: Transferable[]): void }} */ (
  self
);

/** @type {QueuedCommand[]} */
const commands = [];
/** @type {Engine | null} */
let engine = null;
/** @type {Session | null} */
let session = null;
let isDead = false;
const bell = new Bell();
const wake = () => bell.ring();
const pool = new DigitPool(() => {
  engine?.team.supply();
  wake();
});

/**
 * @param {RunEvent} event
 * @param {Transferable[]} [transfer]
 */
const post = (event, transfer = []) => scope.postMessage(event, transfer);

/**
 * @param {import('../protocol.js').ErrorKind} kind
 * @param {import('../protocol.js').Text} message
 * @param {number | null} runId
 */
function fail(kind, message, runId) {
  if (isDead) return;
  isDead = kind === 'panic' || kind === 'device-lost';
  post({ type: 'error', kind, message, runId });
}

const panics = catchPanics((message) => fail('panic', message, session?.runId ?? null));

/** @param {import('../protocol.js').OpenCommand} command */
async function open({ module, compiled }) {
  if (module === 'webgpu') {
    watchGpu((message) => fail('device-lost', message, session?.runId ?? null));
  }
  const wasm = await instantiate(module, compiled);
  const digits = new wasm.Digits();
  engine = { wasm, digits, team: new Team({ wasm, compiled }, pool, { post, wake }) };
  pool.open(digits);
  await pool.firstDigits;
  post({ type: 'ready', module });
}

/** @returns {Engine} */
function opened() {
  if (!engine) throw new TypedError('internal', 'the worker has no module yet');
  return engine;
}

/** @param {StartCommand} command */
async function start({ runId, device, recipe, checkpoint }) {
  const { wasm, digits, team } = opened();
  await pool.firstDigits;
  const openRun = (/** @type {Uint8Array} */ bytes) => wasm.Trainer.load(bytes, device, digits);
  const create = (/** @type {import('../protocol.js').Recipe} */ asked) =>
    wasm.Trainer.create(configOf(wasm.preset(asked.preset), asked), device, digits);
  const trainer = checkpoint
    ? await openRun(checkpoint).catch((error) => {
        throw typed(error, 'checkpoint');
      })
    : await create(recipe);
  // Only now: where the new trainer is refused, the old one is unharmed.
  session?.close();
  const failed = (/** @type {unknown} */ error) => report(error, runId);
  const classifierOf = once((file) => openClassifier(wasm, device, file));
  const memory = wasm.memoryBytes;
  const open = openRun;
  const surroundings = { post, memory, create, open, classifierOf, failed, digits, wasm };
  session = new Session(runId, trainer, team, surroundings);
  const { iteration, mostReplicas, config } = trainer;
  post({ type: 'started', runId, device, iteration, mostReplicas, config });
}

/**
 * @template T
 * @param {(file: Blob) => Promise<T>} make
 */
function once(make) {
  /** @type {Promise<T> | null} */
  let made = null;
  return (/** @type {Blob} */ file) => (made ??= make(file));
}

/**
 * @param {Wasm} wasm
 * @param {import('../protocol.js').DeviceName} device
 * @param {Blob} file
 */
async function openClassifier(wasm, device, file) {
  return wasm.Classifier.load(new Uint8Array(await file.arrayBuffer()), device);
}

/** @param {import('../protocol.js').TrialCommand} command */
async function trial({ device, checkpoint, batch }) {
  const { wasm, digits } = opened();
  const loaded = await wasm.Trainer.load(checkpoint, device, digits);
  const trainer = batch ? await rebatched(wasm, loaded, batch, device, digits) : loaded;
  await timeTrainer(trainer, (phase, iterations, ms) =>
    post({ type: 'trial', phase, iterations, ms }),
  );
  trainer.close();
}

/**
 * A run like another, but for its batch, in its place.
 * @param {Wasm} wasm
 * @param {import('../protocol.js').Trainer} trainer
 * @param {number} batch
 * @param {import('../protocol.js').DeviceName} device
 * @param {import('../protocol.js').Digits} digits
 */
async function rebatched(wasm, trainer, batch, device, digits) {
  const config = { ...trainer.config, batch };
  trainer.close();
  return wasm.Trainer.create(config, device, digits);
}

/** @param {QueuedCommand} command */
async function obey(command) {
  if (command.type === 'open') return open(command);
  if (command.type === 'start') return start(command);
  if (command.type === 'trial') return trial(command);
  if (command.type === 'enlist') return opened().team.enlist(command);
  if (!session || command.runId !== session.runId) return;
  if (command.type === 'save') return session.save(command.occasion);
  if (command.type === 'pause') return session.pause();
  if (command.type === 'ask') return answer(session, command);
  if (command.type === 'slow') return session.slowMotion.pace(command.delay);
  return session.run();
}

/** @param {QueuedCommand} command */
const runIdOf = (command) => ('runId' in command ? command.runId : null);

/**
 * @param {unknown} error
 * @param {number | null} runId
 */
function report(error, runId) {
  const { kind, text } = typed(error, 'argument');
  if (kind === 'panic') panics.tell();
  else fail(kind, text, runId);
}

/** The module may come after what is to be done with it. */
const nextCommand = () => (engine || commands[0]?.type === 'open' ? commands.shift() : undefined);

async function live() {
  while (!isDead) {
    const command = nextCommand();
    if (command) {
      await obey(command).catch((error) => report(error, runIdOf(command)));
    } else if (session?.isBusy) {
      await (session.rest > 0 ? bell.heard(session.rest) : takeTurn(session));
    } else {
      await bell.heard();
    }
  }
}

/** @param {Session} current */
async function takeTurn(current) {
  try {
    const wasWaiting = current.isWaiting;
    await current.turn();
    await (wasWaiting && current.isWaiting && commands.length === 0 ? bell.heard() : breathe());
  } catch (error) {
    current.pause();
    report(error, current.runId);
  }
}

/** @param {MessageEvent<Command>} event */
function hear({ data: command }) {
  if (command.type === 'expect') pool.expect(command.shards, command.pixels);
  else if (command.type === 'add') pool.add(command.packed).catch((error) => report(error, null));
  else if (command.type === 'skip') pool.skip();
  else if (command.type === 'dismiss') dismiss(command);
  else if (command.type === 'open') commands.unshift(command);
  else commands.push(command);
  wake();
}

/**
 * At once: a call of `train` may be waiting for a follower that is no more.
 * @param {import('../protocol.js').DismissCommand} command
 */
function dismiss({ follower, message }) {
  const isIt = (/** @type {QueuedCommand} */ other) =>
    other.type === 'enlist' && other.follower === follower;
  if (commands.some(isIt)) commands.splice(commands.findIndex(isIt), 1);
  engine?.team.dismiss(follower, message);
}

addEventListener('message', hear);
live();
