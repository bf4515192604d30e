/** How fast a run goes: by the clock for the reader, and in training alone for comparing devices. */

const WINDOW_MS = 4_000;
const CALLS = 24;

export class Speed {
  /** @private @type {{ at: number, iterations: number, ms: number }[]} */
  calls = [];
  /** @private The first call of a device compiles and allocates; it says nothing about the others. */
  isWarm = false;

  /**
   * @param {number} iterations
   * @param {number} ms
   */
  add(iterations, ms) {
    if (this.isWarm) this.calls.push({ at: performance.now(), iterations, ms });
    this.isWarm = true;
    if (this.calls.length > CALLS * 2) this.calls.splice(0, CALLS);
  }

  /** Milliseconds of training per iteration, or null before there is anything to say. */
  get msPerIteration() {
    const recent = this.calls.slice(-CALLS);
    const iterations = recent.reduce((sum, call) => sum + call.iterations, 0);
    return iterations > 0 ? recent.reduce((sum, call) => sum + call.ms, 0) / iterations : null;
  }

  /** Iterations per second by the clock, over the last seconds. */
  get perSecond() {
    const since = performance.now() - WINDOW_MS;
    const recent = this.calls.filter(({ at }) => at >= since);
    if (recent.length < 2) return this.msPerIteration ? 1000 / this.msPerIteration : null;
    const span = recent[recent.length - 1].at - recent[0].at;
    const iterations = recent.slice(1).reduce((sum, call) => sum + call.iterations, 0);
    return span > 0 ? (1000 * iterations) / span : null;
  }
}
