/**
 * Whether elements are near what is seen of the page. An IntersectionObserver says so, and its first word comes with the
 * next frame; where it does not come, as in a browser that gives a page no frames, the elements are measured instead.
 */

/** @typedef {{ target: Element, isIntersecting: boolean }} Entry */

/** The first word is late, and between two looks after that. */
const LATE_MS = 2_000;

export class Nearness {
  /**
   * @param {(entries: Entry[]) => void} told
   * @param {string} margin how near is near, as of an IntersectionObserver, above and below
   */
  constructor(told, margin) {
    /** @private */
    this.told = told;
    /** @private Screens above and below. */
    this.screens = Number.parseFloat(margin) / 100;
    /** @private What nothing has been said of. @type {Set<Element>} */
    this.silent = new Set();
    /** @private @type {ReturnType<typeof setInterval> | undefined} */
    this.timer = undefined;
    /** @private */
    this.observer = new IntersectionObserver((entries) => this.hear(entries), {
      rootMargin: margin,
    });
  }

  /** @param {Element} element */
  observe(element) {
    this.silent.add(element);
    this.observer.observe(element);
    this.timer ??= setInterval(() => this.measure(), LATE_MS);
  }

  /** @param {Element} element */
  unobserve(element) {
    this.observer.unobserve(element);
    this.silent.delete(element);
    this.rest();
  }

  disconnect() {
    this.observer.disconnect();
    this.silent.clear();
    this.rest();
  }

  /** @private @param {Entry[]} entries */
  hear(entries) {
    for (const { target } of entries) this.silent.delete(target);
    this.rest();
    if (entries.length > 0) this.told(entries);
  }

  /** @private */
  rest() {
    if (this.silent.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }

  /** @private What is shown and near, of those that nothing was said of. */
  measure() {
    if (document.hidden) return;
    const near = [...this.silent].filter((element) => this.isNear(element));
    const entries = near.map((target) => ({ target, isIntersecting: true }));
    if (entries.length > 0) this.hear(entries);
  }

  /** @private @param {Element} element */
  isNear(element) {
    const { top, bottom } = element.getBoundingClientRect();
    const height = element.ownerDocument.defaultView?.innerHeight ?? innerHeight;
    const reach = this.screens * height;
    return element.isConnected && bottom >= -reach && top <= height + reach;
  }
}
