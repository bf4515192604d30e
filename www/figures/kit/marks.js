/** What is drawn of points in the plane: the points, and arrows. */

/** @typedef {import('../../ui/stage.js').Stage} Stage */
/** @typedef {import('../../ui/theme.js').Theme} Theme */

/**
 * Real points are round and fakes square, so that colour is not all that tells them apart.
 * @param {Stage} stage
 * @param {Theme} theme
 * @param {ArrayLike<number>} points x and y in turn
 * @param {'real' | 'fake'} kind
 */
export function drawMarks(stage, theme, points, kind) {
  const { context } = stage;
  const size = Math.min(3, Math.max(1.8, stage.width / 150));
  context.lineWidth = 1;
  context.strokeStyle = theme.colour('--em-panel');
  context.fillStyle = theme.colour(`--em-${kind}`);
  context.beginPath();
  for (let at = 0; at < points.length; at += 2) {
    const [x, y] = [stage.x(points[at]), stage.y(points[at + 1])];
    if (kind === 'real') {
      context.moveTo(x + size, y);
      context.arc(x, y, size, 0, 2 * Math.PI);
    } else context.rect(x - size, y - size, 2 * size, 2 * size);
  }
  context.stroke();
  context.fill();
}

/**
 * Adds an arrow to the path, in pixels.
 * @param {CanvasRenderingContext2D} context
 * @param {readonly [number, number]} from
 * @param {readonly [number, number]} to
 */
export function traceArrow(context, [x, y], [tipX, tipY]) {
  const length = Math.hypot(tipX - x, tipY - y);
  if (length === 0) return;
  const head = Math.min(5, 0.45 * length);
  const [ux, uy] = [(tipX - x) / length, (tipY - y) / length];
  context.moveTo(x, y);
  context.lineTo(tipX, tipY);
  context.moveTo(tipX - head * (ux - 0.6 * uy), tipY - head * (uy + 0.6 * ux));
  context.lineTo(tipX, tipY);
  context.lineTo(tipX - head * (ux + 0.6 * uy), tipY - head * (uy - 0.6 * ux));
}
