/** What the instruments show: one plain object a lab, changed in one place, told in an animation frame. */

import { atBeat, BEAT_MS } from '../ui/beat.js';

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
    // A run reports more often than anyone can read, and a beat is too short for a reader to wait for.
    atBeat(this.toldAt + BEAT_MS, () => this.tell());
  }

  /** @private */
  tell() {
    this.isPlanned = false;
    this.toldAt = performance.now();
    for (const listener of this.listeners) listener(this.state);
  }
}
