/**
 * A follower: one more worker that trains a run, at the orders of the worker that leads it. It has the
 * leader's module, digits and state, and computes its portion of every batch.
 */

import { MOST_CLASSES } from '../shape.js';
import { typed } from '../load/errors.js';
import { bytesOf, unpackShard } from '../load/unpack.js';

/** @typedef {import('../protocol.js').Answer} Answer */
/** @typedef {import('../protocol.js').Digits} Digits */
/** @typedef {import('../protocol.js').HeldShard} HeldShard */
/** @typedef {import('../protocol.js').Order} Order */
/** @typedef {import('../protocol.js').Half} Half */
/** @typedef {import('../protocol.js').Trainer} Trainer */
/** @typedef {import('../protocol.js').Wasm} Wasm */
/** @typedef {{ wasm: Wasm, digits: Digits }} Engine */
/** @typedef {{ wasm: Wasm, trainer: Trainer }} Replica */

/**
 * What it stands on.
 * @typedef {object} Ground
 * @property {() => Promise<Wasm>} instantiate
 * @property {(told: (message: string) => void) => { tell: () => void }} catchPanics
 */

export class Follower {
  /**
   * @param {MessagePort} port
   * @param {Ground} ground
   */
  constructor(port, { instantiate, catchPanics }) {
    /** @private */
    this.port = port;
    /** @private */
    this.instantiate = instantiate;
    /** @private @type {Promise<Engine> | null} */
    this.engine = null;
    /** @private The shards go in one after another, as they did with the leader. */
    this.adding = Promise.resolve(0);
    /** @private @type {Replica | null} */
    this.replica = null;
    /** @private */
    this.panics = catchPanics((message) => this.answer({ type: 'failed', message }));
    port.onmessage = ({ data }) => this.obey(data).catch((error) => this.fail(error));
    port.onmessageerror = () => this.fail('an order could not be read');
  }

  /** @private @param {Order} order */
  async obey(order) {
    if (order.type === 'ask') return this.compute(order.half, order.round);
    if (order.type === 'take') return this.take(order.half, order.sum);
    if (order.type === 'split') return this.led().trainer.split(order.index, order.of);
    if (order.type === 'load') return this.load(order.checkpoint);
    if (order.type === 'add') return (this.adding = this.add(this.adding, order.held));
    if (order.type !== 'open') throw new Error(`there is no order ${JSON.stringify(order)}`);
    this.engine = this.open();
    return this.engine;
  }

  /** @private */
  async open() {
    const wasm = await this.instantiate();
    return { wasm, digits: new wasm.Digits(MOST_CLASSES) };
  }

  /** @private */
  opened() {
    if (!this.engine) throw new Error('it was not opened');
    return this.engine;
  }

  /** @private */
  led() {
    if (!this.replica) throw new Error('it was given no run');
    return this.replica;
  }

  /**
   * @private
   * @param {Promise<number>} earlier
   * @param {HeldShard} held
   */
  async add(earlier, { packed, shard, classes, fromIteration }) {
    const before = await earlier;
    const { images, labels } = await unpackShard(bytesOf(packed), shard, classes);
    (await this.opened()).digits.add(images, labels, fromIteration);
    this.answer({ type: 'added', shards: before + 1 });
    return before + 1;
  }

  /** @private @param {Uint8Array} checkpoint */
  async load(checkpoint) {
    const { wasm, digits } = await this.opened();
    this.replica?.trainer.close();
    this.replica = { wasm, trainer: await wasm.Trainer.load(checkpoint, 'cpu', digits) };
    this.answer({ type: 'loaded' });
  }

  /**
   * @private
   * @param {Half} half
   * @param {number} round
   */
  async compute(half, round) {
    const { wasm, trainer } = this.led();
    const part = await (half === 'critic' ? trainer.criticPart() : trainer.generatorPart());
    this.answer({ type: 'part', round, part, memory: wasm.memoryBytes() }, [part.buffer]);
  }

  /**
   * @private
   * @param {Half} half
   * @param {Float32Array} sum
   */
  async take(half, sum) {
    const { trainer } = this.led();
    await (half === 'critic' ? trainer.takeCritic(sum) : trainer.takeGenerator(sum));
  }

  /**
   * @private
   * @param {Answer} answer
   * @param {Transferable[]} [transfer]
   */
  answer(answer, transfer = []) {
    this.port.postMessage(answer, transfer);
  }

  /** @private @param {unknown} error */
  fail(error) {
    const { kind, text } = typed(error, 'internal');
    if (kind === 'panic') this.panics.tell();
    else this.answer({ type: 'failed', message: text });
  }
}
