/** Channels whose messages come when everything else has been done, in their order; and followers at their ends. */

import { Follower } from '../../../www/worker/following.js';
import { Module, Work } from './module.js';

/** One end of a channel. */
class Port {
  constructor() {
    /** @type {Port | null} */
    this.other = null;
    /** @type {((event: { data: any }) => void) | null} */
    this.onmessage = null;
    this.onmessageerror = null;
    this.isClosed = false;
  }

  /** @param {any} data */
  postMessage(data) {
    const { other } = this;
    queueMicrotask(() => {
      if (other && !other.isClosed && !this.isClosed) other.onmessage?.({ data });
    });
  }

  close() {
    this.isClosed = true;
  }
}

class Channel {
  port1 = new Port();
  port2 = new Port();
  constructor() {
    this.port1.other = this.port2;
    this.port2.other = this.port1;
  }
}

/** They take the place of the real ones, for good. */
export const installChannels = () => Object.assign(globalThis, { MessageChannel: Channel });

/** The page's end of a follower. */
export class FollowerWorker {
  /** @param {(module: Module) => void} prepare */
  constructor(prepare = () => {}) {
    this.work = new Work();
    this.module = new Module(this.work);
    this.isOver = false;
    /** @type {(message: string) => void} */
    this.panic = () => {};
    prepare(this.module);
  }

  /** @param {{ port: MessagePort }} command */
  postMessage({ port }) {
    this.port = port;
    const ground = {
      instantiate: async () => this.module.wasm,
      catchPanics: (/** @type {(message: string) => void} */ told) => {
        this.panic = told;
        return { tell: () => told('the test says so') };
      },
    };
    new Follower(port, ground);
  }

  terminate() {
    this.isOver = true;
    this.port?.close();
  }
}
