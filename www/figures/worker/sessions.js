/** What a worker keeps for figures between their questions, by a number that the page knows it by. */

/** @template T */
export class Sessions {
  /** @param {string} what a session is, for who asks for one that is gone */
  constructor(what) {
    /** @private */
    this.what = what;
    /** @private @type {Map<number, T>} */
    this.open = new Map();
    /** @private */
    this.last = 0;
  }

  /** @param {T} session @returns {number} its number */
  add(session) {
    this.open.set(++this.last, session);
    return this.last;
  }

  /** @param {number} id @returns {T} */
  get(id) {
    const session = this.open.get(id);
    if (!session) throw new Error(`there is no ${this.what} ${id}`);
    return session;
  }

  /** @param {number} id @returns {T | undefined} what was kept, no longer so */
  take(id) {
    const session = this.open.get(id);
    this.open.delete(id);
    return session;
  }
}

/** @param {Float32Array} values */
export const meanOf = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
