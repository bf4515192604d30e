/** What the instruments show: one plain object a lab, changed in one place, told in an animation frame. */

/**
 * A run reports more often than anyone can read, and each frame that is asked for costs a millisecond or two; this is
 * still too short for a reader to wait for.
 */
const PERIOD_MS = 125;

/** @template {object} State */
export class Store {
  /** @param {State} state */
  constructor(state) {
    this.state = state;
    /** @private @type {Set<(state: State) => void>} */
    this.listeners = new Set();
    /** @private */
    this.isPlanned = false;
    /** @private */
    this.toldAt = -Infinity;
  }

  /** @param {Partial<State>} patch */
  set(patch) {
    const { state } = this;
    const names = /** @type {(keyof State)[]} */ (Object.keys(patch));
    if (names.every((name) => patch[name] === state[name])) return;
    this.state = { ...state, ...patch };
    this.plan();
  }

  /**
   * @param {(state: State) => void} listener called now, and after every change
   * @returns {() => void} ends it
   */
  subscribe(listener) {
    this.listeners.add(listener);
    listener(this.state);
    return () => this.listeners.delete(listener);
  }

  /** @private */
  plan() {
    if (this.isPlanned) return;
    this.isPlanned = true;
    const wait = this.toldAt + PERIOD_MS - performance.now();
    const tell = () => requestAnimationFrame(() => this.tell());
    if (wait > 0) setTimeout(tell, wait);
    else tell();
  }

  /** @private */
  tell() {
    this.isPlanned = false;
    this.toldAt = performance.now();
    for (const listener of this.listeners) listener(this.state);
  }
}
