/** The two means that a gap is the difference of, as rules across f, and the bracket between them. */

/** @typedef {import('../../ui/stage.js').Stage} Stage */
/** @typedef {import('../../ui/theme.js').Theme} Theme */
/** @typedef {{ p: number, q: number }} Means */

/** Where rules end, and where the bracket stands. */
const RULE = 1.1;
const HOOK = 5;
/** Less room than this has no name in it. */
const WIDE = 560;

/** @param {Float64Array} masses @param {Float64Array} f */
export const meanUnder = (masses, f) =>
  masses.reduce((sum, mass, place) => sum + mass * f[place], 0);

/**
 * Whether a place is at the bracket, or at its name.
 * @param {Stage} stage
 * @param {Means} means
 * @param {{ x: number, y: number }} spot in CSS pixels
 */
export const isAtBracket = (stage, means, { x, y }) => {
  const [from, to] = [stage.y(means.p), stage.y(means.q)].sort((one, other) => one - other);
  return x > stage.x(RULE) - HOOK && y > from - 2 * HOOK && y < to + 2 * HOOK;
};

/**
 * @param {Stage} stage
 * @param {Theme} theme
 * @param {Means} means
 * @param {string} gap its name, with its value
 */
export function drawMeans(stage, theme, means, gap) {
  const { context } = stage;
  context.save();
  context.lineCap = 'butt';
  const isUp = means.p >= means.q;
  for (const [name, colour, dash] of /** @type {const} */ ([
    ['p', '--em-real', []],
    ['q', '--em-fake', [7, 4]],
  ])) {
    const y = stage.y(means[name]);
    context.strokeStyle = context.fillStyle = theme.colour(colour);
    context.lineWidth = 1.5;
    context.setLineDash([...dash]);
    context.beginPath();
    context.moveTo(stage.x(-1), y);
    context.lineTo(stage.x(RULE), y);
    context.stroke();
    context.setLineDash([]);
    // Away from the other rule, however near that is.
    const isAbove = (name === 'p') === isUp;
    nameMean(stage, theme, name, stage.x(RULE) - 2, y + (isAbove ? -10 : 11));
  }
  drawBracket(stage, theme, means, gap);
  context.restore();
}

/** E, the index, f. @param {Stage} stage @param {Theme} theme @param {string} index @param {number} x @param {number} y of its middle */
function nameMean({ context }, theme, index, x, y) {
  const [usual, small] = [theme.font(13), theme.font(10)];
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  let at = x;
  for (const [text, font, down] of /** @type {const} */ ([
    ['E', usual, 0],
    [index, small, 4],
    [' f', usual, 0],
  ])) {
    context.font = font;
    context.fillText(text, at, y + down);
    at += context.measureText(text).width;
  }
}

/** @param {Stage} stage @param {Theme} theme @param {Means} means @param {string} gap */
function drawBracket(stage, theme, means, gap) {
  const { context } = stage;
  const x = stage.x(RULE) + HOOK;
  const [from, to] = [stage.y(means.p), stage.y(means.q)];
  context.strokeStyle = context.fillStyle = theme.colour('--em-critic');
  context.lineWidth = 2;
  context.lineJoin = 'miter';
  context.beginPath();
  context.moveTo(x - HOOK, from);
  context.lineTo(x, from);
  context.lineTo(x, to);
  context.lineTo(x - HOOK, to);
  context.stroke();
  context.font = theme.font(13);
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  const text = stage.width >= WIDE ? gap : gap.split(' ')[0];
  context.fillText(text, x + 6, (from + to) / 2);
}
