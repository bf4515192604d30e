/**
 * A sheet of digits that fits its frame, a whole number of the screen's pixels to each of ours, and that is drawn no
 * oftener than one can see.
 */

import { make } from '../../ui/dom.js';
import { Painter } from '../../ui/painter.js';
import { followPixelRatio } from '../../ui/pixel-ratio.js';
import { Sheet } from '../../ui/sheet.js';

const GUTTER = 2;
/** A grid that is higher than the screen cannot be watched: so wide is one of eight digits, at most. */
const WIDEST = 720;
const USUAL = 8;

/**
 * @typedef {object} Options
 * @property {import('../../ui/palette.js').Kind} kind
 * @property {number} columns
 * @property {number} rows
 * @property {string} text what it says to those who do not see it
 * @property {number} [width] in pixels of the page, at most
 */

export class FittedSheet {
  /**
   * @param {HTMLElement} frame that it fills
   * @param {import('../../ui/theme.js').Theme} theme
   * @param {Options} options
   */
  constructor(frame, theme, { kind, columns, rows, text, width = (WIDEST * columns) / USUAL }) {
    /** @private */
    this.most = width;
    const attributes = { role: 'img', part: 'canvas', 'aria-label': text };
    /** @private */
    this.sheet = new Sheet(theme, { kind, columns, rows, gutter: GUTTER, attributes });
    this.canvas = this.sheet.canvas;
    this.holder = make('div', { class: 'sheet' }, this.canvas);
    // What lies over it has its gutters.
    this.holder.style.setProperty('--gutter', `${(100 * GUTTER) / this.canvas.width}%`);
    frame.append(this.holder);
    /** @private @type {Uint8Array | null} */
    this.images = null;
    /** @private */
    this.text = text;
    /** @private */
    this.painter = new Painter(frame, () => this.draw());
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
    this.sheet.show(this.images);
    this.canvas.setAttribute('aria-label', this.text);
  }

  /** @private @param {number} room */
  fit(room) {
    if (room === 0) return;
    const ratio = devicePixelRatio || 1;
    const { width } = this.canvas;
    const scale = Math.floor((Math.min(room, this.most) * ratio) / width);
    const side = scale >= 1 ? (scale * width) / ratio : room;
    this.holder.style.width = `${side}px`;
  }
}
