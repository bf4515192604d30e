/** Every sentence the scripts say, in English. Text that never changes is in index.html. */

/** @typedef {import('./protocol.js').DeviceName} DeviceName */
/** @typedef {import('./run-facts.js').RunState} RunState */

/** @type {Record<DeviceName, string>} */
export const DEVICE_TITLES = { cpu: 'CPU', ndarray: 'CPU (ndarray)', webgpu: 'WebGPU' };

/** @param {number} ms */
const perIteration = (ms) => `${ms < 10 ? ms.toPrecision(2) : Math.round(ms)} ms`;

/** @param {number} count */
export const whole = (count) => count.toLocaleString('en');

/** @param {number} bytes */
export const megabytes = (bytes) => (bytes / 1e6).toFixed(1);

/** @param {string} text */
const sentence = (text) => (/[.!?…]$/.test(text) ? text : `${text}.`);

/** Why the run is on its device. */
export const DEVICE = {
  pinned: 'As the device menu asks.',
  firstCpu: 'Training starts on the CPU at once.',
  loading: 'On the CPU, while the WebGPU module loads in the background.',
  warming: 'On the CPU, while WebGPU warms up in the background.',
  timing: 'On the CPU, while WebGPU is timed in the background.',
  noWebGpu: 'This browser has no WebGPU.',
  insecure: 'WebGPU needs a page served over HTTPS.',
  noAdapter: 'This browser offers no WebGPU adapter.',
  refused: (/** @type {string} */ why) => sentence(`The WebGPU adapter was refused: ${why}`),
  noTimestamps: 'The WebGPU adapter lacks the feature “timestamp-query”, which burn needs.',
  fallback: 'WebGPU is only emulated in software here, which is slower than the CPU.',
  saveData: 'The browser asks to save data, so the WebGPU module is not loaded.',
  warmUpLate: 'WebGPU did not finish its first iterations within a minute.',
  timingLate: 'WebGPU did not finish an iteration within 15 seconds.',
  stays: (/** @type {string} */ why) => `${sentence(why)} The run stays on the CPU.`,
  instead: (/** @type {string} */ why) => `${sentence(why)} The run uses the CPU instead.`,
  kept: (/** @type {string} */ why, /** @type {DeviceName} */ device) =>
    `${sentence(why)} The run goes on, on ${DEVICE_TITLES[device]}.`,
  slower: (/** @type {number} */ cpu, /** @type {number} */ gpu) =>
    `CPU: ${perIteration(cpu)} per iteration; WebGPU: ${perIteration(gpu)} — training stays on the CPU.`,
  faster: (/** @type {number} */ cpu, /** @type {number} */ gpu) =>
    `CPU: ${perIteration(cpu)} per iteration; WebGPU: ${perIteration(gpu)} — training moved to WebGPU.`,
};

/** @param {number} count */
const workers = (count) => (count === 1 ? '1 worker' : `${count} workers`);

/** How many workers train, and why. */
export const TEAM = {
  count: workers,
  oneCore: 'This browser offers one core, so one worker trains.',
  indivisible: 'The batches of this configuration cannot be shared out, so one worker trains.',
  fewer: (/** @type {number} */ most) =>
    `This configuration can be shared by ${workers(most)} at most.`,
  trying: (/** @type {number} */ count) => `Trying whether ${workers(count)} train faster.`,
  found: (
    /** @type {readonly import('./team-trial.js').Timing[]} */ timings,
    /** @type {number} */ best,
  ) => {
    const [first, ...others] = timings.map(({ workers: count, ms }) => [
      `${workers(count)}: `,
      perIteration(ms),
    ]);
    const list = [`${first.join('')} per iteration`, ...others.map((pair) => pair.join(''))];
    return `${list.join('; ')} — ${best === 1 ? 'one worker trains' : `${best} workers train together`}.`;
  },
};

/** What happened to a run, for the notices and the marks on the chart. */
export const EVENTS = {
  moved: (/** @type {DeviceName} */ device) => `The run moved to ${DEVICE_TITLES[device]}.`,
  shardLost: (/** @type {string} */ file, /** @type {string} */ why) =>
    `The shard ${file} is missing (${why}). Training goes on with the other digits; from here on the curve is no longer the seed’s own.`,
  shardMark: (/** @type {string} */ file) =>
    `Without the shard ${file} the curve is no longer the seed’s own.`,
  panic: (/** @type {string} */ why) => `The training code panicked: ${sentence(why)}`,
  gpuLost: (/** @type {string} */ why) => `The GPU device was lost: ${sentence(why)}`,
  teamBegan:
    'Here more workers joined to share each batch: from here on the curve is not quite that of one worker.',
  workerLost: (/** @type {string} */ why, /** @type {number} */ left) =>
    `One of the workers is gone (${why}). The run goes on with ${workers(left)}; from here on its curve may be another.`,
  trouble: (/** @type {string} */ why) => `Training stopped: ${sentence(why)}`,
  resumed: (/** @type {number} */ iteration, /** @type {DeviceName} */ device) =>
    iteration > 0
      ? `The run goes on from its checkpoint at iteration ${whole(iteration)}, on ${DEVICE_TITLES[device]}.`
      : `The run starts again from its seed, on ${DEVICE_TITLES[device]}.`,
  gaveUp: 'This happened too often in a row, so the run has ended. Reset starts it again.',
  unsaved: (/** @type {string} */ why) => `The checkpoint failed: ${sentence(why)}`,
  refusedConfig: (/** @type {string} */ why) =>
    `The configuration in the address was refused: ${sentence(why)} The run uses the preset as it is.`,
  ranAway: (/** @type {number} */ iteration) =>
    `The critic has run away: at iteration ${whole(iteration)} its loss is no longer a finite number. Reset begins again.`,
};

/** @type {Record<RunState, string>} */
const STATES = {
  idle: 'Ready. Press Run to load the digits and start training.',
  loading: 'Loading the digits and the training code…',
  running: 'Training.',
  paused: 'Paused.',
  waiting: 'Waiting for digits.',
  moving: 'Moving the run to another device…',
  failed: 'The run has ended.',
};

/**
 * @param {RunState} state
 * @param {{ waitingFor: string | null, isHidden: boolean }} details
 */
export function stateSentence(state, { waitingFor, isHidden }) {
  if (state === 'waiting' && waitingFor) {
    return `Waiting for the shard ${waitingFor}: this iteration draws from it.`;
  }
  if (state === 'paused' && isHidden) return 'Paused while the page is hidden.';
  return STATES[state];
}

/** @param {number} iteration */
export const gridText = (iteration) =>
  iteration === 0
    ? 'Sixty-four images of the untrained generator: grey noise.'
    : `Sixty-four digits of the generator after ${whole(iteration)} iterations, each from a latent of its own that stays the same.`;

export const MISSING = {
  wasm: 'This browser has no WebAssembly, so nothing can be trained here.',
};
