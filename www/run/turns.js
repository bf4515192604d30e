/**
 * Whose turn it is to train: of the labs of a page one at a time, unless they are told to train beside others.
 * It is the one that the reader started or scrolled to last.
 */

/**
 * @typedef {object} Member
 * @property {boolean} isWilling whether it would train, were it alone
 * @property {boolean} isConcurrent whether it trains beside others
 * @property {(isItsTurn: boolean) => void} take
 */

/** The claims, the later the larger. @type {Map<Member, number>} */
const claims = new Map();
let last = 0;

/** Something has changed: a member starts, stops, comes or goes. */
export function settleTurns() {
  const willing = [...claims.keys()].filter((one) => one.isWilling && !one.isConcurrent);
  // Of those with the same claim, the first.
  const first = willing.reduce(
    (best, one) => (best && claimOf(best) >= claimOf(one) ? best : one),
    /** @type {Member | null} */ (null),
  );
  for (const one of claims.keys()) one.take(one.isConcurrent || !first || one === first);
}

/** @param {Member} member */
const claimOf = (member) => claims.get(member) ?? 0;

/** @param {Member} member */
export function joinTurns(member) {
  claims.set(member, 0);
  settleTurns();
}

/** @param {Member} member */
export function leaveTurns(member) {
  claims.delete(member);
  settleTurns();
}

/** The reader started it, or scrolled to it. @param {Member} member */
export function claimTurn(member) {
  // It may have left.
  if (!claims.has(member)) return;
  last += 1;
  claims.set(member, last);
  settleTurns();
}

/** A run as one of those that take turns. @param {import('./run.js').Run} run @returns {Member} */
export const memberOf = (run) => ({
  get isWilling() {
    const isThere = ['opening', 'live', 'asleep'].includes(run.phase);
    return isThere && [...run.pauses].every((reason) => reason === 'other');
  },
  get isConcurrent() {
    return run.settings.concurrent || run.settings.together !== '';
  },
  take: (isItsTurn) => (isItsTurn ? run.resume('other') : run.pause('other')),
});
