/** A line that the reader draws on a stage, as a few points evenly along it. */

/** Numbers of a line, x and y in turn. */
export const STROKE = 48;
/** How near the edge of the square a line may come. */
const EDGE = 0.95;

/**
 * As many points as a line has, evenly along it, to a hundredth: a link holds them all.
 * @param {readonly number[]} line x and y in turn, at least one point
 * @returns {number[]}
 */
export function evenly(line) {
  const points = Array.from({ length: line.length / 2 }, (_, at) => [
    line[2 * at],
    line[2 * at + 1],
  ]);
  const ends = [0];
  for (let at = 1; at < points.length; at++) {
    const [x, y] = points[at];
    ends.push(ends[at - 1] + Math.hypot(x - points[at - 1][0], y - points[at - 1][1]));
  }
  const whole = ends[ends.length - 1];
  const count = STROKE / 2;
  let next = 1;
  return Array.from({ length: count }, (_, place) => {
    const along = (whole * place) / (count - 1);
    while (next < ends.length - 1 && ends[next] < along) next += 1;
    if (points.length === 1 || whole === 0) return points[0];
    const length = ends[next] - ends[next - 1];
    const share = length > 0 ? Math.min(1, (along - ends[next - 1]) / length) : 0;
    return points[next].map((value, axis) => points[next - 1][axis] * (1 - share) + value * share);
  })
    .flat()
    .map((value) => Math.round(100 * Math.min(EDGE, Math.max(-EDGE, value))) / 100);
}

/**
 * Hears a finger, a pen or a mouse draw on a stage, while drawing is on.
 * @param {import('../../ui/stage.js').Stage} stage
 * @param {() => boolean} isOn
 * @param {{ drawing: (line: number[]) => void, drawn: (line: number[]) => void }} heard
 */
export function hearStroke(stage, isOn, { drawing, drawn }) {
  /** @type {number[] | null} */
  let line = null;
  const { canvas } = stage;
  canvas.addEventListener('pointerdown', (event) => {
    if (!isOn() || event.button !== 0) return;
    canvas.setPointerCapture(event.pointerId);
    const { x, y } = stage.at(event);
    line = [x, y];
    drawing(line);
  });
  canvas.addEventListener('pointermove', (event) => {
    if (!line) return;
    const { x, y } = stage.at(event);
    line.push(x, y);
    drawing(line);
  });
  const end = () => {
    if (!line) return;
    const whole = line;
    line = null;
    drawn(evenly(whole));
  };
  canvas.addEventListener('pointerup', end);
  canvas.addEventListener('pointercancel', end);
}
