/** A clock that goes on when it is told to, in the place of the real one. */

/** @typedef {{ at: number, every: number | null, call: () => void }} Timer */

export class Clock {
  constructor() {
    this.now = 0;
    /** @type {Map<number, Timer>} */
    this.timers = new Map();
    this.last = 0;
  }

  /** Takes the place of timers and of `performance.now`, for good: a test file has a process of its own. */
  install() {
    const set = (/** @type {number | null} */ every) => {
      return (/** @type {() => void} */ call, ms = 0) => {
        const timer = { at: this.now + ms, every: every === null ? null : ms, call };
        this.timers.set(++this.last, timer);
        return this.last;
      };
    };
    const clear = (/** @type {number | undefined} */ id) => void this.timers.delete(id ?? 0);
    const now = () => this.now;
    Object.defineProperty(globalThis, 'performance', { value: { now }, configurable: true });
    Object.assign(globalThis, {
      setTimeout: set(null),
      setInterval: set(0),
      clearTimeout: clear,
      clearInterval: clear,
    });
    return this;
  }

  /** Everything that was to happen is forgotten. */
  reset() {
    this.timers.clear();
  }

  /** @param {number} ms */
  advance(ms) {
    const until = this.now + ms;
    for (;;) {
      let next = null;
      for (const [id, timer] of this.timers) {
        if (timer.at <= until && (!next || timer.at < next.timer.at)) next = { id, timer };
      }
      if (!next) break;
      const { id, timer } = next;
      this.now = Math.max(this.now, timer.at);
      if (timer.every === null) this.timers.delete(id);
      else timer.at = this.now + Math.max(1, timer.every);
      timer.call();
    }
    this.now = until;
  }
}
