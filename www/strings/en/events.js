/** What happens to a run: its device, its workers, its digits, its troubles. */

import { DEVICES, perIteration, whole, sentence, workers } from './words.js';

/** @typedef {import('../../protocol.js').DeviceName} DeviceName */

const events = {
  'device.pinned': 'Chosen in the device menu.',
  'device.firstCpu': 'Training starts on the CPU at once.',
  'device.loading': 'On the CPU, while the WebGPU module loads in the background.',
  'device.warming': 'On the CPU, while WebGPU warms up in the background.',
  'device.timing': 'On the CPU, while WebGPU is timed in the background.',
  'device.noWebGpu': 'This browser has no WebGPU.',
  'device.insecure': 'WebGPU needs a page served over HTTPS.',
  'device.noAdapter': 'This browser offers no WebGPU adapter.',
  'device.adapterLate':
    'The browser did not answer within 10 seconds whether it has a WebGPU adapter.',
  'device.refused': (/** @type {string} */ why) =>
    sentence(`The WebGPU adapter was refused: ${why}`),
  'device.noTimestamps':
    'The WebGPU adapter lacks the feature “timestamp-query”, which burn needs.',
  'device.fallback': 'WebGPU is only emulated in software here, which is slower than the CPU.',
  'device.saveData': 'The browser asks to save data, so the WebGPU module is not loaded.',
  'device.warmUpLate': 'WebGPU did not finish its first iterations within a minute.',
  'device.timingLate': 'WebGPU did not finish an iteration within 15 seconds.',
  'device.stays': (/** @type {string} */ why) => `${sentence(why)} The run stays on the CPU.`,
  'device.instead': (/** @type {string} */ why) => `${sentence(why)} The run uses the CPU instead.`,
  'device.kept': (/** @type {string} */ why, /** @type {DeviceName} */ device) =>
    `${sentence(why)} The run goes on, on ${DEVICES[device]}.`,
  'device.slower': (/** @type {number} */ cpu, /** @type {number} */ gpu) =>
    `CPU: ${perIteration(cpu)} per iteration; WebGPU: ${perIteration(gpu)} — training stays on the CPU.`,
  'device.slowerUntil': (
    /** @type {number} */ cpu,
    /** @type {number} */ gpu,
    /** @type {number} */ batch,
  ) =>
    `CPU: ${perIteration(cpu)} per iteration; WebGPU: ${perIteration(gpu)} — training stays on the CPU. From about ${batch} digits a batch on WebGPU would take less time.`,
  'device.faster': (/** @type {number} */ cpu, /** @type {number} */ gpu) =>
    `CPU: ${perIteration(cpu)} per iteration; WebGPU: ${perIteration(gpu)} — training moved to WebGPU.`,

  'team.oneCore': 'This browser offers one core, so one worker trains.',
  'team.indivisible':
    'The batches of this configuration cannot be shared out, so one worker trains.',
  'team.memory': (/** @type {number} */ most) =>
    `By what the browser tells of this machine’s memory there is room for ${workers(most)}.`,
  'team.fewer': (/** @type {number} */ most) =>
    `This configuration can be shared by ${workers(most)} at most.`,

  'event.both': (/** @type {string} */ one, /** @type {string} */ other) => `${one} ${other}`,
  'event.moved': (/** @type {DeviceName} */ device) => `The run moved to ${DEVICES[device]}.`,
  'event.changed': (/** @type {string[]} */ ...changes) => `Changed: ${changes.join(', ')}.`,
  'event.change': (
    /** @type {string} */ field,
    /** @type {string} */ from,
    /** @type {string} */ to,
  ) => `${field} ${from} → ${to}`,
  'event.loaded': (/** @type {number} */ iteration) =>
    `A saved run was loaded, at iteration ${whole(iteration)}.`,
  'event.shardLost': (/** @type {string} */ file, /** @type {string} */ why) =>
    `The shard ${file} is missing (${why}). Training goes on with the other digits; from here on the curve is no longer the seed’s own.`,
  'event.shardMark': (/** @type {string} */ file) =>
    `Without the shard ${file} the curve is no longer the seed’s own.`,
  'event.panic': (/** @type {string} */ why) => `The training code panicked: ${sentence(why)}`,
  'event.gpuLost': (/** @type {string} */ why) => `The GPU device was lost: ${sentence(why)}`,
  'event.silent': 'The worker that trains no longer answers.',
  'event.workerLost': (/** @type {string} */ why, /** @type {number} */ left) =>
    `One of the workers is gone (${why}). The run goes on with ${workers(left)}.`,
  'event.trouble': (/** @type {string} */ why) => `Training stopped: ${sentence(why)}`,
  'event.resumed': (/** @type {number} */ iteration, /** @type {DeviceName} */ device) =>
    iteration > 0
      ? `The run goes on from its checkpoint at iteration ${whole(iteration)}, on ${DEVICES[device]}.`
      : `The run starts again from its seed, on ${DEVICES[device]}.`,
  'event.gaveUp':
    'This happened too often in a row, so the run has ended. Run tries once more; Reset begins again.',
  'event.unsaved': (/** @type {string} */ why) => `The checkpoint failed: ${sentence(why)}`,
  'event.refusedConfig': (/** @type {string} */ why) =>
    `The configuration in the address was refused: ${sentence(why)} The run uses the preset as it is.`,
  'event.refused': (/** @type {string} */ why) => sentence(why),
  'event.ranAway': (/** @type {number} */ iteration) =>
    `The critic has run away: at iteration ${whole(iteration)} its loss is no longer a finite number. Reset begins again.`,
  'event.notFinite':
    'This state of the run has numbers that are not finite, so it is neither kept nor gone on with.',
};

export default events;
