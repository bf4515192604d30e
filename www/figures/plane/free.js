/**
 * Where the best critic is free: off the ways that earth goes. On a way from Q to P it climbs at slope 1, whatever else
 * it is; elsewhere it may be anything that is nowhere steeper.
 */

/** @typedef {{ p: ArrayLike<number>, q: ArrayLike<number>, plan: ArrayLike<number> }} Ways `plan` has the place in q for each point of p */

/** So near to a way, in the square's own measure, f is still held by it. */
const REACH = 0.1;

/**
 * @param {Ways} ways
 * @param {number} side cells of [−1, 1]² on each side
 * @returns {Uint8Array} side × side, row 0 at the top: 1 where no earth passes
 */
export function freeCells({ p, q, plan }, side) {
  const free = new Uint8Array(side * side).fill(1);
  const cell = 2 / side;
  for (let at = 0; at < plan.length; at++) {
    const [x, y] = [p[2 * at], p[2 * at + 1]];
    const [toX, toY] = [q[2 * plan[at]] - x, q[2 * plan[at] + 1] - y];
    const steps = Math.max(1, Math.ceil(Math.hypot(toX, toY) / cell));
    for (let step = 0; step <= steps; step++) {
      hold(free, side, x + (toX * step) / steps, y + (toY * step) / steps);
    }
  }
  return free;
}

/** Cells about a point. @param {Uint8Array} free @param {number} side @param {number} x @param {number} y */
function hold(free, side, x, y) {
  const cell = 2 / side;
  const about = Math.ceil(REACH / cell);
  const [column, row] = [Math.floor((x + 1) / cell), Math.floor((1 - y) / cell)];
  for (let r = Math.max(0, row - about); r <= Math.min(side - 1, row + about); r++) {
    for (let c = Math.max(0, column - about); c <= Math.min(side - 1, column + about); c++) {
      const dx = -1 + (c + 0.5) * cell - x;
      const dy = 1 - (r + 0.5) * cell - y;
      if (Math.hypot(dx, dy) <= REACH) free[r * side + c] = 0;
    }
  }
}
