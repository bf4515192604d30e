/** Digits side by side on a canvas, in rows, each pixel drawn as it is. */

import { PIXELS, SIDE } from '../shape.js';
import { make } from './dom.js';
import { paletteOf } from './palette.js';

/**
 * @typedef {object} Options
 * @property {number} [columns]
 * @property {number} [rows]
 * @property {number} [gutter] pixels between two digits
 * @property {import('./palette.js').Kind} [kind] whose colours they have
 * @property {Record<string, string>} attributes of the canvas
 */

export class Sheet {
  /**
   * @param {import('./theme.js').Theme} theme
   * @param {Options} options
   */
  constructor(theme, { columns = 1, rows = 1, gutter = 0, kind = 'fake', attributes }) {
    /** @private */
    this.columns = columns;
    /** @private */
    this.places = columns * rows;
    /** @private From one digit to the next. */
    this.pitch = SIDE + gutter;
    const width = columns * this.pitch - gutter;
    const height = rows * this.pitch - gutter;
    this.canvas = make('canvas', { class: 'digits', width, height, ...attributes });
    /** @private */
    this.context = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext('2d'));
    /** @private */
    this.image = this.context.createImageData(width, height);
    /** @private */
    this.palette = paletteOf(theme, kind);
    /** @private @type {Uint8Array[]} */
    this.digits = [];
    theme.onChange(() => {
      this.palette = paletteOf(theme, kind);
      this.draw();
    });
  }

  /**
   * @param {Uint8Array} images one after another
   * @param {(place: number) => number} [which] image is in a place
   */
  show(images, which = (place) => place) {
    this.digits = Array.from({ length: this.places }, (_, place) =>
      images.subarray(which(place) * PIXELS, (which(place) + 1) * PIXELS),
    );
    this.draw();
  }

  clear() {
    this.digits = [];
    this.context.clearRect(0, 0, this.image.width, this.image.height);
  }

  /** @private */
  draw() {
    if (this.digits.length === 0) return;
    const pixels = new Uint32Array(this.image.data.buffer);
    this.digits.forEach((digit, place) => this.drawDigit(pixels, digit, place));
    this.context.putImageData(this.image, 0, 0);
  }

  /**
   * @private
   * @param {Uint32Array} pixels
   * @param {Uint8Array} digit
   * @param {number} place
   */
  drawDigit(pixels, digit, place) {
    const { width } = this.image;
    const left = (place % this.columns) * this.pitch;
    const top = Math.floor(place / this.columns) * this.pitch;
    let from = 0;
    for (let y = 0; y < SIDE; y++) {
      let to = (top + y) * width + left;
      for (let x = 0; x < SIDE; x++) pixels[to++] = this.palette[digit[from++]];
    }
  }
}
