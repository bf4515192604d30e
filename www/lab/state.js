/** The state of a lab, as its instruments see it. */

import { NOTHING_KEPT } from './keep/keeper.js';
import { UNMEASURED } from './measurements.js';

/** @typedef {import('../run/run.js').Run} Run */
/** @typedef {import('../run/settings.js').Settings} Settings */
/** @typedef {import('../strings/say.js').Text} Text */
/** @typedef {{ iteration: number, text: Text, isOwn: boolean }} Mark where something happened to the run; `isOwn` by the reader's doing */

/**
 * @typedef {object} LabState
 * @property {import('../types.js').RunState} state
 * @property {ReadonlySet<import('../run/run-state.js').PauseReason>} pauses
 * @property {boolean} isStepping whether steps are owed that were asked for
 * @property {import('../protocol.js').HalfEvent | null} half the last half-step, or null once whole iterations have followed
 * @property {number | null} delay of slow motion
 * @property {string | null} waitingFor a shard
 * @property {Text} still what it has waited for, for ten seconds; nothing where it goes on
 * @property {number} iteration
 * @property {number | null} perSecond
 * @property {import('../protocol.js').DeviceName} device
 * @property {Text} deviceReason
 * @property {number} workers
 * @property {Text} teamReason
 * @property {number} memory
 * @property {{ loaded: number, total: number, isWhole: boolean }} bytes
 * @property {import('../protocol.js').Config | null} config what the run is, once there is one
 * @property {Settings} settings
 * @property {import('../protocol.js').StepReport | null} last
 * @property {import('./measurements.js').Measured} measured
 * @property {number} revision rises whenever the history or the marks have changed
 * @property {readonly Mark[]} marks
 * @property {readonly Text[]} notices
 * @property {{ images: Uint8Array, iteration: number } | null} sample of the grid's latents
 * @property {readonly [number, number]} ends cells of the grid, from 0, that the way through latent space joins
 * @property {number | null} opened the cell of the grid that is seen large
 * @property {readonly string[]} lit symbols of the text around it, whose marks are lit
 * @property {import('./keep/keeper.js').Keeping} keeping what the browser keeps of it
 */

/**
 * What is read off the run itself.
 * @param {Run} run
 */
export const factsOf = (run) => ({
  state: run.state,
  pauses: run.pauses,
  isStepping: run.isStepping,
  delay: run.delay,
  waitingFor: run.waitingFor,
  still: run.still,
  iteration: run.iteration,
  perSecond: run.speed.perSecond,
  device: run.device,
  deviceReason: run.deviceReason,
  workers: run.workers,
  teamReason: run.teamReason,
  memory: run.memory,
  bytes: run.bytes,
  config: run.config,
  settings: run.settings,
});

/**
 * @param {Run} run
 * @returns {LabState}
 */
export const firstState = (run) => ({
  ...factsOf(run),
  half: null,
  last: null,
  measured: UNMEASURED,
  revision: 0,
  marks: [],
  notices: [],
  sample: null,
  ends: [0, run.settings.grid ** 2 - 1],
  opened: null,
  lit: [],
  keeping: NOTHING_KEPT,
});

/**
 * Whether the button says Run: the reader, or only the reader, can make it go on.
 * @param {Pick<LabState, 'state' | 'pauses' | 'isStepping'>} of
 */
export const awaitsReader = ({ state, pauses, isStepping }) =>
  state === 'idle' ||
  state === 'failed' ||
  (!isStepping &&
    ['reader', 'trouble', 'other'].some((reason) => pauses.has(/** @type {'reader'} */ (reason))));
