/** Draws something at most four times a second, and only while it can be seen. */

const PERIOD_MS = 250;

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
    this.drawnAt = -Infinity;
    new IntersectionObserver((entries) => {
      this.isVisible = entries[entries.length - 1].isIntersecting;
      this.plan();
    }).observe(element);
  }

  /** Something has changed. */
  request() {
    this.isStale = true;
    this.plan();
  }

  /** @private */
  plan() {
    if (!this.isStale || !this.isVisible || this.isPlanned) return;
    this.isPlanned = true;
    const wait = Math.max(0, this.drawnAt + this.period - performance.now());
    setTimeout(() => requestAnimationFrame(() => this.paint()), wait);
  }

  /** @private */
  paint() {
    this.isPlanned = false;
    this.isStale = false;
    this.drawnAt = performance.now();
    this.draw();
  }
}
