/** Which kept runs stay, and which is offered first, where tabs of one address, or visits, have kept several. */

/**
 * @typedef {object} Entry
 * @property {string} key of its own
 * @property {string} base the page and the settings: what it is offered for
 * @property {number} iteration
 * @property {number} saved when, as `Date.now` has it
 * @property {number} used when it was saved or resumed last
 */

/** Of one page and its settings: the one that got furthest and, of the others, the newest. */
const OF_ONE = 2;
/** Pages and settings, those used last. */
const MOST = 5;

/** @param {readonly Entry[]} entries of one base @returns {Entry[]} the first offered first */
export function inOrder(entries) {
  const newestFirst = [...entries].sort((one, other) => other.saved - one.saved);
  const furthest = newestFirst.reduce(
    (best, one) => (best && best.iteration >= one.iteration ? best : one),
    /** @type {Entry | null} */ (null),
  );
  return furthest ? [furthest, ...newestFirst.filter((one) => one !== furthest)] : [];
}

/** @param {readonly Entry[]} entries all there are @returns {Entry[]} those that go */
export function surplus(entries) {
  /** @type {Map<string, Entry[]>} */
  const bases = new Map();
  for (const entry of entries) {
    bases.set(entry.base, [...(bases.get(entry.base) ?? []), entry]);
  }
  const usedLast = ([, of] = /** @type {[string, Entry[]]} */ (['', []])) =>
    Math.max(...of.map(({ used }) => used));
  const ranked = [...bases].sort((one, other) => usedLast(other) - usedLast(one));
  return ranked.flatMap(([, of], rank) => inOrder(of).slice(rank < MOST ? OF_ONE : 0));
}
