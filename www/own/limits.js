/** How much there may be of the reader's own images. */

/** Of one image there is nothing to learn. */
export const LEAST_SHAPES = 2;
export const MOST_SHAPES = 1000;
/** Pixels along a side of an image that is brought along. */
export const MOST_SIDE = 4000;
/** Bytes of an image: the largest of 4,000 × 4,000 pixels, not compressed. */
export const MOST_IMAGE_BYTES = 64_000_000;
/** Bytes of a zip file. */
export const MOST_ARCHIVE_BYTES = 200_000_000;
/** Columns and rows of a sheet. */
export const MOST_CELLS = 100;
/** Pixels along a side of a sheet's cell: fewer show no shape. */
export const LEAST_CELL = 4;
/** Images that are made of the shapes: at least, for each shape, and at most. */
export const LEAST_MADE = 2000;
export const MADE_EACH = 40;
export const MOST_MADE = 8000;
/** How strong variation may be: pixels, degrees, and a share of the size. */
export const MOST_STRENGTHS = { shift: 4, turn: 45, stretch: 0.4 };
