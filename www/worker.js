/**
 * The worker: owns one wasm module and the runs on it. Commands are obeyed one after another, between calls
 * of `train`, but for `dismiss`; the first one says which module this worker is for.
 */

import { Bell, breathe } from './bell.js';
import { DigitPool } from './digit-pool.js';
import { TypedError, typed } from './errors.js';
import { configOf } from './recipe.js';
import { Session } from './session.js';
import { timeTrainer } from './trial.js';
import { Team } from './team.js';
import { loadModule } from './wasm-module.js';
import { catchPanics, watchGpu } from './worker-traps.js';

/** @typedef {import('./protocol.js').Command} Command */
/** @typedef {Exclude<Command, import('./protocol.js').DismissCommand>} QueuedCommand */
/** @typedef {import('./protocol.js').RunEvent} RunEvent */
/** @typedef {import('./protocol.js').StartCommand} StartCommand */
/** @typedef {import('./protocol.js').Wasm} Wasm */
/** @typedef {{ wasm: Wasm, digits: import('./protocol.js').Digits, pool: DigitPool, team: Team }} Engine */

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

/**
 * @param {RunEvent} event
 * @param {Transferable[]} [transfer]
 */
const post = (event, transfer = []) => scope.postMessage(event, transfer);

/**
 * @param {import('./protocol.js').ErrorKind} kind
 * @param {string} message
 * @param {number | null} runId
 */
function fail(kind, message, runId) {
  if (isDead) return;
  isDead = kind === 'panic' || kind === 'device-lost';
  post({ type: 'error', kind, message, runId });
}

const panics = catchPanics((message) => fail('panic', message, session?.runId ?? null));

/**
 * @param {import('./protocol.js').ModuleName} name
 */
async function open(name) {
  if (name === 'webgpu') {
    watchGpu((message) => fail('device-lost', message, session?.runId ?? null));
  }
  const loading = loadModule(name, (loaded, total) =>
    post({ type: 'progress', part: 'module', loaded, total }),
  );
  const made = loading.then(({ wasm }) => new wasm.Digits());
  made.catch(() => {});
  const wake = () => bell.ring();
  const pool = new DigitPool(made, post, () => {
    engine?.team.supply();
    wake();
  });
  const loaded = await loading;
  const team = new Team(loaded, pool, { post, wake });
  engine = { wasm: loaded.wasm, digits: await made, pool, team };
  await pool.firstDigits;
  post({ type: 'ready', module: name });
}

/** @returns {Engine} */
function opened() {
  if (!engine) throw new TypedError('internal', 'the worker has no module yet');
  return engine;
}

/** @param {StartCommand} command */
async function start({ runId, device, recipe, checkpoint }) {
  const { wasm, digits, pool, team } = opened();
  await pool.firstDigits;
  const trainer = checkpoint
    ? await wasm.Trainer.load(checkpoint, device, digits).catch((error) => {
        throw typed(error, 'checkpoint');
      })
    : await wasm.Trainer.create(configOf(wasm.preset(recipe.preset), recipe), device, digits);
  // Only now: where the new trainer is refused, the old one is unharmed.
  session?.close();
  session = new Session(runId, trainer, team, { post, memory: wasm.memoryBytes });
  const { iteration, mostReplicas } = trainer;
  post({ type: 'started', runId, device, iteration, mostReplicas });
}

/** @param {import('./protocol.js').TrialCommand} command */
async function trial({ device, checkpoint }) {
  const { wasm, digits } = opened();
  const trainer = await wasm.Trainer.load(checkpoint, device, digits);
  await timeTrainer(trainer, (phase, iterations, ms) =>
    post({ type: 'trial', phase, iterations, ms }),
  );
  trainer.close();
}

/** @param {QueuedCommand} command */
async function obey(command) {
  if (command.type === 'open') return open(command.module);
  if (command.type === 'start') return start(command);
  if (command.type === 'trial') return trial(command);
  if (command.type === 'enlist') return opened().team.enlist(command);
  if (!session || command.runId !== session.runId) return;
  if (command.type === 'save') return session.save(command.occasion);
  if (command.type === 'pause') return session.pause();
  if (command.type === 'run') session.isRunning = true;
  if (command.type === 'step') {
    session.isRunning = false;
    session.owed += 1;
  }
}

/** @param {QueuedCommand} command */
const runIdOf = (command) => ('runId' in command ? command.runId : null);

/**
 * @param {unknown} error
 * @param {number | null} runId
 */
function report(error, runId) {
  const { kind, message } = typed(error, 'argument');
  if (kind === 'panic') panics.tell();
  else fail(kind, message, runId);
}

async function live() {
  while (!isDead) {
    const command = commands.shift();
    if (command) {
      await obey(command).catch((error) => report(error, runIdOf(command)));
    } else if (session?.isBusy) {
      await takeTurn(session);
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
  if (command.type === 'dismiss') dismiss(command);
  else commands.push(command);
  bell.ring();
}

/**
 * At once: a call of `train` may be waiting for a follower that is no more.
 * @param {import('./protocol.js').DismissCommand} command
 */
function dismiss({ follower, message }) {
  const isIt = (/** @type {QueuedCommand} */ other) =>
    other.type === 'enlist' && other.follower === follower;
  if (commands.some(isIt)) commands.splice(commands.findIndex(isIt), 1);
  engine?.team.dismiss(follower, message);
}

addEventListener('message', hear);
live();
