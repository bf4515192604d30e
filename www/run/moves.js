/**
 * What events lead to, as steps of `transition`: a worker is opened, has the run, hands it over, fails. Each changes the
 * copy of the state that it is given, and orders what is to be done.
 */

import { say } from '../strings/say.js';
import { presetOn } from './settings.js';

/** @typedef {import('../protocol.js').DeviceName} DeviceName */
/** @typedef {import('../protocol.js').ErrorKind} ErrorKind */
/** @typedef {import('../strings/say.js').Text} Text */
/** @typedef {import('./run-state.js').Probing} Probing */
/** @typedef {import('./run-state.js').RunState} RunState */
/** @typedef {import('./run-events.js').Event} Event */
/** @typedef {import('./run-events.js').Order} Order */

const FAILURES_IN_A_ROW = 3;
/** A worker that has its module and digits takes up a run within a minute. */
const STARTING_MS = 60_000;
/** It gives its state within two. */
const SAVING_MS = 120_000;

/** Opens a worker for the device asked for, and starts the run on it. @param {RunState} run @param {Order} order */
export function begin(run, order) {
  const { device } = run.settings;
  run.phase = 'opening';
  if (device === 'webgpu') return probe(run, order, 'begin');
  const reason = say(device === 'auto' ? 'device.firstCpu' : 'device.pinned');
  openOn(run, order, device === 'auto' ? 'cpu' : device, reason);
}

/** A run that has ended begins once more, where it can be gone back to. @param {RunState} run @param {Order} order */
export function again(run, order) {
  run.failures = 0;
  run.lost = [];
  run.pauses = new Set([...run.pauses].filter((reason) => reason !== 'trouble'));
  const iteration = run.checkpoint?.iteration ?? 0;
  if (iteration !== run.iteration) rewind(run, order, iteration);
  begin(run, order);
}

/** Its worker has saved it and is let go, as is one that is tried. @param {RunState} run @param {Order} order */
export function sleep(run, order) {
  order({ do: 'forget', isSame: true });
  dismiss(run, order);
  run.phase = 'asleep';
}

/** It is wanted again: from its checkpoint, where it was. @param {RunState} run @param {Order} order */
export function wake(run, order) {
  run.isDrowsy = false;
  if (run.phase === 'asleep') openOn(run, order, run.device, run.deviceReason);
}

/** @param {RunState} run @param {Order} order @param {Probing['purpose']} purpose */
export function probe(run, order, purpose) {
  run.probes += 1;
  run.probing = { id: run.probes, purpose };
  order({ do: 'probe', id: run.probes });
}

/** @param {RunState} run @param {Order} order @param {DeviceName} device @param {Text} reason */
export function openOn(run, order, device, reason) {
  run.worker = hire(run, order, device);
  run.isReady = false;
  run.deviceReason = reason;
  launch(run, order, device);
}

/** @param {RunState} run @param {Order} order @param {DeviceName} module */
export function hire(run, order, module) {
  run.hired += 1;
  order({ do: 'hire', worker: run.hired, module });
  return run.hired;
}

/** Has the run's worker begin, or go on from the checkpoint. @param {RunState} run @param {Order} order @param {DeviceName} device */
export function launch(run, order, device) {
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
export function choose(run, { device: choice }, order) {
  run.settings = { ...run.settings, device: choice };
  // A run that is there keeps its preset, wherever it goes.
  if (run.phase === 'live') run.settings = { ...run.settings, hasPreset: true };
  if (run.phase === 'opening') return reset(run, { type: 'reset', isFresh: true }, order);
  if (run.phase === 'asleep') return begin(run, order);
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
export function moveTo(run, order, device, reason) {
  const worker = hire(run, order, device);
  run.move = { worker, device, reason, isChosen: true, stage: 'opening' };
}

/** The run stands still from here until the other worker has it. @param {RunState} run @param {Order} order */
export function handOver(run, order) {
  if (run.move?.stage !== 'opening' || run.worker === null) return;
  run.move = { ...run.move, stage: 'saving' };
  run.deadline = { worker: run.worker, ms: SAVING_MS };
  order({ do: 'save', worker: run.worker, occasion: 'move' });
}

/** @param {RunState} run @param {Order} order */
export function endMove(run, order) {
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
export function moveFailed(run, order, message) {
  cancelMove(run, order);
  run.isGpuBarred = true;
  run.deviceReason = say('device.kept', message, run.device);
}

/** @param {RunState} run @param {Order} order */
export function cancelMove(run, order) {
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
export function reset(run, { isFresh }, order) {
  if (run.phase === 'idle') return;
  const { worker, lost } = run;
  run.isDrowsy = false;
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
export function failed(run, { worker, kind, message }, order) {
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
export function openingFailed(run, order, kind, message) {
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
export function recover(run, order, text) {
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
export function stopForTrouble(run, order, text, name) {
  refuse(run, order, name, 'the run has stopped; the notices of the lab say why');
  if (run.pauses.has('trouble')) return;
  run.pauses = new Set([...run.pauses, 'trouble']);
  order({ do: 'notice', text });
  mark(run, order, text, false);
}

/** @param {RunState} run @param {Order} order @param {Text} text */
export function giveUp(run, order, text) {
  order({ do: 'forget', isSame: true });
  leave(run, order, 'RunError', 'the run could not go on; the notices of the lab say why');
  run.phase = 'failed';
  order({ do: 'notice', text });
}

/** Nobody has the run any more. @param {RunState} run @param {Order} order @param {string} name @param {string} message */
export function leave(run, order, name, message) {
  refuse(run, order, name, message);
  dismiss(run, order);
  run.probing = null;
}

/** @param {RunState} run @param {Order} order */
export function dismiss(run, order) {
  drop(run, order);
  if (run.worker !== null) order({ do: 'dismiss', worker: run.worker });
  Object.assign(run, { worker: null, isReady: false, deadline: null, awaitsTeam: false });
}

/** Questions to a worker that will not answer; steps are owed on. @param {RunState} run @param {Order} order */
export const drop = ({ owed }, order) => order({ do: 'drop', but: owed.map(({ id }) => id) });

/** @param {RunState} run @param {Order} order @param {string} name @param {string} message */
export function refuse(run, order, name, message) {
  const ids = run.owed.map(({ id }) => id);
  run.owed = [];
  if (ids.length > 0) order({ do: 'refuse', ids, name, message });
}

/** @param {RunState} run @param {Order} order @param {number} iteration */
export function rewind(run, order, iteration) {
  run.iteration = iteration;
  order({ do: 'rewound', iteration });
}

/** @param {RunState} run @param {Order} order @param {Text} text @param {boolean} isOwn by the reader's own doing */
export const mark = ({ iteration }, order, text, isOwn) =>
  order({ do: 'mark', iteration, text, isOwn });
