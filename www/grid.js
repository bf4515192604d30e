/** The sample grid: 64 images of 28 × 28, eight by eight, each pixel drawn as it is. */

import { Painter } from './painter.js';
import { colour, onThemeChange, rgb } from './theme.js';
import { gridText } from './words.js';

const CELLS = 8;
const CELL = 28;
const GUTTER = 2;
const SIDE = CELLS * CELL + (CELLS - 1) * GUTTER;

/**
 * 256 colours from paper through the accent of fakes to ink, as the bytes of RGBA.
 * @returns {Uint32Array}
 */
function makePalette() {
  const stops = ['--grid-paper', '--grid-mid', '--grid-ink'].map((name) => rgb(colour(name)));
  const bytes = new Uint8ClampedArray(256 * 4);
  for (let value = 0; value < 256; value++) {
    const place = (value / 255) * 2;
    const stop = Math.min(1, Math.floor(place));
    for (let part = 0; part < 3; part++) {
      const [from, to] = [stops[stop][part], stops[stop + 1][part]];
      bytes[value * 4 + part] = from + (to - from) * (place - stop);
    }
    bytes[value * 4 + 3] = 255;
  }
  return new Uint32Array(bytes.buffer);
}

export class Grid {
  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    /** @private */
    this.canvas = canvas;
    canvas.width = SIDE;
    canvas.height = SIDE;
    /** @private */
    this.context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    /** @private */
    this.image = this.context.createImageData(SIDE, SIDE);
    /** @private */
    this.palette = makePalette();
    /** @private @type {Uint8Array | null} */
    this.images = null;
    /** @private */
    this.iteration = 0;
    /** @private */
    this.painter = new Painter(canvas, () => this.draw());
    onThemeChange(() => {
      this.palette = makePalette();
      this.painter.request();
    });
    const frame = /** @type {HTMLElement} */ (canvas.parentElement);
    new ResizeObserver(() => this.fit(frame.clientWidth)).observe(frame);
  }

  /**
   * @param {Uint8Array} images
   * @param {number} iteration
   */
  show(images, iteration) {
    this.images = images;
    this.iteration = iteration;
    this.painter.request();
  }

  /**
   * A whole number of the screen's pixels to each of ours, as many as fit.
   * @private
   * @param {number} width
   */
  fit(width) {
    const ratio = devicePixelRatio || 1;
    const scale = Math.floor((width * ratio) / SIDE);
    const side = scale >= 1 ? (scale * SIDE) / ratio : width;
    this.canvas.style.width = `${side}px`;
  }

  /** @private */
  draw() {
    if (!this.images) return;
    const pixels = new Uint32Array(this.image.data.buffer);
    for (let cell = 0; cell < CELLS * CELLS; cell++) this.drawCell(pixels, cell);
    this.context.putImageData(this.image, 0, 0);
    this.canvas.dataset.iteration = String(this.iteration);
    this.canvas.setAttribute('aria-label', gridText(this.iteration));
  }

  /**
   * @private
   * @param {Uint32Array} pixels
   * @param {number} cell
   */
  drawCell(pixels, cell) {
    const images = /** @type {Uint8Array} */ (this.images);
    const left = (cell % CELLS) * (CELL + GUTTER);
    const top = Math.floor(cell / CELLS) * (CELL + GUTTER);
    let from = cell * CELL * CELL;
    for (let y = 0; y < CELL; y++) {
      let to = (top + y) * SIDE + left;
      for (let x = 0; x < CELL; x++) pixels[to++] = this.palette[images[from++]];
    }
  }
}
