/** How the worker's loop sleeps, and how it lets messages in. */

/** Rings once for everything that happened since it was last heard; a ring before the wait is not missed. */
export class Bell {
  /** @private */
  rung = false;
  /** @private */
  answer = () => {};

  ring() {
    this.rung = true;
    this.answer();
  }

  /** @param {number} [limit] milliseconds to wait at most */
  async heard(limit = Infinity) {
    if (!this.rung) await this.next(limit);
    this.rung = false;
  }

  /** @private @param {number} limit */
  next(limit) {
    return new Promise((resolve) => {
      const timer = limit < Infinity ? setTimeout(resolve, limit) : undefined;
      this.answer = () => {
        clearTimeout(timer);
        resolve(undefined);
      };
    });
  }
}

/** @returns {() => Promise<unknown>} a macrotask: messages that have arrived are heard before it ends */
export function breather() {
  const { port1, port2 } = new MessageChannel();
  return () =>
    new Promise((resolve) => {
      port1.onmessage = resolve;
      port2.postMessage(null);
    });
}
