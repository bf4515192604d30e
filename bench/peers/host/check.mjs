/** Whether candidates run the same loop, by the first losses of their critics. */

/** Peers begin with the same weights and batches; they may differ by rounding. */
const ROUNDING = 1e-3;
/**
 * Earthmover draws its own: its first loss, of nets that know nothing, is only as small as theirs, but what it makes
 * of it in a few steps is nearly the same.
 */
const DRAWS = { first: 10, later: 0.3 };

/**
 * Whether two rows of losses are those of the same loop.
 * @param {number[]} losses
 * @param {number[]} reference
 * @param {boolean} sameStart Whether they began alike.
 */
function agree(losses, reference, sameStart) {
  return losses.every((loss, step) => {
    const expected = reference[step];
    if (!sameStart && step === 0) return Math.abs(loss) <= DRAWS.first * Math.abs(expected);
    const most = sameStart ? ROUNDING : DRAWS.later;
    return Math.abs(loss - expected) <= most * Math.abs(expected);
  });
}

/**
 * What is wrong with a candidate's losses, or nothing.
 * @param {number[]} losses
 * @param {number[] | null} reference A peer's, on the same net.
 * @param {boolean} sameStart
 * @returns {string | null}
 */
export function fault(losses, reference, sameStart) {
  const list = (/** @type {number[]} */ numbers) =>
    numbers.map((number) => number.toPrecision(6)).join(', ');
  if (!losses.every(Number.isFinite)) return `its losses are not numbers: ${list(losses)}`;
  if (!reference || agree(losses, reference, sameStart)) return null;
  return `its first losses are ${list(losses)}; a peer's are ${list(reference)}`;
}
