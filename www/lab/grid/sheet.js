/** Digits on a canvas, in rows: each pixel drawn as it is, and a whole number of the screen's pixels wide. */

import { make } from '../dom.js';
import { Painter } from '../painter.js';
import { followPixelRatio } from '../pixel-ratio.js';
import { paletteOf } from './palette.js';

export const CELL = 28;
export const PIXELS = CELL * CELL;
const GUTTER = 2;
/** A grid that is higher than the screen cannot be watched. */
const WIDEST = 720;

/** The pixels of so many cells side by side. @param {number} cells */
const lengthOf = (cells) => cells * CELL + (cells - 1) * GUTTER;

/**
 * @typedef {object} Make
 * @property {import('./palette.js').Kind} kind
 * @property {number} columns
 * @property {number} rows
 * @property {string} text what it says to those who do not see it
 * @property {number} [width] in pixels of the page, at most
 */

export class Sheet {
  /**
   * @param {HTMLElement} frame that it fills
   * @param {import('../theme.js').Theme} theme
   * @param {Make} make
   */
  constructor(frame, theme, { kind, columns, rows, text, width = WIDEST }) {
    /** @private */
    this.columns = columns;
    /** @private */
    this.count = columns * rows;
    /** @private */
    this.most = width;
    const size = { width: lengthOf(columns), height: lengthOf(rows) };
    this.canvas = make('canvas', { role: 'img', part: 'canvas', 'aria-label': text, ...size });
    this.holder = make('div', { class: 'sheet' }, this.canvas);
    frame.append(this.holder);
    /** @private */
    this.context = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext('2d'));
    /** @private */
    this.image = this.context.createImageData(size.width, size.height);
    /** @private @type {Uint8Array | null} */
    this.images = null;
    /** @private */
    this.text = text;
    /** @private */
    this.palette = paletteOf(theme, kind);
    /** @private */
    this.painter = new Painter(frame, () => this.draw());
    theme.onChange(() => {
      this.palette = paletteOf(theme, kind);
      this.painter.request();
    });
    /** @private */
    this.sizes = new ResizeObserver(() => this.fit(frame.clientWidth));
    this.sizes.observe(frame);
    /** @private */
    this.endRatio = followPixelRatio(() => this.fit(frame.clientWidth));
    this.fit(frame.clientWidth);
  }

  /**
   * @param {Uint8Array} images one after another
   * @param {string} text
   */
  show(images, text) {
    this.images = images;
    this.text = text;
    this.painter.request();
  }

  dispose() {
    this.painter.dispose();
    this.sizes.disconnect();
    this.endRatio();
  }

  /** At once: the reader is moving it. */
  draw() {
    if (!this.images) return;
    const pixels = new Uint32Array(this.image.data.buffer);
    for (let cell = 0; cell < this.count; cell++) this.drawCell(pixels, this.images, cell);
    this.context.putImageData(this.image, 0, 0);
    this.canvas.setAttribute('aria-label', this.text);
  }

  /**
   * A whole number of the screen's pixels to each of ours, as many as fit.
   * @private
   * @param {number} room
   */
  fit(room) {
    if (room === 0) return;
    const ratio = devicePixelRatio || 1;
    const { width } = this.canvas;
    const scale = Math.floor((Math.min(room, this.most) * ratio) / width);
    const side = scale >= 1 ? (scale * width) / ratio : room;
    this.holder.style.width = `${side}px`;
  }

  /**
   * @private
   * @param {Uint32Array} pixels
   * @param {Uint8Array} images
   * @param {number} cell
   */
  drawCell(pixels, images, cell) {
    const { width } = this.canvas;
    const left = (cell % this.columns) * (CELL + GUTTER);
    const top = Math.floor(cell / this.columns) * (CELL + GUTTER);
    let from = cell * PIXELS;
    for (let y = 0; y < CELL; y++) {
      let to = (top + y) * width + left;
      for (let x = 0; x < CELL; x++) pixels[to++] = this.palette[images[from++]];
    }
  }
}
