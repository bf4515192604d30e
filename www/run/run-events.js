/** What happens to a run, and what is to be done about it: the events and commands of `transition`. */

/** @typedef {import('../protocol.js').Config} Config */
/** @typedef {import('../protocol.js').DeviceName} DeviceName */
/** @typedef {import('../protocol.js').ErrorKind} ErrorKind */
/** @typedef {import('../protocol.js').Half} Half */
/** @typedef {import('../protocol.js').Occasion} Occasion */
/** @typedef {import('../strings/say.js').Text} Text */
/** @typedef {import('./devices.js').Probe} Probe */
/** @typedef {import('./run-state.js').Checkpoint} Checkpoint */
/** @typedef {import('./run-state.js').PauseReason} PauseReason */
/** @typedef {import('./settings.js').Settings} Settings */

/**
 * @typedef {{ type: 'begin' } | { type: 'pause', reason: PauseReason } | { type: 'resume', reason: PauseReason }
 *   | { type: 'step', id: number, half: Half | null, count: number } | { type: 'slow', delay: number | null }
 *   | { type: 'limit', until: number | null }
 *   | { type: 'choose', device: Settings['device'] } | { type: 'settings', settings: Settings }
 *   | { type: 'reset', isFresh: boolean } | { type: 'configured', config: Config, patch: object }
 *   | { type: 'loaded', checkpoint: Checkpoint, config: Config, mostReplicas: number }
 *   | { type: 'offer', worker: number, device: DeviceName, reason: Text } | { type: 'explain', reason: Text }
 *   | { type: 'end' }} AskedEvent what readers and authors want
 * @typedef {{ type: 'sleep' } | { type: 'slept' } | { type: 'wake' }} CrowdEvent of the other runs of the page
 * @typedef {{ type: 'ready', worker: number }
 *   | { type: 'started', worker: number, device: DeviceName, iteration: number, mostReplicas: number, config: Config }
 *   | { type: 'steps', iteration: number } | { type: 'owed', id: number, to: number } | { type: 'paid', id: number }
 *   | { type: 'checkpoint', checkpoint: Checkpoint, occasion: Occasion | 'asked' } | { type: 'waiting', file: string | null }
 *   | { type: 'shardLost', file: string, fromIteration: number, message: Text } | { type: 'ranAway', iteration: number }
 *   | { type: 'error', worker: number, kind: ErrorKind, message: Text }
 *   | { type: 'team', isAwaited: boolean }} HeardEvent what workers say
 * @typedef {AskedEvent | HeardEvent | CrowdEvent | { type: 'probed', id: number, probe: Probe } | { type: 'late', worker: number }
 *   | { type: 'silent', worker: number }} Event
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

export {};
