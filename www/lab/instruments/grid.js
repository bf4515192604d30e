/** The sample grid: 64 images of 28 × 28, eight by eight, each pixel drawn as it is. */

import { make } from '../dom.js';
import { Painter } from '../painter.js';

/** @typedef {import('../theme.js').Theme} Theme */

const CELLS = 8;
const CELL = 28;
const GUTTER = 2;
const SIDE = CELLS * CELL + (CELLS - 1) * GUTTER;

/**
 * 256 colours from paper through the accent of fakes to ink, as the bytes of RGBA.
 * @param {Theme} theme
 * @returns {Uint32Array}
 */
export function paletteOf(theme) {
  const canvas = make('canvas', { width: 256, height: 1 });
  const context = /** @type {CanvasRenderingContext2D} */ (
    canvas.getContext('2d', { willReadFrequently: true })
  );
  const gradient = context.createLinearGradient(0.5, 0, 255.5, 0);
  ['--em-grid-paper', '--em-grid-mid', '--em-grid-ink'].forEach((name, index) => {
    gradient.addColorStop(index / 2, theme.colour(name) || 'black');
  });
  context.fillStyle = gradient;
  context.fillRect(0, 0, 256, 1);
  return new Uint32Array(context.getImageData(0, 0, 256, 1).data.buffer);
}

class GridCanvas {
  /**
   * @param {HTMLElement} frame
   * @param {import('../instruments.js').Bench} bench
   */
  constructor(frame, { theme, strings }) {
    /** @private */
    this.t = strings.t;
    /** @private */
    this.canvas = make('canvas', {
      role: 'img',
      part: 'canvas',
      'aria-label': this.t('grid.empty'),
      width: SIDE,
      height: SIDE,
    });
    frame.append(this.canvas);
    /** @private */
    this.context = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext('2d'));
    /** @private */
    this.image = this.context.createImageData(SIDE, SIDE);
    /** @private */
    this.palette = paletteOf(theme);
    /** @private @type {import('../state.js').LabState['sample']} */
    this.sample = null;
    /** @private */
    this.painter = new Painter(frame, () => this.draw());
    theme.onChange(() => {
      this.palette = paletteOf(theme);
      this.painter.request();
    });
    /** @private */
    this.sizes = new ResizeObserver(() => this.fit(frame.clientWidth));
    this.sizes.observe(frame);
    this.fit(frame.clientWidth);
  }

  /** @param {import('../state.js').LabState['sample']} sample */
  show(sample) {
    if (sample === this.sample) return;
    this.sample = sample;
    this.painter.request();
  }

  dispose() {
    this.painter.dispose();
    this.sizes.disconnect();
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
    if (!this.sample) return;
    const { images, iteration } = this.sample;
    const pixels = new Uint32Array(this.image.data.buffer);
    for (let cell = 0; cell < CELLS * CELLS; cell++) this.drawCell(pixels, images, cell);
    this.context.putImageData(this.image, 0, 0);
    this.canvas.dataset.iteration = String(iteration);
    this.canvas.setAttribute('aria-label', this.t('grid.text', iteration));
  }

  /**
   * @private
   * @param {Uint32Array} pixels
   * @param {Uint8Array} images
   * @param {number} cell
   */
  drawCell(pixels, images, cell) {
    const left = (cell % CELLS) * (CELL + GUTTER);
    const top = Math.floor(cell / CELLS) * (CELL + GUTTER);
    let from = cell * CELL * CELL;
    for (let y = 0; y < CELL; y++) {
      let to = (top + y) * SIDE + left;
      for (let x = 0; x < CELL; x++) pixels[to++] = this.palette[images[from++]];
    }
  }
}

/** @type {import('../instruments.js').Instrument} */
export const grid = {
  name: 'grid',
  place: 'main',
  open(root, bench) {
    const { t } = bench.strings;
    const generator = make('span', { class: 'fake' }, t('grid.generator'));
    const frame = make('div', { class: 'frame' });
    root.append(
      make('h2', {}, t('grid.before'), generator, t('grid.after')),
      make('p', { class: 'note' }, t('grid.note')),
      frame,
    );
    const canvas = new GridCanvas(frame, bench);
    return { update: ({ sample }) => canvas.show(sample), dispose: () => canvas.dispose() };
  },
};
