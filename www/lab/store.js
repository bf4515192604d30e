/** What the instruments show: one plain object a lab, changed in one place, told once an animation frame. */

/** @template {object} State */
export class Store {
  /** @param {State} state */
  constructor(state) {
    this.state = state;
    /** @private @type {Set<(state: State) => void>} */
    this.listeners = new Set();
    /** @private */
    this.isPlanned = false;
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
    requestAnimationFrame(() => {
      this.isPlanned = false;
      for (const listener of this.listeners) listener(this.state);
    });
  }
}
