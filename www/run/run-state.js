/** What a run is, as the page knows it: one plain object, which only `transition` makes anew. */

/** @typedef {import('../protocol.js').Config} Config */
/** @typedef {import('../protocol.js').DeviceName} DeviceName */
/** @typedef {import('../protocol.js').Owed} Owed */
/** @typedef {import('../protocol.js').Wish} Wish */
/** @typedef {import('../strings/say.js').Text} Text */
/** @typedef {import('./settings.js').Settings} Settings */
/**
 * Why a run does not train on: the reader wants it so, nobody sees it (`hidden`: the page, `away`: the lab), another
 * lab of the page trains, or it has stopped itself (`trouble`).
 * @typedef {'reader' | 'hidden' | 'away' | 'other' | 'trouble'} PauseReason
 */
/** @typedef {{ bytes: Uint8Array, iteration: number }} Checkpoint */
/**
 * On its way to another worker, which gets ready, then waits for the run's state, then takes it up.
 * @typedef {object} Move
 * @property {number} worker
 * @property {DeviceName} device
 * @property {Text} reason what to say once it is there
 * @property {boolean} isChosen by the reader
 * @property {'opening' | 'saving' | 'starting'} stage
 */
/**
 * What the browser is asked of WebGPU: for a run that is to begin there, or for one that is to move there.
 * @typedef {{ id: number, purpose: 'begin' | 'move' }} Probing
 */
/**
 * Who owes an answer, and how long it has; another object is another wait.
 * @typedef {{ worker: number, ms: number }} Deadline
 */
/**
 * @typedef {object} RunState
 * @property {'idle' | 'opening' | 'live' | 'asleep' | 'failed'} phase
 * @property {number} runId
 * @property {Settings} settings
 * @property {number | null} worker that has the run, or is to have it
 * @property {boolean} isReady whether it has its module and digits
 * @property {number} hired how many workers there have been
 * @property {Move | null} move
 * @property {boolean} isDrowsy whether its worker saves it, to be let go
 * @property {Probing | null} probing
 * @property {number} probes how many there have been
 * @property {Deadline | null} deadline
 * @property {DeviceName} device
 * @property {Text} deviceReason
 * @property {number} iteration
 * @property {Config | null} config what it is now, once there is a run
 * @property {ReadonlySet<PauseReason>} pauses
 * @property {readonly Owed[]} owed
 * @property {number | null} delay milliseconds of rest after each half-step; null: flat out
 * @property {number | null} until the iteration where it waits for others, or null where it goes with none
 * @property {Checkpoint | null} checkpoint the newest, to come back to
 * @property {number} failures in a row
 * @property {boolean} isGpuBarred after WebGPU failed under a run it is not tried again unless the reader asks
 * @property {boolean} isTeamBarred after the worker that led it has died it goes on with one until it is reset
 * @property {boolean} awaitsTeam
 * @property {string | null} waitingFor a shard
 * @property {readonly string[]} lost the shards without which the curve is not the seed's own
 */

/**
 * @param {Settings} settings
 * @returns {RunState}
 */
export const firstRun = (settings) => ({
  phase: 'idle',
  runId: 0,
  settings,
  worker: null,
  isReady: false,
  hired: 0,
  move: null,
  isDrowsy: false,
  probing: null,
  probes: 0,
  deadline: null,
  device: 'cpu',
  deviceReason: '',
  iteration: 0,
  config: null,
  pauses: new Set(),
  owed: [],
  delay: null,
  until: null,
  checkpoint: null,
  failures: 0,
  isGpuBarred: false,
  isTeamBarred: false,
  awaitsTeam: false,
  waitingFor: null,
  lost: [],
});

/** Whether the run stands still for a move: its state is on the way. @param {RunState} run */
export const isOnTheWay = ({ move }) => move !== null && move.stage !== 'opening';

/** Whether it trains on. @param {RunState} run */
const isWanted = ({ pauses }) => pauses.size === 0;

/** Whether nothing is under way that its worker is needed for. @param {RunState} run */
export const maySleep = (run) =>
  run.phase === 'live' && !isWanted(run) && run.owed.length === 0 && !run.move && !run.probing;

/** @param {RunState} run @returns {import('../types.js').RunState} */
export function stateOf(run) {
  if (run.phase === 'idle' || run.phase === 'failed') return run.phase;
  if (run.phase === 'opening') return 'loading';
  if (!isWanted(run) && run.owed.length === 0) return 'paused';
  if (isOnTheWay(run)) return 'moving';
  if (run.awaitsTeam) return 'loading';
  return run.waitingFor === null ? 'running' : 'waiting';
}

/**
 * What the worker that has the run is to see to.
 * @param {RunState} run
 * @returns {Wish}
 */
export function wishOf(run) {
  const { delay, until } = run;
  if (isOnTheWay(run)) return { train: false, steps: [], delay, until };
  return { train: isWanted(run), steps: run.owed, delay, until };
}
