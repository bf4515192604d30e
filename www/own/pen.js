/** What is drawn, as grey bytes: strokes of a pen as wide as those of MNIST's digits. */

/** A stroke in parts of the pad's side, each point with the width of the pen there. */
/** @typedef {{ x: number, y: number, width: number }} Point */
/** @typedef {Point[]} Stroke */

/** Pixels along a side of the picture that is centred. */
const SIDE = 280;
/** Of the pad's side: the digits of MNIST are some 2.5 of 28 pixels thick, their ink 20 of them long. */
export const PEN = 0.085;

/**
 * @param {CanvasRenderingContext2D} context whose colours are set
 * @param {readonly Stroke[]} strokes
 * @param {number} side
 */
export function drawStrokes(context, strokes, side) {
  context.lineCap = context.lineJoin = 'round';
  for (const points of strokes) {
    points.forEach((point, place) => {
      const from = points[Math.max(0, place - 1)];
      context.lineWidth = side * ((from.width + point.width) / 2);
      context.beginPath();
      context.moveTo(from.x * side, from.y * side);
      // A dot is a line of no length.
      context.lineTo(point.x * side, point.y * side);
      context.stroke();
    });
  }
}

/** @param {(context: CanvasRenderingContext2D) => void} draw white on black */
function greyOf(draw) {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = SIDE;
  const context = /** @type {CanvasRenderingContext2D} */ (
    canvas.getContext('2d', { willReadFrequently: true })
  );
  context.fillStyle = 'black';
  context.fillRect(0, 0, SIDE, SIDE);
  context.strokeStyle = 'white';
  draw(context);
  const { data } = context.getImageData(0, 0, SIDE, SIDE);
  const bytes = Uint8Array.from({ length: SIDE * SIDE }, (_, place) => data[4 * place]);
  return { bytes, side: SIDE };
}

/** @param {readonly Stroke[]} strokes */
export const greyOfStrokes = (strokes) => greyOf((context) => drawStrokes(context, strokes, SIDE));

/** @param {string} path of SVG in 28 × 28 */
export const greyOfPath = (path) =>
  greyOf((context) => {
    context.scale(SIDE / 28, SIDE / 28);
    context.lineWidth = 28 * PEN;
    context.lineCap = context.lineJoin = 'round';
    context.stroke(new Path2D(path));
  });
