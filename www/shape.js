/** The shape that all images have here, whatever they are of: grey, and as large as MNIST's digits. */

export const SIDE = 28;
export const PIXELS = SIDE * SIDE;
/** Classes of MNIST's digits. */
export const DIGIT_CLASSES = 10;
/** Classes of images of a set, at most: a label is a byte. */
export const MOST_CLASSES = 255;
