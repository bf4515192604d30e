/** Shapes that are there already, for whom a pad is no way: as paths of SVG in 28 × 28, which are drawn by a pen. */

export const READY = /** @type {const} */ ({
  circle: 'M14 4.5a9.5 9.5 0 1 0 .01 0',
  cross: 'M6 6L22 22M22 6L6 22',
  triangle: 'M14 5L23.5 22H4.5Z',
  star: 'M14 4L16.9 11.2 24.5 11.6 18.6 16.5 20.6 24 14 19.8 7.4 24 9.4 16.5 3.5 11.6 11.1 11.2Z',
  heart: 'M14 23C-2 12 8 1 14 9C20 1 30 12 14 23Z',
  a: 'M6 23L14 5L22 23M9.2 16.5H18.8',
  b: 'M9 5V23H15C22.5 23 22.5 13.5 15 13.5H9H14C20.5 13.5 20.5 5 14 5H9',
  c: 'M21.5 8.5C17 3 7 4 7 14C7 24 17 25 21.5 19.5',
});

/** @typedef {keyof typeof READY} ReadyName */

export const NAMES = /** @type {ReadyName[]} */ (Object.keys(READY));
