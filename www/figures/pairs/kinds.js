/** The pairs that a penalty may look at: the constraint of each, how it is drawn, and a glyph that shows which they are. */

/** @typedef {import('../../protocol.js').Config} Config */
/** @typedef {import('../../protocol.js').Patch<Config['constraint']>} ConstraintPatch */
/** @typedef {'none' | 'realReal' | 'realFake' | 'segment' | 'adversarial'} PairKind */

/** @type {readonly PairKind[]} */
export const PAIR_KINDS = ['none', 'realReal', 'realFake', 'segment', 'adversarial'];

/**
 * The hinge is on the difference as the article has it, and on the quotient where pairs are so short that their
 * difference is next to nothing.
 * @param {PairKind} kind
 * @param {number} lambda
 * @returns {ConstraintPatch}
 */
export function constraintOf(kind, lambda) {
  if (kind === 'none') return { kind };
  const form = kind === 'segment' || kind === 'adversarial' ? 'quotient' : 'difference';
  return { kind: 'slopePenalty', pairs: kind, form, lambda, share: 1 };
}

/** Told apart by dashes as well as by colour. @type {Record<PairKind, { colour: string, dash: number[] }>} */
export const PAIR_LOOKS = {
  none: { colour: '--em-ink-soft', dash: [2, 3] },
  realReal: { colour: '--em-real', dash: [] },
  realFake: { colour: '--em-fake', dash: [9, 3] },
  segment: { colour: '--em-penalty', dash: [5, 2, 1, 2] },
  adversarial: { colour: '--em-critic', dash: [] },
};

const SVG = 'http://www.w3.org/2000/svg';

/**
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 * @param {...Node} children
 */
function shape(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/** Two digits at the left, two fakes at the right. */
const REALS = [
  [13, 12],
  [21, 41],
];
const FAKES = [
  [83, 15],
  [75, 43],
];

/** @param {string} part @param {number[]} from @param {number[]} to */
const line = (part, [x1, y1], [x2, y2]) => shape('line', { class: part, x1, y1, x2, y2 });

/** @param {string} part @param {number[][]} points @param {number} r */
const dots = (part, points, r) =>
  points.map(([cx, cy]) => shape('circle', { class: part, cx, cy, r }));

/** Two points with the pair between them: what the penalty compares. @param {number[]} from @param {number[]} to */
const pair = (from, to) => [line('pair', from, to), ...dots('end', [from, to], 3)];

/** Ways from a digit to a fake, on which points are drawn. */
const ways = () => [line('way', REALS[0], FAKES[0]), line('way', REALS[1], FAKES[1])];

/** @type {Record<PairKind, () => Node[]>} */
const DRAWN = {
  none: () => [],
  realReal: () => [line('pair', REALS[0], REALS[1])],
  realFake: () => [line('pair', REALS[0], FAKES[0]), line('pair', REALS[1], FAKES[1])],
  segment: () => [...ways(), ...pair([30, 12.7], [61, 14]), ...pair([39, 41.7], [62, 42.5])],
  adversarial: () => [...ways(), ...pair([50, 13.6], [57, 24]), ...pair([44, 41.9], [37, 31])],
};

/** @param {PairKind} kind */
export const glyphOf = (kind) =>
  shape(
    'svg',
    { viewBox: '0 0 96 54', class: 'glyph', 'aria-hidden': 'true' },
    ...DRAWN[kind](),
    ...dots('real', REALS, 5),
    ...dots('fake', FAKES, 5),
  );
