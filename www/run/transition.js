/**
 * The run as one state: what happens to it is an event, and `transition` says what it is then and what is to be done.
 * It is pure. Workers, promises, clocks and what is seen are around it, in run.js.
 *
 * State (run-state.js). `phase`: nothing yet, a worker is to have the run, a worker has it, nobody can. `worker` has
 * it, or will; while it moves, `move.worker` will. `pauses` are the reasons not to train on, each set and cleared by
 * whoever knows it. `owed` are the steps that were asked for, in their order: each is done to the last, whoever looks
 * elsewhere, moves the run or dies, unless the reader pauses or the run is no more. `checkpoint` is the newest state
 * that can be gone back to.
 *
 * Events come from readers and authors (begin, pause, resume, step, slow, choose, settings, reset, configured, loaded,
 * offer, explain, end), from workers (ready, started, steps, owed, paid, checkpoint, waiting, shardLost, ranAway,
 * error, team), from the browser (probed) and from the clock (late).
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
import { presetOn } from './settings.js';

/** @typedef {import('../protocol.js').Config} Config */
/** @typedef {import('../protocol.js').DeviceName} DeviceName */
/** @typedef {import('../protocol.js').ErrorKind} ErrorKind */
/** @typedef {import('../protocol.js').Half} Half */
/** @typedef {import('../protocol.js').Occasion} Occasion */
/** @typedef {import('../protocol.js').Owed} Owed */
/** @typedef {import('../strings/say.js').Text} Text */
/** @typedef {import('./devices.js').Probe} Probe */
/** @typedef {import('./run-state.js').Checkpoint} Checkpoint */
/** @typedef {import('./run-state.js').PauseReason} PauseReason */
/** @typedef {import('./run-state.js').Probing} Probing */
/** @typedef {import('./run-state.js').RunState} RunState */
/** @typedef {import('./settings.js').Settings} Settings */

/**
 * @typedef {{ type: 'begin' } | { type: 'pause', reason: PauseReason } | { type: 'resume', reason: PauseReason }
 *   | { type: 'step', id: number, half: Half | null, count: number } | { type: 'slow', delay: number | null }
 *   | { type: 'choose', device: Settings['device'] } | { type: 'settings', settings: Settings }
 *   | { type: 'reset', isFresh: boolean } | { type: 'configured', config: Config, patch: object }
 *   | { type: 'loaded', checkpoint: Checkpoint, config: Config, mostReplicas: number }
 *   | { type: 'offer', worker: number, device: DeviceName, reason: Text } | { type: 'explain', reason: Text }
 *   | { type: 'end' }} AskedEvent what readers and authors want
 * @typedef {{ type: 'ready', worker: number }
 *   | { type: 'started', worker: number, device: DeviceName, iteration: number, mostReplicas: number, config: Config }
 *   | { type: 'steps', iteration: number } | { type: 'owed', id: number, to: number } | { type: 'paid', id: number }
 *   | { type: 'checkpoint', checkpoint: Checkpoint, occasion: Occasion } | { type: 'waiting', file: string | null }
 *   | { type: 'shardLost', file: string, fromIteration: number, message: Text } | { type: 'ranAway', iteration: number }
 *   | { type: 'error', worker: number, kind: ErrorKind, message: Text }
 *   | { type: 'team', isAwaited: boolean }} HeardEvent what workers say
 * @typedef {AskedEvent | HeardEvent | { type: 'probed', id: number, probe: Probe } | { type: 'late', worker: number }} Event
 */

/**
 * @typedef {{ do: 'hire', worker: number, module: DeviceName } | { do: 'dismiss', worker: number }
 *   | { do: 'terminate', worker: number } | { do: 'start', worker: number, device: DeviceName }
 *   | { do: 'save', worker: number, occasion: Occasion } | { do: 'probe', id: number }
 *   | { do: 'form', mostReplicas: number } | { do: 'refuse', ids: number[], name: string, message: string }
 *   | { do: 'drop', but: number[] } | { do: 'forget', isSame: boolean } | { do: 'rewound', iteration: number }
 *   | { do: 'mark', iteration: number, text: Text, isOwn: boolean } | { do: 'notice', text: Text }
 *   | { do: 'failed', kind: ErrorKind, message: Text }} Command
 */
/** @typedef {(command: Command) => void} Order */

const FAILURES_IN_A_ROW = 3;
/** A worker that has its module and digits takes up a run, or gives its state, within a minute or two. */
const STARTING_MS = 60_000;
const SAVING_MS = 120_000;

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
    if (run.phase === 'idle') begin(run, order);
  },

  pause(run, { reason }, order) {
    run.pauses = new Set([...run.pauses, reason]);
    if (reason === 'reader') refuse(run, order, 'PausedError', 'the run was paused meanwhile');
  },

  resume(run, { reason }) {
    const gone = reason === 'reader' ? ['reader', 'trouble'] : [reason];
    run.pauses = new Set([...run.pauses].filter((one) => !gone.includes(one)));
  },

  // Whole iterations, or a half; then it stands.
  step(run, { id, half, count }, order) {
    if (run.phase === 'idle' || run.phase === 'failed') {
      const message = `no run is there to step: it is ${run.phase}`;
      return order({ do: 'refuse', ids: [id], name: 'NotReadyError', message });
    }
    run.owed = [...run.owed, { id, half, count, to: null }];
    run.pauses = new Set([...run.pauses, 'reader']);
  },

  slow(run, { delay }) {
    run.delay = delay;
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

  // A worker that was timed and found faster takes the run.
  offer(run, { worker, device, reason }, order) {
    if (run.phase !== 'live' || run.move) return order({ do: 'terminate', worker });
    run.move = { worker, device, reason, isChosen: false, stage: 'opening' };
    handOver(run, order);
  },

  explain(run, { reason }) {
    run.deviceReason = reason;
  },

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
    if (worker === run.move?.worker) endMove(run, order);
    else if (worker !== run.worker) return;
    run.phase = 'live';
    run.deadline = null;
    run.device = device;
    run.iteration = iteration;
    run.config = config;
    order({ do: 'form', mostReplicas });
  },

  steps(run, { iteration }) {
    run.iteration = iteration;
  },

  owed(run, { id, to }) {
    run.owed = run.owed.map((one) => (one.id === id ? { ...one, to } : one));
  },

  paid(run, { id }) {
    run.owed = run.owed.filter((one) => one.id !== id);
  },

  checkpoint(run, { checkpoint, occasion }, order) {
    run.checkpoint = checkpoint;
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

  late(run, { worker }, order) {
    if (run.deadline?.worker !== worker) return;
    run.deadline = null;
    // Of a worker that does not give its state, the one that waits for it is let go, and the run stays.
    if (run.move && worker === run.worker) moveFailed(run, order, say('worker.late'));
    else
      failed(run, { type: 'error', worker, kind: 'internal', message: say('worker.late') }, order);
  },
};

/** Opens a worker for the device asked for, and starts the run on it. @param {RunState} run @param {Order} order */
function begin(run, order) {
  const { device } = run.settings;
  run.phase = 'opening';
  if (device === 'webgpu') return probe(run, order, 'begin');
  const reason = say(device === 'auto' ? 'device.firstCpu' : 'device.pinned');
  openOn(run, order, device === 'auto' ? 'cpu' : device, reason);
}

/** @param {RunState} run @param {Order} order @param {Probing['purpose']} purpose */
function probe(run, order, purpose) {
  run.probes += 1;
  run.probing = { id: run.probes, purpose };
  order({ do: 'probe', id: run.probes });
}

/** @param {RunState} run @param {Order} order @param {DeviceName} device @param {Text} reason */
function openOn(run, order, device, reason) {
  run.worker = hire(run, order, device);
  run.isReady = false;
  run.deviceReason = reason;
  launch(run, order, device);
}

/** @param {RunState} run @param {Order} order @param {DeviceName} module */
function hire(run, order, module) {
  run.hired += 1;
  order({ do: 'hire', worker: run.hired, module });
  return run.hired;
}

/** Has the run's worker begin, or go on from the checkpoint. @param {RunState} run @param {Order} order @param {DeviceName} device */
function launch(run, order, device) {
  const worker = /** @type {number} */ (run.worker);
  run.phase = 'opening';
  run.device = device;
  // What has no name of its own is what learns fastest on the device that trains it.
  if (!run.checkpoint) run.settings = { ...run.settings, preset: presetOn(run.settings, device) };
  run.deadline = run.isReady ? { worker, ms: STARTING_MS } : null;
  order({ do: 'start', worker, device });
}

/**
 * The reader's choice of device. A live run moves there; one still loading starts over.
 * @param {RunState} run
 * @param {Extract<Event, { type: 'choose' }>} event
 * @param {Order} order
 */
function choose(run, { device: choice }, order) {
  run.settings = { ...run.settings, device: choice };
  // A run that is there keeps its preset, wherever it goes.
  if (run.phase === 'live') run.settings = { ...run.settings, hasPreset: true };
  if (run.phase === 'opening') return reset(run, { type: 'reset', isFresh: true }, order);
  if (run.phase !== 'live') return;
  cancelMove(run, order);
  order({ do: 'forget', isSame: true });
  run.isGpuBarred = false;
  run.probing = null;
  if (choice === 'auto' && run.device === 'webgpu') return;
  const device = choice === 'auto' ? 'cpu' : choice;
  const reason = say(choice === 'auto' ? 'device.firstCpu' : 'device.pinned');
  if (device === run.device) run.deviceReason = reason;
  else if (device === 'webgpu') probe(run, order, 'move');
  else moveTo(run, order, device, reason);
}

/** @param {RunState} run @param {Order} order @param {DeviceName} device @param {Text} reason */
function moveTo(run, order, device, reason) {
  const worker = hire(run, order, device);
  run.move = { worker, device, reason, isChosen: true, stage: 'opening' };
}

/** The run stands still from here until the other worker has it. @param {RunState} run @param {Order} order */
function handOver(run, order) {
  if (run.move?.stage !== 'opening' || run.worker === null) return;
  run.move = { ...run.move, stage: 'saving' };
  run.deadline = { worker: run.worker, ms: SAVING_MS };
  order({ do: 'save', worker: run.worker, occasion: 'move' });
}

/** @param {RunState} run @param {Order} order */
function endMove(run, order) {
  const { worker, device, reason, isChosen } = /** @type {NonNullable<RunState['move']>} */ (
    run.move
  );
  drop(run, order);
  order({ do: 'dismiss', worker: /** @type {number} */ (run.worker) });
  Object.assign(run, { worker, isReady: true, move: null, deviceReason: reason });
  run.waitingFor = null;
  run.awaitsTeam = false;
  mark(run, order, say('event.moved', device), isChosen);
}

/** The device asked for cannot take the run, which stays where it is. @param {RunState} run @param {Order} order @param {Text} message */
function moveFailed(run, order, message) {
  cancelMove(run, order);
  run.isGpuBarred = true;
  run.deviceReason = say('device.kept', message, run.device);
}

/** @param {RunState} run @param {Order} order */
function cancelMove(run, order) {
  if (!run.move) return;
  order({ do: 'terminate', worker: run.move.worker });
  run.move = null;
  run.deadline = null;
}

/**
 * The same settings from iteration 0. The worker stays, unless another device was chosen or it lacks shards that may
 * be had by now.
 * @param {RunState} run
 * @param {Extract<Event, { type: 'reset' }>} event
 * @param {Order} order
 */
function reset(run, { isFresh }, order) {
  if (run.phase === 'idle') return;
  const { worker, lost } = run;
  cancelMove(run, order);
  order({ do: 'forget', isSame: false });
  drop(run, order);
  refuse(run, order, 'EndedError', 'the run has begun again');
  run.runId += 1;
  run.probing = null;
  run.checkpoint = null;
  run.failures = 0;
  run.isTeamBarred = false;
  run.lost = [];
  run.waitingFor = null;
  run.pauses = new Set([...run.pauses].filter((reason) => reason !== 'trouble'));
  rewind(run, order, 0);
  if (worker !== null && !isFresh && lost.length === 0) return launch(run, order, run.device);
  dismiss(run, order);
  begin(run, order);
}

/**
 * @param {RunState} run
 * @param {Extract<Event, { type: 'error' }>} event
 * @param {Order} order
 */
function failed(run, { worker, kind, message }, order) {
  const isMoving = worker === run.move?.worker;
  if (!isMoving && worker !== run.worker) return;
  order({ do: 'failed', kind, message });
  if (isMoving) return moveFailed(run, order, message);
  if (kind === 'panic') return recover(run, order, say('event.panic', message));
  if (kind === 'device-lost') return recover(run, order, say('event.gpuLost', message));
  if (run.move && kind === 'checkpoint') return moveFailed(run, order, message);
  if (run.phase === 'opening') return openingFailed(run, order, kind, message);
  if (kind === 'checkpoint') {
    return order({ do: 'notice', text: say('event.unsaved', message) });
  }
  stopForTrouble(run, order, say('event.trouble', message), 'RunError');
}

/** @param {RunState} run @param {Order} order @param {ErrorKind} kind @param {Text} message */
function openingFailed(run, order, kind, message) {
  if (kind === 'checkpoint' && run.checkpoint) {
    order({ do: 'notice', text: say('event.unsaved', message) });
    run.checkpoint = null;
    rewind(run, order, 0);
    return launch(run, order, run.device);
  }
  const hasChanges = Object.keys(run.settings.config).length > 0;
  if (kind === 'argument' && !run.checkpoint && hasChanges) {
    order({ do: 'notice', text: say('event.refusedConfig', message) });
    run.settings = { ...run.settings, config: {} };
    return launch(run, order, run.device);
  }
  dismiss(run, order);
  if (run.device === 'webgpu' && kind !== 'data') {
    run.isGpuBarred = true;
    return openOn(run, order, 'cpu', say('device.instead', message));
  }
  giveUp(run, order, say('event.trouble', message));
}

/**
 * The worker has died. A fresh one goes on from the newest checkpoint, on the CPU if it was WebGPU, with what was owed.
 * @param {RunState} run
 * @param {Order} order
 * @param {Text} text
 */
function recover(run, order, text) {
  cancelMove(run, order);
  dismiss(run, order);
  run.probing = null;
  run.failures += 1;
  if (run.failures > FAILURES_IN_A_ROW) {
    return giveUp(run, order, say('event.both', text, say('event.gaveUp')));
  }
  const wasGpu = run.device === 'webgpu';
  const device = wasGpu ? 'cpu' : run.device;
  rewind(run, order, run.checkpoint?.iteration ?? 0);
  const resumed = say('event.resumed', run.iteration, device);
  order({ do: 'notice', text: say('event.both', text, resumed) });
  mark(run, order, resumed, false);
  run.isGpuBarred ||= wasGpu;
  run.isTeamBarred ||= !wasGpu;
  run.waitingFor = null;
  openOn(run, order, device, wasGpu ? say('device.instead', text) : run.deviceReason);
}

/** @param {RunState} run @param {Order} order @param {Text} text @param {string} name of the error that steps are refused with */
function stopForTrouble(run, order, text, name) {
  refuse(run, order, name, 'the run has stopped; the notices of the lab say why');
  if (run.pauses.has('trouble')) return;
  run.pauses = new Set([...run.pauses, 'trouble']);
  order({ do: 'notice', text });
  mark(run, order, text, false);
}

/** @param {RunState} run @param {Order} order @param {Text} text */
function giveUp(run, order, text) {
  order({ do: 'forget', isSame: true });
  leave(run, order, 'RunError', 'the run could not go on; the notices of the lab say why');
  run.phase = 'failed';
  order({ do: 'notice', text });
}

/** Nobody has the run any more. @param {RunState} run @param {Order} order @param {string} name @param {string} message */
function leave(run, order, name, message) {
  refuse(run, order, name, message);
  dismiss(run, order);
  run.probing = null;
}

/** @param {RunState} run @param {Order} order */
function dismiss(run, order) {
  drop(run, order);
  if (run.worker !== null) order({ do: 'dismiss', worker: run.worker });
  Object.assign(run, { worker: null, isReady: false, deadline: null, awaitsTeam: false });
}

/** Questions to a worker that will not answer; steps are owed on. @param {RunState} run @param {Order} order */
const drop = ({ owed }, order) => order({ do: 'drop', but: owed.map(({ id }) => id) });

/** @param {RunState} run @param {Order} order @param {string} name @param {string} message */
function refuse(run, order, name, message) {
  const ids = run.owed.map(({ id }) => id);
  run.owed = [];
  if (ids.length > 0) order({ do: 'refuse', ids, name, message });
}

/** @param {RunState} run @param {Order} order @param {number} iteration */
function rewind(run, order, iteration) {
  run.iteration = iteration;
  order({ do: 'rewound', iteration });
}

/** @param {RunState} run @param {Order} order @param {Text} text @param {boolean} isOwn by the reader's own doing */
const mark = ({ iteration }, order, text, isOwn) => order({ do: 'mark', iteration, text, isOwn });
