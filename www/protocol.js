/**
 * Every message between the page and a worker, as two discriminated unions: `Command` to the worker,
 * `RunEvent` from it. An event of a run carries its run id, so that late words of a dead run are dropped.
 */

/** @typedef {typeof import('../dist/pkg/cpu/earthmover_web.js')} Wasm The module's API; both modules have the same. */
/** @typedef {import('../dist/pkg/cpu/earthmover_web.js').Trainer} Trainer */
/** @typedef {import('../dist/pkg/cpu/earthmover_web.js').Digits} Digits */
/** @typedef {import('../dist/pkg/cpu/earthmover_web.js').Config} Config */
/** @typedef {import('../dist/pkg/cpu/earthmover_web.js').StepReport} StepReport */
/** @typedef {import('../dist/pkg/cpu/earthmover_web.js').DeviceName} DeviceName */
/** @typedef {import('../dist/pkg/cpu/earthmover_web.js').PresetName} PresetName */
/**
 * @template T
 * @typedef {import('../dist/pkg/cpu/earthmover_web.js').Patch<T>} Patch
 */

/** @typedef {'cpu' | 'webgpu'} ModuleName Which of the two wasm modules a worker owns. */

/**
 * What a run is made of; a checkpoint, if there is one, takes its place.
 * @typedef {object} Recipe
 * @property {number} seed
 * @property {PresetName} preset
 * @property {Patch<Config>} config laid over the preset
 */

/**
 * Why a checkpoint was made.
 * @typedef {'autosave' | 'trial' | 'move'} Occasion
 */

/**
 * @typedef {{ type: 'open', module: ModuleName }} OpenCommand always the first
 * @typedef {{ type: 'start', runId: number, device: DeviceName, recipe: Recipe, checkpoint: Uint8Array | null }} StartCommand
 *   begins (or goes on with) a run, paused
 * @typedef {{ type: 'run', runId: number }} RunCommand
 * @typedef {{ type: 'pause', runId: number }} PauseCommand
 * @typedef {{ type: 'step', runId: number }} StepCommand one iteration, then pause
 * @typedef {{ type: 'save', runId: number, occasion: Occasion }} SaveCommand
 * @typedef {{ type: 'trial', device: DeviceName, checkpoint: Uint8Array }} TrialCommand
 *   times iterations of the checkpoint's configuration and throws the result away
 * @typedef {OpenCommand | StartCommand | RunCommand | PauseCommand | StepCommand | SaveCommand | TrialCommand} Command
 */

/**
 * The kinds of error a worker can report. `data` names shards and the manifest, `module` the wasm file,
 * `argument` what the API refused; after `panic` and `device-lost` the worker is dead.
 * @typedef {'argument' | 'data' | 'module' | 'checkpoint' | 'panic' | 'device-lost' | 'internal'} ErrorKind
 */

/**
 * Events of a worker, whatever it runs.
 * @typedef {{ type: 'progress', part: 'module' | 'data', loaded: number, total: number | null }} ProgressEvent
 *   bytes as they travel; `total` is null where the host does not say
 * @typedef {{ type: 'ready', module: ModuleName }} ReadyEvent wasm is up and the first shard is in
 * @typedef {{ type: 'shard-lost', file: string, fromIteration: number, message: string }} ShardLostEvent
 * @typedef {{ type: 'trial', phase: 'timing' | 'done', iterations: number, ms: number }} TrialEvent
 *   `timing` comes after the warm-up and after each timed call, `done` once
 * @typedef {{ type: 'error', kind: ErrorKind, message: string, runId: number | null }} ErrorEvent
 */

/**
 * Events of a run.
 * @typedef {{ type: 'started', runId: number, device: DeviceName, iteration: number }} StartedEvent
 * @typedef {{ type: 'steps', runId: number, reports: StepReport[], ms: number, memory: number }} StepsEvent
 *   one `train` call: its reports, how long it took, and the wasm memory after it
 * @typedef {{ type: 'sample', runId: number, iteration: number, images: Uint8Array }} SampleEvent
 * @typedef {{ type: 'checkpoint', runId: number, iteration: number, occasion: Occasion, bytes: Uint8Array }} CheckpointEvent
 * @typedef {{ type: 'waiting', runId: number, file: string | null }} WaitingEvent
 *   the run stands still until this shard is in; null: it no longer waits
 * @typedef {{ type: 'ran-away', runId: number, iteration: number }} RanAwayEvent
 *   the critic loss is no longer a finite number; the run has paused itself
 */

/**
 * @typedef {ProgressEvent | ReadyEvent | ShardLostEvent | TrialEvent | ErrorEvent | StartedEvent | StepsEvent
 *   | SampleEvent | CheckpointEvent | WaitingEvent | RanAwayEvent} RunEvent
 */

/**
 * The wasm module that has a device.
 * @param {DeviceName} device
 * @returns {ModuleName}
 */
export const moduleOf = (device) => (device === 'webgpu' ? 'webgpu' : 'cpu');

/** How many digits the sample grid shows; their latents are drawn from the run's seed. */
export const GRID_COUNT = 64;
