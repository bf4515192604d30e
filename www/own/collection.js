/** The reader's shapes, each 784 bytes in the manner of MNIST, and the way back from what was done to them. */

import { PIXELS } from '../shape.js';
import { MOST_SHAPES } from './limits.js';

/** @typedef {{ id: number, image: Uint8Array }} Shape */

/** Steps that can be taken back. */
const MOST_STEPS = 100;

export class Collection {
  /** @type {readonly Shape[]} */
  shapes = [];
  /** As it was before each step: the shapes themselves are shared. @private @type {(readonly Shape[])[]} */
  steps = [];
  /** @private */
  last = 0;
  /** @private @type {Set<() => void>} */
  listeners = new Set();

  get isFull() {
    return this.shapes.length >= MOST_SHAPES;
  }

  get canUndo() {
    return this.steps.length > 0;
  }

  /**
   * @param {readonly Uint8Array[]} images
   * @returns {number} how many there was room for
   */
  add(images) {
    const taken = images.slice(0, MOST_SHAPES - this.shapes.length);
    const shapes = taken.map((image) => ({ id: ++this.last, image }));
    if (shapes.length > 0) this.take([...this.shapes, ...shapes]);
    return shapes.length;
  }

  /** What is there to begin with, which is no step. @param {readonly Uint8Array[]} images */
  begin(images) {
    this.add(images);
    this.steps = [];
    this.tell();
  }

  /** @param {number} id */
  remove(id) {
    const rest = this.shapes.filter((shape) => shape.id !== id);
    if (rest.length < this.shapes.length) this.take(rest);
  }

  clear() {
    if (this.shapes.length > 0) this.take([]);
  }

  undo() {
    const before = this.steps.pop();
    if (!before) return;
    this.shapes = before;
    this.tell();
  }

  /** All of them, one after another. */
  get images() {
    const images = new Uint8Array(this.shapes.length * PIXELS);
    this.shapes.forEach(({ image }, place) => images.set(image, place * PIXELS));
    return images;
  }

  /** @param {() => void} changed */
  onChange(changed) {
    this.listeners.add(changed);
    return () => this.listeners.delete(changed);
  }

  /** @private @param {readonly Shape[]} shapes */
  take(shapes) {
    this.steps.push(this.shapes);
    if (this.steps.length > MOST_STEPS) this.steps.shift();
    this.shapes = shapes;
    this.tell();
  }

  /** @private */
  tell() {
    for (const listener of this.listeners) listener();
  }
}
