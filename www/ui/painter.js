/** Draws something at most four times a second, and only while it can be seen. */

const PERIOD_MS = 250;

/** When what was drawn at `time` is due again: at a beat that all painters share, since each frame has its price. */
const dueAfter = (/** @type {number} */ time, /** @type {number} */ period) =>
  period < PERIOD_MS ? time + period : Math.round((time + period) / PERIOD_MS) * PERIOD_MS;

export class Painter {
  /**
   * @param {Element} element
   * @param {() => void} draw
   * @param {number} [period] milliseconds from one drawing to the next, at least
   */
  constructor(element, draw, period = PERIOD_MS) {
    /** @private */
    this.period = period;
    /** @private */
    this.draw = draw;
    /** @private */
    this.isStale = false;
    /** @private */
    this.isVisible = true;
    /** @private */
    this.isPlanned = false;
    /** @private */
    this.isOver = false;
    /** @private */
    this.drawnAt = -Infinity;
    /** @private @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    /** @private */
    this.observer = new IntersectionObserver((entries) => {
      this.isVisible = entries[entries.length - 1].isIntersecting;
      this.plan();
    });
    this.observer.observe(element);
  }

  /** Something has changed. */
  request() {
    this.isStale = true;
    this.plan();
  }

  dispose() {
    this.isOver = true;
    // A timer would hold what is drawn.
    clearTimeout(this.timer);
    this.observer.disconnect();
  }

  /** @private */
  plan() {
    if (!this.isStale || !this.isVisible || this.isPlanned) return;
    this.isPlanned = true;
    const wait = Math.max(0, dueAfter(this.drawnAt, this.period) - performance.now());
    this.timer = setTimeout(() => requestAnimationFrame(() => this.paint()), wait);
  }

  /** @private */
  paint() {
    this.isPlanned = false;
    if (this.isOver) return;
    this.isStale = false;
    this.drawnAt = performance.now();
    this.draw();
  }
}
