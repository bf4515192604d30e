/** Changes to a configuration: made at once where a run can take them, and kept for a restart where not. */

import { overlay } from '../../recipe.js';
import { differences } from '../../run/changes.js';

/** @typedef {import('../../protocol.js').Config} Config */
/** @typedef {import('../../protocol.js').Patch<Config>} ConfigPatch */
/** @typedef {Record<string, any>} Fields */

/**
 * A patch without what it says of a field.
 * @param {Fields} patch
 * @param {string} path
 * @returns {Fields}
 */
function without(patch, path) {
  const [name, ...inner] = path.split('.');
  if (!(name in patch)) return patch;
  const { [name]: part, ...rest } = patch;
  if (inner.length === 0 || typeof part !== 'object' || part === null) return rest;
  const left = without(part, inner.join('.'));
  return Object.keys(left).length > 0 ? { ...rest, [name]: left } : rest;
}

export class Draft {
  /** @param {import('../lab.js').Lab} lab */
  constructor(lab) {
    /** @private */
    this.lab = lab;
    /** @private @type {Set<() => void>} */
    this.listeners = new Set();
    /** What waits for a restart. @type {Fields} */
    this.patch = {};
    /** @private The fields of it, as the module names them. @type {string[]} */
    this.names = [];
    /** @private What was asked for in an earlier one no longer waits. */
    this.round = 0;
    /** @private One after another. @type {Promise<unknown>} */
    this.last = Promise.resolve();
  }

  /** The configuration with all that waits. @returns {Config} */
  get config() {
    return /** @type {Config} */ (overlay(this.lab.run.config, this.patch));
  }

  get isEmpty() {
    return this.names.length === 0;
  }

  get differences() {
    return differences(this.lab.run.config, this.config);
  }

  /** @param {() => void} listener */
  onChange(listener) {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /**
   * Whether a field waits; those of another architecture wait with its kind.
   * @param {string} field
   */
  waits(field) {
    return this.names.some((name) => {
      const part = name.endsWith('.kind') ? name.slice(0, -'kind'.length) : `${name}.`;
      return name === field || field.startsWith(part);
    });
  }

  /**
   * Rejects with the module's words where the value cannot be.
   * @param {string} path of what the patch changes
   * @param {ConfigPatch} patch
   * @returns {Promise<boolean>} whether the run has taken it
   */
  take(path, patch) {
    const { round } = this;
    return this.next(async () => {
      const { run } = this.lab;
      const needs = await run.ask('restartFields', { patch });
      if (needs.length > 0) {
        await this.settle(/** @type {Fields} */ (overlay(this.patch, patch)), round);
        return false;
      }
      const isOther = differences(run.config, overlay(run.config, patch)).length > 0;
      if (isOther) await run.configure(patch);
      await this.settle(without(this.patch, path), round);
      return isOther;
    });
  }

  /** All that waits, from iteration 0. */
  restart() {
    return this.next(async () => {
      await this.lab.run.restart(this.patch);
      this.clear();
    });
  }

  /** Also what has been asked for and not answered yet. */
  discard() {
    this.round += 1;
    this.clear();
  }

  /** @private */
  clear() {
    this.patch = {};
    this.names = [];
    this.changed();
  }

  /** @private */
  changed() {
    for (const listener of this.listeners) listener();
  }

  /**
   * @private
   * @template T
   * @param {() => Promise<T>} change
   */
  next(change) {
    const made = this.last.then(() => this.lab.live()).then(change);
    // The next waits for it, and goes on whatever came of it; whoever asked hears of that.
    this.last = made.catch(() => {});
    return made;
  }

  /**
   * @private
   * @param {Fields} patch
   * @param {number} round
   */
  async settle(patch, round) {
    const isNothing = Object.keys(patch).length === 0;
    const names = isNothing ? [] : await this.lab.run.ask('restartFields', { patch });
    if (round !== this.round) return;
    this.patch = names.length > 0 ? patch : {};
    this.names = names;
    this.changed();
  }
}
