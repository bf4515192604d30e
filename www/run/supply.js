/** Supplies one worker with its module and its digits, from what the page shares. */

import { Silence } from '../load/deadline.js';
import { TypedError, textOf, typed } from '../load/errors.js';
import { classesOf } from '../load/manifest.js';
import { say } from '../strings/say.js';
import { compiledModule, manifest, packedShard } from './shared.js';

/** @typedef {import('../protocol.js').Command} Command */
/** @typedef {import('../protocol.js').RunEvent} RunEvent */
/** @typedef {import('../protocol.js').Shard} Shard */

/** A download that stalls is tried again within half a minute, three times; what lasts longer is the compiler. */
const SILENCE_MS = 150_000;

/** Where so many of the first shards are lost, so will be the others. */
const VAIN = 2;

export class Supply {
  /**
   * @param {import('../protocol.js').ModuleName} module
   * @param {string} data the name of its set of images
   * @param {(command: Command) => void} post to the worker
   * @param {(event: RunEvent) => void} tell
   */
  constructor(module, data, post, tell) {
    /** @private */
    this.data = data;
    /** @private */
    this.post = post;
    /** @private */
    this.tell = tell;
    this.isOver = false;
    const brought = this.bring(module).catch((error) => this.fail(error));
    this.bringDigits(brought).catch((error) => this.fail(error));
  }

  /** @private @param {import('../protocol.js').ModuleName} module */
  async bring(module) {
    const compiled = await this.compiled(module);
    if (!this.isOver) this.post({ type: 'open', module, compiled });
  }

  /**
   * Its bytes are watched while they travel, and so is the browser that compiles them.
   * @private
   * @param {import('../protocol.js').ModuleName} module
   */
  async compiled(module) {
    const silence = new Silence(SILENCE_MS);
    const compiled = compiledModule(module, (loaded, total) => {
      silence.isBroken();
      this.progress('module', loaded, total);
    });
    try {
      return await Promise.race([compiled, silence.lasted]);
    } catch (error) {
      if (/** @type {Error} */ (error).name !== 'LateError') throw error;
      throw new TypedError('module', say('module.late', module));
    } finally {
      silence.end();
    }
  }

  /**
   * The first digits beside the module, the rest after it: on a slow line they would take its bytes' place, and no run
   * begins without it.
   * @private
   * @param {Promise<void>} module
   */
  async bringDigits(module) {
    const { train, labels } = await manifest(this.data);
    const classes = classesOf({ labels });
    const total = train.reduce((sum, shard) => sum + shard.bytes, 0);
    this.post({ type: 'expect', shards: train, classes });
    let before = 0;
    for (const [place, shard] of train.entries()) {
      if (this.isOver) return;
      // Nobody waits for all that will not come, each in its time.
      if (before === 0 && place === VAIN) break;
      const packed = await this.packed(shard, (loaded) =>
        this.progress('data', before + loaded, total),
      );
      before += packed ? shard.bytes : 0;
      this.progress('data', before, total);
      if (packed) this.post({ type: 'add', packed });
      else this.post({ type: 'skip' });
      await module;
    }
    if (before === 0) throw new TypedError('data', say('data.none'));
  }

  /**
   * @private
   * @param {Shard} shard
   * @param {(loaded: number) => void} onProgress
   * @returns {Promise<Blob | null>} null where it is lost
   */
  async packed(shard, onProgress) {
    try {
      return await packedShard(this.data, shard, onProgress);
    } catch (error) {
      const { file, fromIteration } = shard;
      const message = textOf(error);
      if (!this.isOver) this.tell({ type: 'shard-lost', file, fromIteration, message });
      return null;
    }
  }

  /**
   * @private
   * @param {'module' | 'data'} part
   * @param {number} loaded
   * @param {number | null} total
   */
  progress(part, loaded, total) {
    if (!this.isOver) this.tell({ type: 'progress', part, loaded, total });
  }

  /** @private @param {unknown} error */
  fail(error) {
    if (this.isOver) return;
    const { kind, text } = typed(error, 'data');
    this.tell({ type: 'error', kind, message: text, runId: null });
  }
}
