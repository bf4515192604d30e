/** How many iterations go in one call, and how often a side job may run. */

const CALL_MS = 100;
const MOST = 256;

/** Grows the calls of `train` until one takes about 100 ms: long enough to be cheap, short enough to be heard. */
export class Pace {
  iterations = 1;

  /**
   * @param {number} done iterations of the last call
   * @param {number} ms how long it took
   */
  learn(done, ms) {
    const fitting = Math.floor((CALL_MS * done) / Math.max(ms, 0.01));
    this.iterations = Math.max(1, Math.min(fitting, this.iterations * 2, MOST));
  }
}

/** A job that runs at most once in `period` ms and never takes more than `share` of the time. */
export class SideJob {
  /**
   * @param {number} period
   * @param {number} share
   */
  constructor(period, share) {
    /** @private */
    this.period = period;
    /** @private */
    this.share = share;
    /** @private */
    this.next = -Infinity;
  }

  get isDue() {
    return performance.now() >= this.next;
  }

  /**
   * @template T
   * @param {() => Promise<T>} job
   */
  async run(job) {
    const begun = performance.now();
    try {
      return await job();
    } finally {
      const ended = performance.now();
      const spent = ended - begun;
      this.next = ended + Math.max(this.period - spent, spent * (1 / this.share - 1));
    }
  }

  /** Its turn is now. */
  hasten() {
    this.next = -Infinity;
  }

  /** Puts the next turn a whole period off. */
  postpone() {
    this.next = performance.now() + this.period;
  }
}
