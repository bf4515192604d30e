/** Draws something at most four times a second, and only while it can be seen. */

import { atBeat, BEAT_MS } from './beat.js';

const PERIOD_MS = 2 * BEAT_MS;

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
    /** @private */
    this.takeBack = () => {};
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
    // What is planned would hold what is drawn.
    this.takeBack();
    this.observer.disconnect();
  }

  /** @private */
  plan() {
    if (!this.isStale || !this.isVisible || this.isPlanned) return;
    this.isPlanned = true;
    this.takeBack = atBeat(this.drawnAt + this.period, () => this.paint());
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
