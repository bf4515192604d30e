/**
 * Keeps digits up to date by questions to the run: one at a time, only while they can be seen, and so seldom that
 * training hardly notices.
 */

import { say } from '../../strings/say.js';
import { Painter } from '../../ui/painter.js';

/** What passes by itself: the run begins again, moves or loads. */
const PASSING = ['EndedError', 'NotReadyError', 'PausedError'];
/** Waiting for answers takes at most this share of the time. */
const SHARE = 0.2;

/** @template T */
export class Asker {
  /**
   * @param {Element} element
   * @param {import('../lab.js').Lab} lab
   * @param {{ ask: () => Promise<T>, show: (answer: T) => void, period: number }} options milliseconds from one
   *   question to the next, at least
   */
  constructor(element, lab, { ask, show, period }) {
    /** @private */
    this.lab = lab;
    /** @private */
    this.ask = ask;
    /** @private */
    this.show = show;
    /** @private */
    this.period = period;
    /** @private */
    this.isAsking = false;
    /** @private */
    this.isStale = false;
    /** @private */
    this.dueAt = -Infinity;
    /** @private @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    /** @private */
    this.painter = new Painter(element, () => this.turn(), 0);
  }

  /**
   * What is shown is out of date.
   * @param {boolean} [isUrgent] the reader waits for it
   */
  request(isUrgent = false) {
    if (isUrgent) this.dueAt = -Infinity;
    this.painter.request();
  }

  dispose() {
    clearTimeout(this.timer);
    this.painter.dispose();
  }

  /** @private */
  async turn() {
    if (this.isAsking) return void (this.isStale = true);
    if (this.lab.run.phase !== 'live') return;
    clearTimeout(this.timer);
    const begun = performance.now();
    if (begun < this.dueAt) {
      this.timer = setTimeout(() => this.painter.request(), this.dueAt - begun);
      return;
    }
    this.isAsking = true;
    this.isStale = false;
    try {
      this.show(await this.ask());
    } catch (error) {
      const { name, message } = /** @type {Error} */ (error);
      if (!PASSING.includes(name)) this.lab.notice(say('event.refused', message));
    }
    const ended = performance.now();
    this.dueAt = ended + Math.max(this.period, (ended - begun) * (1 / SHARE - 1));
    this.isAsking = false;
    if (this.isStale) this.painter.request();
  }
}
