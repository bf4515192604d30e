/** A canvas with coordinates of its own, as sharp as the screen, drawn anew when its size changes. */

import { make } from './dom.js';
import { followPixelRatio } from './pixel-ratio.js';

/** @typedef {{ left: number, right: number, bottom: number, top: number }} Box */

/** The square that clouds live in, y upwards. @type {Box} */
export const SQUARE = { left: -1, right: 1, bottom: -1, top: 1 };

export class Stage {
  /**
   * @param {Box} box what is to be seen
   * @param {() => void} resized draws it again
   * @param {Record<string, string>} [attributes]
   */
  constructor(box, resized, attributes = {}) {
    this.box = box;
    this.canvas = make('canvas', { role: 'img', ...attributes });
    /** Handles are laid over the canvas. */
    this.element = make('div', { class: 'stage' }, this.canvas);
    this.context = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext('2d'));
    this.width = 0;
    this.height = 0;
    /** How often it has been fitted to another size, which empties it. */
    this.fits = 0;
    /** @private */
    this.follow = () => {
      if (this.fit()) resized();
    };
    /** @private */
    this.observer = new ResizeObserver(this.follow);
    this.observer.observe(this.element);
    /** @private */
    this.endRatio = followPixelRatio(this.follow);
  }

  /** CSS pixels from now on, on an empty canvas. */
  clear() {
    this.fit();
    const ratio = devicePixelRatio;
    this.context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.context.clearRect(0, 0, this.width, this.height);
    return this.context;
  }

  /** @param {number} x */
  x(x) {
    const { left, right } = this.box;
    return ((x - left) / (right - left)) * this.width;
  }

  /** @param {number} y */
  y(y) {
    const { bottom, top } = this.box;
    return ((top - y) / (top - bottom)) * this.height;
  }

  /**
   * Where a pointer is, in the stage's own coordinates.
   * @param {{ clientX: number, clientY: number }} pointer
   */
  at({ clientX, clientY }) {
    const { left, top, width, height } = this.element.getBoundingClientRect();
    const { box } = this;
    return {
      x: box.left + ((clientX - left) / width) * (box.right - box.left),
      y: box.top - ((clientY - top) / height) * (box.top - box.bottom),
    };
  }

  dispose() {
    this.observer.disconnect();
    this.endRatio();
  }

  /** To its place and the screen. @returns {boolean} whether it has another size now, and is empty */
  fit() {
    const { clientWidth, clientHeight } = this.element;
    const width = Math.round(clientWidth * devicePixelRatio);
    const height = Math.round(clientHeight * devicePixelRatio);
    this.width = clientWidth;
    this.height = clientHeight;
    if (this.canvas.width === width && this.canvas.height === height) return false;
    this.canvas.width = width;
    this.canvas.height = height;
    this.fits += 1;
    return true;
  }
}
