/** The lab as a whole: its controls, its states, what its numbers are called. */

import { DEVICES, whole, workers } from './words.js';

/** @typedef {import('../../protocol.js').DeviceName} DeviceName */

const lab = {
  'lab.name': 'Wasserstein GAN lab',
  'lab.controls': 'Controls',
  'lab.charts': 'Charts',
  'lab.panels': 'Instruments',
  'lab.more': 'More controls',
  'lab.keys': 'Space runs and pauses, → steps one iteration.',

  'run.run': 'Run',
  'run.pause': 'Pause',
  'run.step': 'Step',
  'run.stepTitle': 'Exactly one iteration',
  'run.reset': 'Reset',
  'run.resetTitle': 'Same settings, from iteration 0',

  'half.critic': 'Critic step',
  'half.criticTitle': 'One step of the critic, then pause',
  'half.generator': 'Generator step',
  'half.generatorTitle': 'One step of the generator, then pause',

  'speed.label': 'Speed',
  'speed.title': 'From slow motion, one half-step at a time, to flat out',
  'speed.slowest': 'slow motion',
  'speed.slow': 'slow',
  'speed.steady': 'steady',
  'speed.brisk': 'brisk',
  'speed.flatOut': 'flat out',

  'seed.label': 'Seed',
  'seed.random': 'A random seed',
  'seed.refused': (/** @type {string} */ text) =>
    `The seed is ${text}, but must be a whole number from 0 to ${Number.MAX_SAFE_INTEGER}.`,

  'state.idle': 'Ready. Press Run to load the digits and start training.',
  'state.loading': 'Loading the digits and the training code…',
  'state.running': 'Training.',
  'state.slow': (
    /** @type {'critic' | 'generator'} */ half,
    /** @type {number} */ step,
    /** @type {number} */ of,
  ) =>
    half === 'critic'
      ? `Slow motion: critic step ${step} of ${of}.`
      : 'Slow motion: generator step.',
  'state.paused': 'Paused.',
  'state.hidden': 'Paused while the page is hidden.',
  'state.away': 'Paused while the lab is out of sight.',
  'state.other': 'Paused: another lab on this page is training. Run takes over.',
  'state.waiting': 'Waiting for digits.',
  'state.waitingFor': (/** @type {string} */ file) =>
    `Waiting for the shard ${file}: this iteration draws from it.`,
  'state.moving': 'Moving the run to another device…',
  'state.failed': 'The run has ended.',
  'state.half': (
    /** @type {'critic' | 'generator'} */ half,
    /** @type {number} */ step,
    /** @type {number} */ of,
  ) =>
    half === 'critic'
      ? `Paused after critic step ${step} of ${of}.`
      : 'Paused after the generator step.',

  // After ten seconds in which nothing has come of it.
  'still.files': 'Nothing has come over the network for 10 seconds; it is asked for again.',
  'still.begin': 'The code has not begun for 10 seconds; the browser may still be compiling.',
  'still.gpu': 'The browser has not said for 10 seconds whether it has a GPU.',
  'still.moving': 'The run has been on its way to another device for 10 seconds.',
  'still.team': 'A worker that is to join has said nothing for 10 seconds.',
  'still.worker':
    'No iteration for 10 seconds; one may take that long. Pause and Run change workers.',
  'still.answer': 'The worker has not answered for 10 seconds; it may be at work on it.',

  'notices.label': 'Notices',

  'word.iteration': 'iteration',
  'word.perSecond': 'per second',
  'word.gap': 'gap',
  'word.criticLoss': 'critic loss',
  'word.penalty': 'penalty',
  'word.slope': 'slope',
  'word.device': 'device',
  'word.loaded': 'loaded',
  'word.memory': 'wasm memory',
  'word.criticDistance': 'critic distance',
  'word.exactDistance': 'exact distance',
  'word.frechet': 'Fréchet distance',

  'number.whole': whole,
  'number.at': (/** @type {number} */ iteration) => `at ${whole(iteration)}`,

  'machine.background': 'Train on out of sight, and in a hidden tab',
  'machine.workers': (/** @type {number} */ count) => `· ${workers(count)}.`,
  'machine.bytes': (/** @type {string} */ loaded, /** @type {string} */ total) =>
    `${loaded} of ${total} MB`,
  'machine.memory': (/** @type {string} */ megabytes) => `${megabytes} MB`,

  'device.label': 'Device',
  'device.auto': 'Automatic',
  'device.title': (/** @type {DeviceName} */ device) => DEVICES[device],
};

export default lab;
