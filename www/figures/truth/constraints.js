/** The constraints that a critic may be held by beside the truth: another is a line here, and a name in words/. */

/** @typedef {import('../../protocol.js').Config} Config */
/** @typedef {import('../../protocol.js').Patch<Config['constraint']>} ConstraintPatch */

/**
 * A hinge on the quotient, or on the difference as the article has it; all pairs are looked at.
 * @param {'adversarial' | 'segment' | 'realFake' | 'realReal'} pairs
 * @param {'quotient' | 'difference'} form
 */
const penalty = (pairs, form) =>
  /** @type {const} */ ({ kind: 'slopePenalty', pairs, form, share: 1 });

/** As the science has them, by the names of a parameter. λ and bounds are its own. */
export const CONSTRAINTS = /** @satisfies {Record<string, ConstraintPatch>} */ ({
  adversarial: penalty('adversarial', 'quotient'),
  gradientPenalty: { kind: 'gradientPenalty' },
  segment: penalty('segment', 'quotient'),
  realFake: penalty('realFake', 'difference'),
  realReal: penalty('realReal', 'difference'),
  spectral: { kind: 'spectralNorm' },
  orthonormal: { kind: 'orthonormal' },
  clipping: { kind: 'weightClipping', bound: 0.01 },
  bounded: { kind: 'bounded' },
  none: { kind: 'none' },
});

/** @typedef {keyof typeof CONSTRAINTS} ConstraintName */

export const NAMES = /** @type {ConstraintName[]} */ (Object.keys(CONSTRAINTS));
