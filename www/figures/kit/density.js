/** Densities and curves in the plane, as they are drawn. */

/** @typedef {import('../../ui/stage.js').Stage} Stage */

/** A canvas that each density is made on, before it is laid on the stage. @type {HTMLCanvasElement | undefined} */
let sheet;

/**
 * As a stain of one colour, the darker the denser; the densest place is as dark as `strength` says.
 * @param {Stage} stage
 * @param {Float32Array} density side × side, of [−1, 1]², row 0 at the top
 * @param {string} colour
 * @param {number} [strength] of 1
 */
export function stain(stage, density, colour, strength = 0.6) {
  const side = Math.sqrt(density.length);
  const most = density.reduce((a, b) => Math.max(a, b), 0);
  if (most <= 0) return;
  sheet ??= document.createElement('canvas');
  sheet.width = side;
  sheet.height = side;
  const context = /** @type {CanvasRenderingContext2D} */ (sheet.getContext('2d'));
  const pixels = context.createImageData(side, side);
  // Less than in proportion, so that the skirts of a density can be seen too.
  for (let at = 0; at < density.length; at++) {
    pixels.data[4 * at + 3] = 255 * strength * (density[at] / most) ** 0.7;
  }
  context.putImageData(pixels, 0, 0);
  context.globalCompositeOperation = 'source-in';
  context.fillStyle = colour;
  context.fillRect(0, 0, side, side);
  context.globalCompositeOperation = 'source-over';
  stage.context.imageSmoothingQuality = 'high';
  // The square that it is of, whatever the stage shows of it or around it.
  const [x, y] = [stage.x(-1), stage.y(1)];
  stage.context.drawImage(sheet, x, y, stage.x(1) - x, stage.y(-1) - y);
}

/**
 * @param {Stage} stage
 * @param {ArrayLike<number>} points
 * @param {string} colour
 * @param {number} width
 */
export function stroke(stage, points, colour, width) {
  const { context } = stage;
  context.beginPath();
  for (let at = 0; at < points.length; at += 2) {
    context.lineTo(stage.x(points[at]), stage.y(points[at + 1]));
  }
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.lineJoin = 'round';
  context.lineCap = 'round';
  context.stroke();
}

/**
 * @param {Stage} stage
 * @param {ArrayLike<number>} points
 * @param {string} colour
 * @param {number} radius
 */
export function dots(stage, points, colour, radius) {
  const { context } = stage;
  context.fillStyle = colour;
  context.beginPath();
  for (let at = 0; at < points.length; at += 2) {
    const [x, y] = [stage.x(points[at]), stage.y(points[at + 1])];
    context.moveTo(x + radius, y);
    context.arc(x, y, radius, 0, 2 * Math.PI);
  }
  context.fill();
}
