/** What the figures in the plane have in common: P about its spine, Q on its curve, where they may lie. */

/** @typedef {number[]} Points x and y in turn */

/** Samples of each cloud where a distance is solved exactly: as many in all figures of the scene, so that it is one. */
export const COUNT = 128;

const RANGE = { least: -1, most: 1 };

/** Both curves have as many control points, so that one can be laid on the other. */
export const SCENE = {
  p: { fallback: [-0.8, 0.05, -0.4, 0.5, 0.15, 0.55, 0.7, 0.2], ...RANGE },
  q: { fallback: [-0.8, -0.6, -0.3, -0.32, 0.25, -0.7, 0.8, -0.45], ...RANGE },
  width: { fallback: 0.12, least: 0, most: 0.3 },
};

/** How near the edge of the square a control point may come. */
const EDGE = 0.97;

/** @param {number} value @param {number} least @param {number} most */
export const clamp = (value, least, most) => Math.min(most, Math.max(least, value));

/** @param {Points} points @param {number} index */
export const pointOf = (points, index) => ({ x: points[2 * index], y: points[2 * index + 1] });

/**
 * Half-way between two neighbouring points, where a curve as a whole is taken hold of.
 * @param {Points} points
 * @param {number} index of the first
 */
export function between(points, index) {
  const [a, b] = [pointOf(points, index), pointOf(points, index + 1)];
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

/**
 * All points moved alike, as far as the square lets them.
 * @param {Points} points
 * @param {number} dx
 * @param {number} dy
 * @returns {Points}
 */
export function shifted(points, dx, dy) {
  const by = [dx, dy].map((wanted, axis) => {
    const values = points.filter((_, at) => at % 2 === axis);
    return clamp(
      wanted,
      Math.min(0, -EDGE - Math.min(...values)),
      Math.max(0, EDGE - Math.max(...values)),
    );
  });
  return points.map((value, at) => value + by[at % 2]);
}

/**
 * With one point elsewhere.
 * @param {Points} points
 * @param {number} index
 * @param {number} x
 * @param {number} y
 * @returns {Points}
 */
export function bent(points, index, x, y) {
  const next = [...points];
  next[2 * index] = clamp(x, -EDGE, EDGE);
  next[2 * index + 1] = clamp(y, -EDGE, EDGE);
  return next;
}

/**
 * The middle of the points, for words that say where something lies.
 * @param {Points} points
 */
export function middle(points) {
  const count = points.length / 2;
  const sum = (/** @type {number} */ axis) =>
    points.reduce((total, value, at) => (at % 2 === axis ? total + value : total), 0);
  return { x: sum(0) / count, y: sum(1) / count };
}
