/**
 * The run as one state: what happens to it is an event, and `transition` says what it is then and what is to be done.
 * It is pure. Workers, promises, clocks and what is seen are around it, in run.js.
 *
 * State (run-state.js). `phase`: nothing yet, a worker is to have the run, a worker has it, none needs to, nobody can. `worker` has
 * it, or will; while it moves, `move.worker` will. `pauses` are the reasons not to train on, each set and cleared by
 * whoever knows it. `owed` are the steps that were asked for, in their order: each is done to the last, whoever looks
 * elsewhere, moves the run or dies, unless the reader pauses or the run is no more. `checkpoint` is the newest state
 * that can be gone back to.
 *
 * Events come from readers and authors (begin, pause, resume, step, slow, limit, choose, settings, reset, configured, loaded,
 * offer, explain, end), from the page's other runs (sleep, slept, wake), from workers (ready, started, steps, owed, paid, checkpoint, waiting, shardLost, ranAway,
 * error, team), from the browser (probed) and from the clock (late, silent).
 *
 * Commands: hire, dismiss (the run's worker, with its followers), terminate (another worker), start, save, probe, form
 * (a team), refuse (steps), drop (questions), forget (the trial of a device), and what is told: rewound, mark, notice,
 * failed.
 *
 * The worker is not told what to do. `wishOf` says what the run should be, whole, whenever that has changed, and the
 * worker sees to it, so that no word can overtake another. A step owed has a number, and from its beginning on the
 * iteration that it leads to, so that another worker goes on with it where the first has ended.
 */

import { overlay } from '../recipe.js';
import { say } from '../strings/say.js';
import { changesOf } from './changes.js';
import {
  again,
  begin,
  cancelMove,
  choose,
  endMove,
  failed,
  handOver,
  leave,
  mark,
  moveFailed,
  moveTo,
  openOn,
  openingFailed,
  recover,
  refuse,
  reset,
  sleep,
  stopForTrouble,
  wake,
} from './moves.js';
import { maySleep } from './run-state.js';

/** @typedef {import('./run-state.js').RunState} RunState */
/** @typedef {import('./settings.js').Settings} Settings */
/** @typedef {import('./run-events.js').Command} Command */
/** @typedef {import('./run-events.js').Event} Event */
/** @typedef {import('./run-events.js').Order} Order */

/** A worker that has its module and digits takes up a run within a minute. */
const STARTING_MS = 60_000;

/**
 * @param {RunState} before
 * @param {Event} event
 * @returns {{ run: RunState, commands: Command[] }}
 */
export function transition(before, event) {
  const run = { ...before };
  /** @type {Command[]} */
  const commands = [];
  const happen = /** @type {(run: RunState, event: Event, order: Order) => void} */ (
    HAPPENINGS[event.type]
  );
  happen(run, event, (command) => commands.push(command));
  return { run, commands };
}

/**
 * Each changes the copy of the state that it is given.
 * @type {{ [Type in Event['type']]: (run: RunState, event: Extract<Event, { type: Type }>, order: Order) => void }}
 */
const HAPPENINGS = {
  begin(run, _, order) {
    if (run.phase === 'failed') again(run, order);
    else if (run.phase === 'idle') begin(run, order);
  },

  pause(run, { reason }, order) {
    run.pauses = new Set([...run.pauses, reason]);
    if (reason === 'reader') refuse(run, order, 'PausedError', 'the run was paused meanwhile');
  },

  resume(run, { reason }, order) {
    const gone = reason === 'reader' ? ['reader', 'trouble'] : [reason];
    run.pauses = new Set([...run.pauses].filter((one) => !gone.includes(one)));
    if (run.pauses.size === 0) wake(run, order);
  },

  // Whole iterations, or a half; then it stands.
  step(run, { id, half, count }, order) {
    if (run.phase === 'idle' || run.phase === 'failed') {
      const message = `no run is there to step: it is ${run.phase}`;
      return order({ do: 'refuse', ids: [id], name: 'NotReadyError', message });
    }
    run.owed = [...run.owed, { id, half, count, to: null }];
    run.pauses = new Set([...run.pauses, 'reader']);
    wake(run, order);
  },

  slow(run, { delay }) {
    run.delay = delay;
  },

  limit(run, { until }) {
    run.until = until;
  },

  choose,

  settings(run, { settings }) {
    run.settings = settings;
  },

  reset,

  configured(run, { config, patch }, order) {
    const all = /** @type {Settings['config']} */ (overlay(run.settings.config, patch));
    const changes = changesOf(run.config, config);
    run.settings = { ...run.settings, config: all };
    run.config = config;
    if (changes.length === 0) return;
    mark(run, order, say('event.changed', ...changes), true);
  },

  // Another run in the place of this one: it stands until its worker is told anew what it should be.
  loaded(run, { checkpoint, config, mostReplicas }, order) {
    const { seed, ...rest } = config;
    refuse(run, order, 'EndedError', 'another run was loaded meanwhile');
    run.settings = { ...run.settings, seed, config: rest };
    run.config = config;
    run.checkpoint = checkpoint;
    run.iteration = checkpoint.iteration;
    order({ do: 'forget', isSame: false });
    order({ do: 'rewound', iteration: 0 });
    mark(run, order, say('event.loaded', run.iteration), true);
    order({ do: 'form', mostReplicas });
  },

  // A worker that was timed and found faster takes the run, unless it is on its way elsewhere, or may soon be.
  offer(run, { worker, device, reason }, order) {
    if (run.phase !== 'live' || run.move || run.probing) return order({ do: 'terminate', worker });
    run.move = { worker, device, reason, isChosen: false, stage: 'opening' };
    handOver(run, order);
  },

  explain(run, { reason }) {
    run.deviceReason = reason;
  },

  // Its worker is wanted by others. It saves the run, which it may meanwhile be asked for again.
  sleep(run, _, order) {
    if (!maySleep(run) || run.isDrowsy) return;
    run.isDrowsy = true;
    order({ do: 'save', worker: /** @type {number} */ (run.worker), occasion: 'sleep' });
  },

  slept(run, _, order) {
    if (run.isDrowsy && maySleep(run)) sleep(run, order);
    run.isDrowsy = false;
  },

  wake: (run, _, order) => wake(run, order),

  end(run, _, order) {
    cancelMove(run, order);
    order({ do: 'forget', isSame: true });
    leave(run, order, 'EndedError', 'the run has ended');
    run.runId += 1;
    run.phase = 'idle';
  },

  ready(run, { worker }, order) {
    if (worker === run.move?.worker) return handOver(run, order);
    if (worker !== run.worker) return;
    run.isReady = true;
    if (run.phase === 'opening') run.deadline = { worker, ms: STARTING_MS };
  },

  started(run, { worker, device, iteration, mostReplicas, config }, order) {
    const isMoving = worker === run.move?.worker && run.move.stage === 'starting';
    // Who has it already says it twice, and who has not been told to take it says it too soon.
    if (!isMoving && (worker !== run.worker || run.phase !== 'opening')) return;
    if (isMoving) endMove(run, order);
    run.phase = 'live';
    run.deadline = null;
    run.device = device;
    run.iteration = iteration;
    run.config = config;
    order({ do: 'form', mostReplicas });
  },

  steps(run, { iteration }) {
    // Those that come after the checkpoint that they led to take nothing back.
    run.iteration = Math.max(run.iteration, iteration);
  },

  owed(run, { id, to }) {
    run.owed = run.owed.map((one) => (one.id === id ? { ...one, to } : one));
  },

  paid(run, { id }) {
    run.owed = run.owed.filter((one) => one.id !== id);
  },

  checkpoint(run, { checkpoint, occasion }, order) {
    run.checkpoint = checkpoint;
    // Reports that were lost on their way take nothing back.
    run.iteration = Math.max(run.iteration, checkpoint.iteration);
    // A run that lived long enough to save itself is well again.
    if (occasion === 'autosave') run.failures = 0;
    const { move } = run;
    if (occasion !== 'move' || move?.stage !== 'saving') return;
    run.move = { ...move, stage: 'starting' };
    run.deadline = { worker: move.worker, ms: STARTING_MS };
    order({ do: 'start', worker: move.worker, device: move.device });
  },

  waiting(run, { file }) {
    run.waitingFor = file;
  },

  shardLost(run, { file, fromIteration, message }, order) {
    if (run.lost.includes(file)) return;
    run.lost = [...run.lost, file];
    order({ do: 'notice', text: say('event.shardLost', file, message) });
    const iteration = Math.max(fromIteration, run.iteration);
    order({ do: 'mark', iteration, text: say('event.shardMark', file), isOwn: false });
  },

  ranAway(run, { iteration }, order) {
    stopForTrouble(run, order, say('event.ranAway', iteration), 'NotFiniteError');
  },

  error: failed,

  team(run, { isAwaited }) {
    run.awaitsTeam = isAwaited;
  },

  probed(run, { id, probe }, order) {
    const { probing } = run;
    if (probing?.id !== id) return;
    run.probing = null;
    if (probing.purpose === 'move') {
      if (probe.usable) moveTo(run, order, 'webgpu', say('device.pinned'));
      else run.deviceReason = say('device.kept', probe.reason, run.device);
    } else if (probe.usable) openOn(run, order, 'webgpu', say('device.pinned'));
    else openOn(run, order, 'cpu', say('device.instead', probe.reason));
  },

  // A worker that says nothing more is as good as dead.
  silent(run, { worker }, order) {
    if (worker !== run.worker) return;
    const message = say('worker.gone');
    order({ do: 'failed', kind: 'internal', message });
    if (run.phase === 'opening') openingFailed(run, order, 'internal', message);
    else recover(run, order, say('event.silent'));
  },

  late(run, { worker }, order) {
    if (run.deadline?.worker !== worker) return;
    run.deadline = null;
    // Of a worker that does not give its state, the one that waits for it is let go, and the run stays.
    if (run.move && worker === run.worker) moveFailed(run, order, say('worker.late'));
    else
      failed(run, { type: 'error', worker, kind: 'internal', message: say('worker.late') }, order);
  },
};
