/** What the figure of the paradox asks of the worker: a computation that goes on in small steps. */

import { unpacked } from '../kit/first-digits.js';
import { Sessions } from './sessions.js';

/** @typedef {import('../kit/first-digits.js').FirstDigits} FirstDigits */
/** @typedef {typeof import('../../../dist/pkg/figures/earthmover_web.js')} Figures */
/** @typedef {import('../../../dist/pkg/figures/earthmover_web.js').Paradox} Paradox */
/** @typedef {import('../../../dist/pkg/figures/earthmover_web.js').ParadoxReport} ParadoxReport */
/** @typedef {import('../../../dist/pkg/figures/earthmover_web.js').ParadoxPictures} ParadoxPictures */
/** @typedef {{ paradox: Paradox, hasCentres: boolean }} Session */
/** @typedef {{ report: ParadoxReport, pictures: ParadoxPictures | null }} Advanced pictures where there are others */

/** Long enough to be worth a message, short enough for another figure that is dragged meanwhile. */
const CALL_MS = 12;

/** One for each figure that computes. @type {Sessions<Session>} */
const sessions = new Sessions('computation');
/** @type {Promise<{ images: Uint8Array }> | null} */
let digits = null;

export const paradoxAnswers = {
  /**
   * @param {Figures} wasm
   * @param {FirstDigits} first
   * @param {{ count: number, draws: number, seed: number }} wanted
   * @returns {Promise<number>} its id
   */
  async paradoxOpen(wasm, first, { count, draws, seed }) {
    digits ??= unpacked(first);
    // What could not be unpacked may come better another time.
    digits.catch(() => {
      digits = null;
    });
    const { images } = await digits;
    const paradox = new wasm.Paradox(images, count, draws, seed);
    return sessions.add({ paradox, hasCentres: false });
  },

  /**
   * What is compared, before anything is.
   * @param {Figures} _wasm
   * @param {number} id
   * @returns {ParadoxPictures}
   */
  paradoxPictures: (_wasm, id) => sessions.get(id).paradox.pictures(),

  /**
   * Goes on for a while. Pictures come along when the centres are made.
   * @param {Figures} _wasm
   * @param {number} id
   * @returns {Advanced}
   */
  paradoxAdvance(_wasm, id) {
    const session = sessions.get(id);
    const { paradox } = session;
    const until = performance.now() + CALL_MS;
    while (paradox.advance() && performance.now() < until);
    const report = paradox.report();
    const pictures = session.hasCentres ? null : paradox.pictures();
    if (!pictures?.centres) return { report, pictures: null };
    session.hasCentres = true;
    return { report, pictures };
  },

  /** @param {Figures} _wasm @param {number} id */
  paradoxClose(_wasm, id) {
    sessions.take(id)?.paradox.free();
  },
};
