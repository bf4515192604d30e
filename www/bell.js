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

  async heard() {
    if (!this.rung) await new Promise((resolve) => (this.answer = () => resolve(undefined)));
    this.rung = false;
  }
}

const { port1, port2 } = new MessageChannel();

/** A macrotask: messages that have arrived are heard before it ends. */
export const breathe = () =>
  new Promise((resolve) => {
    port1.onmessage = resolve;
    port2.postMessage(null);
  });
