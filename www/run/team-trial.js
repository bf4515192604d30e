/** Finds how many workers train fastest: one more at a time, where it can be worth it, and as long as each is. */

/** Another worker is worth it where iterations per second rise by a tenth. */
const WORTH = 1.1;
/** Of training with each number of workers. First ones warm caches and compilers and are not counted. */
const WARM_UP_MS = 1_000;
const ENOUGH_MS = 2_000;
const ENOUGH_CALLS = 3;

/**
 * How long one worker must compute between two exchanges for another to be tried. An exchange, a message each way and the
 * sum of all parts, takes 1 to 4 ms (docs/performance.md), and a second worker saves at most half of what is computed. A
 * trial that cannot be won would only slow the run for seconds.
 */
const LEAST_BETWEEN_MS = 8;

/** @typedef {{ workers: number, ms: number }} Timing milliseconds per iteration */
/** @typedef {'hire' | 'dismiss' | 'over'} Advice */

export class TeamTrial {
  /**
   * @param {number} most workers
   * @param {number} exchanges of an iteration
   */
  constructor(most, exchanges) {
    /** @private */
    this.most = most;
    /** @private */
    this.exchanges = exchanges;
    /** By the number of workers, from one on. @type {Timing[]} */
    this.timings = [];
    this.isOver = most === 1;
    /** @private The number of workers that is being timed. */
    this.workers = 1;
    /** @private */
    this.warmUp = 0;
    /** @private */
    this.timed = { calls: 0, iterations: 0, ms: 0 };
  }

  /** The best number of workers, of those timed. @returns {Timing | null} */
  get best() {
    const { timings } = this;
    const last = timings.length - 1;
    if (last < 1) return timings[0] ?? null;
    return timings[last - 1].ms >= WORTH * timings[last].ms ? timings[last] : timings[last - 1];
  }

  /**
   * Counts a call of `train`.
   * @param {number} workers
   * @param {number} iterations
   * @param {number} ms
   */
  add(workers, iterations, ms) {
    if (this.isOver || workers !== this.workers) return;
    if (this.warmUp < WARM_UP_MS) {
      this.warmUp += ms;
      return;
    }
    this.timed.calls += 1;
    this.timed.iterations += iterations;
    this.timed.ms += ms;
  }

  /** What to do now, said once. @returns {Advice | null} */
  advise() {
    const { timed, workers } = this;
    if (this.isOver || timed.ms < ENOUGH_MS || timed.calls < ENOUGH_CALLS) return null;
    const ms = timed.ms / timed.iterations;
    this.timings.push({ workers, ms });
    this.again(workers + 1);
    if (workers === 1 && ms < LEAST_BETWEEN_MS * this.exchanges) {
      this.isOver = true;
      return 'over';
    }
    const isWorthIt = this.best?.workers === workers;
    if (isWorthIt && workers < this.most) return 'hire';
    this.isOver = true;
    return isWorthIt ? 'over' : 'dismiss';
  }

  /**
   * Times this number of workers from the beginning.
   * @param {number} workers
   */
  again(workers) {
    this.workers = workers;
    this.warmUp = 0;
    this.timed = { calls: 0, iterations: 0, ms: 0 };
  }
}
