/** What of a coupling is seen in the plane: grains, points, and the lines between them. */

import { percent } from '../../ui/format.js';
import { stroke } from '../kit/density.js';

/** @typedef {import('../../ui/stage.js').Stage} Stage */
/** @typedef {import('../../ui/theme.js').Theme} Theme */
/** @typedef {import('./draws.js').Draws} Draws */

/**
 * @typedef {object} Seen
 * @property {Float64Array} p
 * @property {Float64Array} q
 * @property {Float64Array} line Q's curve
 * @property {Draws} draws
 * @property {Float64Array} arrived at each point of P
 * @property {number} grain the one whose way is shown; −1 for none
 * @property {boolean} hasCandidates whether it is seen where it may go
 * @property {number} flow the one that has been drawn; −1 for none
 * @property {number} travelled share of its way
 * @property {string} cost of it, in words; empty for none
 */

/** Sizes follow the stage, within what can be told apart. @param {Stage} stage */
function sizesOf({ width }) {
  const scale = Math.min(1.2, Math.max(0.75, width / 480));
  return { point: 6.5 * scale, grain: 7 * scale, line: 90 * scale };
}

/**
 * @param {Stage} stage
 * @param {Theme} theme
 * @param {Seen} seen
 */
export function paintTransport(stage, theme, seen) {
  const { context } = stage;
  const { q, grain } = seen;
  const fake = theme.colour('--em-fake');
  context.globalAlpha = 0.45;
  stroke(stage, seen.line, fake, 2);
  context.globalAlpha = 1;
  paintLines(stage, theme, seen);
  paintPoints(stage, theme, seen);
  const { grain: radius } = sizesOf(stage);
  for (let at = 0; at < q.length / 2; at++) {
    const isChosen = at === grain;
    disc(stage, q[2 * at], q[2 * at + 1], radius * (isChosen ? 1.25 : 1), fake, theme);
    if (isChosen) ring(stage, q[2 * at], q[2 * at + 1], radius * 1.25 + 4, fake, 2);
  }
  // Once it has been paid for, its cost is what is to be read.
  if (seen.hasCandidates && !seen.cost) paintShares(stage, theme, seen);
  if (seen.flow >= 0) paintDrawn(stage, theme, seen);
}

/** @param {Stage} stage @param {Theme} theme @param {Seen} seen */
function paintLines(stage, theme, { p, q, draws, grain, hasCandidates }) {
  const { context } = stage;
  const { from, to, mass } = draws.plan;
  const { line } = sizesOf(stage);
  const [real, fake] = [theme.colour('--em-real'), theme.colour('--em-fake')];
  context.lineCap = 'round';
  for (let flow = 0; flow < mass.length; flow++) {
    const isChosen = hasCandidates && from[flow] === grain;
    const [x1, y1] = [stage.x(q[2 * from[flow]]), stage.y(q[2 * from[flow] + 1])];
    const [x2, y2] = [stage.x(p[2 * to[flow]]), stage.y(p[2 * to[flow] + 1])];
    const shade = context.createLinearGradient(x1, y1, x2, y2);
    shade.addColorStop(0, fake);
    shade.addColorStop(1, real);
    context.strokeStyle = shade;
    context.globalAlpha = isChosen ? 0.95 : grain >= 0 ? 0.16 : 0.5;
    // What entropy spreads thin is faint, and not only narrow.
    const thickness = line * mass[flow] * (isChosen ? 1.5 : 1);
    if (thickness < 0.5) context.globalAlpha *= thickness / 0.5;
    context.lineWidth = Math.max(0.5, thickness);
    context.beginPath();
    context.moveTo(x1, y1);
    context.lineTo(x2, y2);
    context.stroke();
  }
  context.globalAlpha = 1;
}

/** Rings of P's mass, filled by what has arrived. @param {Stage} stage @param {Theme} theme @param {Seen} seen */
function paintPoints(stage, theme, { p, arrived }) {
  const { point } = sizesOf(stage);
  const [real, fake] = [theme.colour('--em-real'), theme.colour('--em-fake')];
  const { context } = stage;
  for (let at = 0; at < arrived.length; at++) {
    const [x, y] = [stage.x(p[2 * at]), stage.y(p[2 * at + 1])];
    context.fillStyle = theme.colour('--em-panel');
    circle(context, x, y, point);
    context.fill();
    context.fillStyle = fake;
    // Areas are masses.
    circle(context, x, y, point * Math.sqrt(arrived[at] * arrived.length));
    context.fill();
    context.strokeStyle = real;
    context.lineWidth = 1.75;
    circle(context, x, y, point);
    context.stroke();
  }
}

/** γ(x₂ | x₁), beside each place that the grain may go. @param {Stage} stage @param {Theme} theme @param {Seen} seen */
function paintShares(stage, theme, { p, q, draws, grain }) {
  const { context } = stage;
  const { point } = sizesOf(stage);
  const candidates = draws.candidates(grain);
  for (const { to } of candidates.filter(isNamed)) {
    ring(stage, p[2 * to], p[2 * to + 1], point + 3, theme.colour('--em-fake'), 2);
  }
  const from = { x: stage.x(q[2 * grain]), y: stage.y(q[2 * grain + 1]) };
  /** @type {Spot[]} */
  const taken = [];
  // Of a plan that entropy blurs, the largest.
  for (const { to, share } of candidates.filter(isNamed)) {
    const at = { x: stage.x(p[2 * to]), y: stage.y(p[2 * to + 1]) };
    // On along the line at best, else beside it.
    const ahead = Math.atan2(at.y - from.y, at.x - from.x);
    const spots = TURNS.map((turn) => ({
      x: at.x + Math.cos(ahead + turn) * (point + 20),
      y: at.y + Math.sin(ahead + turn) * (point + 13),
    }));
    const spot = spots.find((each) => isFree(each, taken, stage)) ?? spots[0];
    taken.push(spot);
    write(context, theme, percent(share), spot.x, spot.y);
  }
}

/** @param {{ share: number }} candidate @param {number} at in the order of shares */
const isNamed = ({ share }, at) => share >= 0.05 || (share >= 0.005 && at < 6);

/** @typedef {{ x: number, y: number }} Spot the middle of a label */

/** Directions in which a label is tried, from that of the line. */
const TURNS = [0, 0.8, -0.8, 1.6, -1.6, 2.4, -2.4, Math.PI];

/** @param {Spot} spot @param {Spot[]} taken @param {Stage} stage */
const isFree = ({ x, y }, taken, { width, height }) =>
  x > 18 &&
  x < width - 18 &&
  y > 10 &&
  y < height - 10 &&
  taken.every((other) => Math.abs(other.x - x) > 34 || Math.abs(other.y - y) > 15);

/** The flow that was drawn: a grain on its way, and what it costs. @param {Stage} stage @param {Theme} theme @param {Seen} seen */
function paintDrawn(stage, theme, { p, q, draws, flow, travelled, cost }) {
  const { context } = stage;
  const [from, to] = [draws.plan.from[flow], draws.plan.to[flow]];
  const start = { x: q[2 * from], y: q[2 * from + 1] };
  const end = { x: p[2 * to], y: p[2 * to + 1] };
  const at = {
    x: start.x + travelled * (end.x - start.x),
    y: start.y + travelled * (end.y - start.y),
  };
  const ink = theme.colour('--em-ink');
  stroke(stage, [start.x, start.y, end.x, end.y], ink, 2.5);
  disc(stage, at.x, at.y, sizesOf(stage).grain, theme.colour('--em-fake'), theme);
  ring(stage, at.x, at.y, sizesOf(stage).grain + 1, ink, 2);
  if (!cost) return;
  write(context, theme, cost, stage.x((start.x + end.x) / 2), stage.y((start.y + end.y) / 2));
}

/**
 * Words that can be read over lines.
 * @param {CanvasRenderingContext2D} context
 * @param {Theme} theme
 * @param {string} text
 * @param {number} x
 * @param {number} y
 */
function write(context, theme, text, x, y) {
  context.font = theme.font(13, '600');
  context.textBaseline = 'middle';
  context.textAlign = 'center';
  context.strokeStyle = theme.colour('--em-panel');
  context.lineWidth = 5;
  context.lineJoin = 'round';
  context.strokeText(text, x, y);
  context.fillStyle = theme.colour('--em-ink');
  context.fillText(text, x, y);
}

/** @param {CanvasRenderingContext2D} context @param {number} x @param {number} y @param {number} radius */
function circle(context, x, y, radius) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
}

/** @param {Stage} stage @param {number} x @param {number} y @param {number} radius @param {string} colour @param {Theme} theme */
function disc(stage, x, y, radius, colour, theme) {
  const { context } = stage;
  circle(context, stage.x(x), stage.y(y), radius);
  context.fillStyle = colour;
  context.fill();
  context.strokeStyle = theme.colour('--em-panel');
  context.lineWidth = 1.5;
  context.stroke();
}

/** @param {Stage} stage @param {number} x @param {number} y @param {number} radius @param {string} colour @param {number} width */
function ring(stage, x, y, radius, colour, width) {
  const { context } = stage;
  circle(context, stage.x(x), stage.y(y), radius);
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.stroke();
}
