/**
 * What the figure of the guides asks of the worker that trains: a generator that goes by the exact plan of its
 * minibatches, one that goes by a critic, and images without a generator that ride a critic.
 */

import { MOST_CLASSES, PIXELS } from '../../shape.js';
import { unpacked } from '../kit/first-digits.js';
import { bytesOf } from './batch-answers.js';
import { Sessions } from './sessions.js';

/** @typedef {import('../kit/first-digits.js').FirstDigits} FirstDigits */
/** @typedef {import('./batch-answers.js').Wasm} Wasm */
/** @typedef {import('../../../dist/pkg/cpu/earthmover_web.js').Digits} Digits */
/** @typedef {import('../../../dist/pkg/cpu/earthmover_web.js').Trainer} Trainer */
/** @typedef {import('../guides/courses.js').GuideName} GuideName */
/** @typedef {import('../guides/courses.js').Wanted} Wanted */
/** @typedef {{ wanted: Wanted, digits: Digits, runs: Record<GuideName, Trainer>, riding: Float32Array | null }} Session */
/**
 * @typedef {object} GuidesOpened
 * @property {number} id
 * @property {Uint8Array} real digits to look at, 784 bytes each
 * @property {number} floor exact distance between real digits, as many as are measured
 */
/**
 * @typedef {object} GuidesTrained
 * @property {Uint8Array} images to look at, 784 bytes each
 * @property {number} exactDistance to real digits, the same for all
 */

/** One for each figure that trains. @type {Sessions<Session>} */
const sessions = new Sessions('set of guides');

export const guidesAnswers = {
  /**
   * @param {Wasm} wasm
   * @param {FirstDigits} first
   * @param {Wanted} wanted
   * @returns {Promise<GuidesOpened>}
   */
  async guidesOpen(wasm, first, wanted) {
    const { images, labels } = await unpacked(first);
    const digits = new wasm.Digits(MOST_CLASSES);
    digits.add(images, labels, 0);
    const { generator, ride, measured, shown } = wanted;
    const runs = {
      plan: await wasm.Trainer.create(generator, 'cpu', digits),
      critic: await wasm.Trainer.create(generator, 'cpu', digits),
      alone: await wasm.Trainer.create(ride, 'cpu', digits),
    };
    const { floor } = await runs.critic.measure(measured);
    const id = sessions.add({ wanted, digits, runs, riding: null });
    return { id, real: images.slice(0, shown * PIXELS), floor };
  },

  /**
   * @param {Wasm} _wasm
   * @param {number} id
   * @param {GuideName} name
   * @param {number} steps none, to look at it as it is
   * @returns {Promise<GuidesTrained>}
   */
  async guidesTrain(_wasm, id, name, steps) {
    const session = sessions.get(id);
    const { shown, measured, generator } = session.wanted;
    const trainer = session.runs[name];
    if (name === 'alone') {
      const { images, exactDistance } = await trainer.ride(session.riding, steps);
      session.riding = images;
      return { images: bytesOf(images.subarray(0, shown * PIXELS)), exactDistance };
    }
    if (steps > 0) await (name === 'plan' ? trainer.trainByPlan(steps) : trainer.train(steps));
    const images = await trainer.sample({ count: shown, seed: generator.seed });
    const { exactDistance } = await trainer.measure(measured);
    return { images, exactDistance };
  },

  /** @param {Wasm} _wasm @param {number} id */
  guidesClose(_wasm, id) {
    const session = sessions.take(id);
    if (!session) return;
    for (const one of [...Object.values(session.runs), session.digits]) {
      one.close();
      one.free();
    }
  },
};
