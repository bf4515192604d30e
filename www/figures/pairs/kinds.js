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
  [7, 6],
  [11, 20],
];
const FAKES = [
  [41, 8],
  [37, 21],
];

/** @param {string} part @param {number[]} from @param {number[]} to */
const line = (part, [x1, y1], [x2, y2]) => shape('line', { class: part, x1, y1, x2, y2 });

/** @param {string} part @param {number[][]} points @param {number} [r] */
const dots = (part, points, r = 3) =>
  points.map(([cx, cy]) => shape('circle', { class: part, cx, cy, r }));

/** @type {Record<PairKind, () => Node[]>} */
const DRAWN = {
  none: () => [],
  realReal: () => [line('pair', REALS[0], REALS[1])],
  realFake: () => [line('pair', REALS[0], FAKES[0]), line('pair', REALS[1], FAKES[1])],
  segment: () => [
    line('way', REALS[0], FAKES[0]),
    line('way', REALS[1], FAKES[1]),
    line('pair', [15, 6.5], [30, 7.4]),
    line('pair', [22, 20.4], [33, 20.8]),
  ],
  adversarial: () => [
    line('way', REALS[0], FAKES[0]),
    line('way', REALS[1], FAKES[1]),
    line('pair', [25, 7], [30, 12]),
    line('pair', [22, 20.4], [18, 14.4]),
    ...dots('end', [
      [30, 12],
      [18, 14.4],
    ]),
  ],
};

/** @param {PairKind} kind */
export const glyphOf = (kind) =>
  shape(
    'svg',
    { viewBox: '0 0 48 27', class: 'glyph', 'aria-hidden': 'true' },
    ...DRAWN[kind](),
    ...dots('real', REALS),
    ...dots('fake', FAKES),
  );
