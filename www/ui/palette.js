/**
 * The colours of digits: fakes glow in the accent of fakes, real ones in that of real. What is added to a digit has the
 * accent of real, what is taken from it that of fakes.
 */

import { make } from './dom.js';

/** @typedef {'fake' | 'real' | 'change'} Kind */

const STOPS = {
  fake: ['--em-grid-paper', '--em-grid-mid', '--em-grid-ink'],
  real: ['--em-grid-paper', '--em-grid-real-mid', '--em-grid-real-ink'],
  change: ['--em-fake', '--em-panel', '--em-real'],
};

/**
 * 256 colours from the first through the middle one to the last, as the bytes of RGBA.
 * @param {import('./theme.js').Theme} theme
 * @param {Kind} kind
 * @returns {Uint32Array}
 */
export function paletteOf(theme, kind) {
  const canvas = make('canvas', { width: 256, height: 1 });
  const context = /** @type {CanvasRenderingContext2D} */ (
    canvas.getContext('2d', { willReadFrequently: true })
  );
  const gradient = context.createLinearGradient(0.5, 0, 255.5, 0);
  STOPS[kind].forEach((name, index) => {
    gradient.addColorStop(index / 2, theme.colour(name) || 'black');
  });
  context.fillStyle = gradient;
  context.fillRect(0, 0, 256, 1);
  return new Uint32Array(context.getImageData(0, 0, 256, 1).data.buffer);
}
