/** The shape of the images that the lab learns: that of MNIST's digits. */

export const SIDE = 28;
export const PIXELS = SIDE * SIDE;
