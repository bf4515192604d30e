/**
 * Every message, as discriminated unions. Between the page and a worker: `Command` to it, `RunEvent` from it.
 * An event of a run carries its run id, so that late words of a dead run are dropped. Between the worker that
 * leads a team and a follower, over a port of their own: `Order` to the follower, `Answer` from it.
 */

/** @typedef {typeof import('../dist/pkg/cpu/earthmover_web.js')} Wasm The module's API; all modules have the same. */
/** @typedef {import('../dist/pkg/cpu/earthmover_web.js').Trainer} Trainer */
/** @typedef {import('../dist/pkg/cpu/earthmover_web.js').Digits} Digits */
/** @typedef {import('../dist/pkg/cpu/earthmover_web.js').Classifier} Classifier */
/** @typedef {import('../dist/pkg/cpu/earthmover_web.js').Config} Config */
/** @typedef {import('../dist/pkg/cpu/earthmover_web.js').StepReport} StepReport */
/** @typedef {import('../dist/pkg/cpu/earthmover_web.js').CriticReport} CriticReport */
/** @typedef {import('../dist/pkg/cpu/earthmover_web.js').GeneratorReport} GeneratorReport */
/** @typedef {import('../dist/pkg/cpu/earthmover_web.js').TransportReport} TransportReport */
/** @typedef {import('../dist/pkg/cpu/earthmover_web.js').QualityReport} QualityReport */
/** @typedef {import('../dist/pkg/cpu/earthmover_web.js').WeightReport} WeightReport */
/** @typedef {import('../dist/pkg/cpu/earthmover_web.js').Latents} Latents */
/** @typedef {import('../dist/pkg/cpu/earthmover_web.js').NearestDigit} NearestDigit */
/** @typedef {import('../dist/pkg/cpu/earthmover_web.js').NeighbourReport} NeighbourReport */
/** @typedef {import('../dist/pkg/cpu/earthmover_web.js').DrawnDigits} DrawnDigits */
/** @typedef {import('../dist/pkg/cpu/earthmover_web.js').FieldReport} FieldReport */
/** @typedef {import('../dist/pkg/cpu/earthmover_web.js').DeviceName} DeviceName */
/** @typedef {import('../dist/pkg/cpu/earthmover_web.js').PresetName} PresetName */
/**
 * @template T
 * @typedef {import('../dist/pkg/cpu/earthmover_web.js').Patch<T>} Patch
 */

/** @typedef {import('./strings/say.js').Text} Text */

/** @typedef {DeviceName} ModuleName Which wasm module a worker owns: each has one device, and its name. */

/**
 * What a run is made of; a checkpoint, if there is one, takes its place.
 * @typedef {object} Recipe
 * @property {number} seed
 * @property {PresetName} preset
 * @property {Patch<Config>} config laid over the preset
 */

/**
 * Steps that were asked for: whole iterations, or one half of one. Their number rises from each to the next; where they
 * have begun, `to` is the iteration that they lead to, whoever ends them. An `answer` or `refusal` of that number says
 * that they are over.
 * @typedef {{ id: number, half: Half | null, count: number, to: number | null }} Owed
 */

/**
 * What the page wants a run to be. The worker sees to it: first to the steps that are owed, in their order, then to
 * whether it trains on; `delay` is the milliseconds of rest after each half-step, null: flat out. It trains on to
 * iteration `until`, and there waits to be told another; null: without end.
 * @typedef {{ train: boolean, steps: readonly Owed[], delay: number | null, until: number | null }} Wish
 */

/** Why a checkpoint was made, by a worker. */
export const OCCASIONS = /** @type {const} */ (['autosave', 'trial', 'move', 'sleep']);
/** @typedef {(typeof OCCASIONS)[number]} Occasion */

/** @typedef {import('./load/manifest.js').Shard} Shard */

/**
 * @typedef {{ type: 'open', module: ModuleName, compiled: WebAssembly.Module }} OpenCommand
 * @typedef {{ type: 'expect', shards: Shard[], classes: number }} ExpectCommand the images to come, in order
 * @typedef {{ type: 'add', packed: Blob }} AddCommand the next of them; a copy of a Blob copies no bytes
 * @typedef {{ type: 'skip' }} SkipCommand the next of them is lost
 * @typedef {{ type: 'start', runId: number, device: DeviceName, recipe: Recipe, checkpoint: Uint8Array | null }} StartCommand
 *   begins (or goes on with) a run, paused
 * @typedef {{ type: 'be', runId: number, wish: Wish }} BeCommand what the run should be from now on
 * @typedef {{ type: 'save', runId: number, occasion: Occasion }} SaveCommand
 * @typedef {{ type: 'trial', device: DeviceName, checkpoint: Uint8Array, batch: number | null }} TrialCommand
 *   times iterations of the checkpoint's configuration and throws the result away
 * @typedef {{ type: 'enlist', follower: number, port: MessagePort, isAwaited: boolean }} EnlistCommand
 *   a follower to train with from the next call on; where it is awaited, no call is made before it is there
 * @typedef {{ type: 'dismiss', follower: number, message: string | null }} DismissCommand
 *   a follower that the page lets go, or, with a message, that has died; obeyed at once
 * @typedef {ExpectCommand | AddCommand | SkipCommand | DismissCommand} UrgentCommand obeyed at once
 * @typedef {OpenCommand | StartCommand | BeCommand | SaveCommand | TrialCommand | EnlistCommand
 *   | AskCommand} QueuedCommand obeyed one after another, between calls of `train`
 * @typedef {QueuedCommand | UrgentCommand} Command
 */

/**
 * What can be asked of a run: `ask` is what the question says, `answer` what comes back. Each is answered by
 * the line of its name in worker/answers.js. Steps are no questions: a run owes them.
 * @typedef {object} Questions
 * @property {{ ask: { count: number }, answer: TransportReport }} measure
 * @property {{ ask: { count: number, classifier: Blob }, answer: QualityReport & { iteration: number } }} quality
 * @property {{ ask: { count: number, classifier: Blob }, answer: QualityReport }} realQuality
 * @property {{ ask: { count: number }, answer: NeighbourReport & { iteration: number } }} neighbours by distances alone
 * @property {{ ask: { bins: number }, answer: WeightReport }} weights
 * @property {{ ask: { latents: Latents }, answer: Uint8Array }} sample
 * @property {{ ask: { images: Float32Array | Uint8Array }, answer: Float32Array }} score
 * @property {{ ask: { image: Uint8Array }, answer: Look }} look at an image beside the nearest real digit
 * @property {{ ask: { count: number, seed: number }, answer: DrawnDigits }} reals
 * @property {{ ask: { recipe: Recipe }, answer: null }} check whether a run of this recipe could begin
 * @property {{ ask: {}, answer: FieldReport[] }} fields what each field of a configuration may be
 * @property {{ ask: { patch: Patch<Config> }, answer: string[] }} restartFields what `configure` cannot change
 * @property {{ ask: { patch: Patch<Config> }, answer: Config }} configure what it is now
 * @property {{ ask: {}, answer: { iteration: number, bytes: Uint8Array } }} save
 * @property {{ ask: { seed: number, points: Float32Array }, answer: Uint8Array }} plane digits of the points of a slice
 * @property {{ ask: { from: number, to: number, count: number }, answer: Uint8Array }} path
 *   digits on the way from a cell of the sample grid to another, both included
 * @property {{ ask: { bytes: Uint8Array }, answer: Loaded }} load another run in the place of this one
 */
/** @typedef {keyof Questions} QuestionName */
/**
 * @typedef {object} Look
 * @property {number} iteration of the critic
 * @property {number[]} scores of the image, and of the digit nearest to it
 * @property {NearestDigit} nearest
 * @property {Uint8Array} image of that digit
 */
/** @typedef {{ iteration: number, mostReplicas: number, config: Config }} Loaded */
/**
 * @typedef {{ type: 'ask', runId: number, id: number, name: QuestionName, ask: object }} AskCommand
 *   answered by an `answer` or a `refusal` with the same id
 */

/** @typedef {{ type: 'follow', port: MessagePort }} FollowCommand of the page to a follower: whom */
/** @typedef {{ type: 'module', compiled: WebAssembly.Module }} ModuleCommand of the page to a follower: what by */

/** @typedef {import('./types.js').ErrorKind} ErrorKind After `panic` and `device-lost` the worker is dead. */

/**
 * Events of a worker, whatever it runs.
 * (The page speaks for it of what it is supplied with: `progress`, `shard-lost`, and what could not be fetched.)
 * @typedef {{ type: 'progress', part: 'module' | 'data', loaded: number, total: number | null }} ProgressEvent
 *   bytes as they travel; `total` is null where the host does not say
 * @typedef {{ type: 'hello' }} HelloEvent its script runs
 * @typedef {{ type: 'ready', module: ModuleName }} ReadyEvent wasm is up and the first shard is in
 * @typedef {{ type: 'shard-lost', file: string, fromIteration: number, message: Text }} ShardLostEvent
 * @typedef {{ type: 'trial', phase: 'timing' | 'done', iterations: number, ms: number }} TrialEvent
 *   `timing` comes after the warm-up and after each timed call, `done` once
 * @typedef {{ type: 'error', kind: ErrorKind, message: Text, runId: number | null }} ErrorEvent
 */

/**
 * @typedef {{ type: 'team', iteration: number, workers: number, left: { follower: number, message: Text | null } | null }} TeamEvent
 *   how many workers train from here on, the leader included, and who has left where somebody has
 */

/**
 * Events of a run.
 * @typedef {{ type: 'started', runId: number, device: DeviceName } & Loaded} StartedEvent
 * @typedef {{ type: 'steps', runId: number, reports: StepReport[], ms: number, memory: number, workers: number }} StepsEvent
 *   one `train` call: its reports, how long it took, the wasm memory of all after it, and how many workers made it
 * @typedef {{ type: 'sample', runId: number, iteration: number, images: Uint8Array }} SampleEvent
 * @typedef {{ type: 'checkpoint', runId: number, iteration: number, occasion: Occasion, bytes: Uint8Array }} CheckpointEvent
 * @typedef {{ type: 'waiting', runId: number, file: string | null }} WaitingEvent
 *   the run stands still until this shard is in; null: it no longer waits
 * @typedef {{ type: 'ran-away', runId: number, iteration: number }} RanAwayEvent
 *   there a number of the run is no longer finite; it has stopped itself
 * @typedef {{ type: 'owed', runId: number, id: number, to: number }} OwedEvent steps that were owed begin, and lead there
 * @typedef {{ type: 'half', runId: number, iteration: number, half: Half, step: number, of: number }} HalfEvent
 *   in slow motion: the `step`-th of `of` critic steps is done, or the generator's
 * @typedef {Reply & { runId: number }} ReplyEvent
 */

/**
 * What a question is answered by, whoever asked; `name` as of the error that the module threw.
 * @typedef {{ type: 'answer', id: number, value: unknown } | { type: 'refusal', id: number, name: string, message: string }} Reply
 */

/**
 * Between a page's figures and their worker: the module comes first, then questions, with numbers of their own.
 * @typedef {{ type: 'open', module: ModuleName | 'figures', compiled: WebAssembly.Module }
 *   | { type: 'ask', id: number, name: string, ask: unknown[] }} FigureCommand
 * @typedef {Reply | HelloEvent | { type: 'error', kind: ErrorKind, message: Text }} FigureEvent
 */

/**
 * @typedef {ProgressEvent | HelloEvent | ReadyEvent | ShardLostEvent | TrialEvent | ErrorEvent | TeamEvent | StartedEvent
 *   | StepsEvent | SampleEvent | CheckpointEvent | WaitingEvent | RanAwayEvent | OwedEvent | HalfEvent | ReplyEvent} RunEvent
 */

/** @typedef {'critic' | 'generator'} Half Of an iteration: a step of the one, or of the other. */

/**
 * One shard as the leader keeps it: packed as it came, since a copy of a Blob copies no bytes.
 * @typedef {object} HeldShard
 * @property {Shard} shard
 * @property {number} classes of images that its set has
 * @property {number} fromIteration as it was added
 * @property {Blob} packed
 */

/**
 * From the leader to a follower.
 * @typedef {{ type: 'open' }} OpenOrder always the first
 * @typedef {{ type: 'add', held: HeldShard }} AddOrder in the order of the leader's own store
 * @typedef {{ type: 'load', checkpoint: Uint8Array }} LoadOrder go on from the leader's state
 * @typedef {{ type: 'split', index: number, of: number }} SplitOrder
 * @typedef {{ type: 'ask', half: Half, round: number }} AskOrder for the part of the next step
 * @typedef {{ type: 'take', half: Half, sum: Float32Array }} TakeOrder
 * @typedef {OpenOrder | AddOrder | LoadOrder | SplitOrder | AskOrder | TakeOrder} Order
 */

/**
 * From a follower to the leader.
 * @typedef {{ type: 'added', shards: number }} AddedAnswer how many it has
 * @typedef {{ type: 'loaded' }} LoadedAnswer
 * @typedef {{ type: 'part', round: number, part: Float32Array, memory: number }} PartAnswer
 *   the part, and the wasm memory after it
 * @typedef {{ type: 'failed', message: Text }} FailedAnswer its last words
 * @typedef {AddedAnswer | LoadedAnswer | PartAnswer | FailedAnswer} Answer
 */

/** Most workers of a team, the leader included. */
export const MOST_WORKERS = 8;

/** Digits along a side of the sample grid, at most. */
export const GRID_SIDE = 8;
/** How many digits a sample has; their latents are drawn from the run's seed. A smaller grid shows the first of them. */
export const GRID_COUNT = GRID_SIDE * GRID_SIDE;
