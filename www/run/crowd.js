/**
 * How many workers the runs of a page have together: each has a module and images of its own, sixty megabytes, and a page
 * may have twenty labs. Where there are more than the machine has room for, runs that do nothing and that nobody sees give
 * theirs back, those first that were seen longest ago; each goes on from its checkpoint when it is wanted again.
 */

/**
 * @typedef {object} Member
 * @property {boolean} isSeen
 * @property {{ crew: number, sleep: () => boolean }} run
 */

/** Safari and Firefox do not tell. */
const UNTOLD_GIGABYTES = 4;
const WORKERS_OF_GIGABYTE = 2;

/** What the browser says of the machine's memory, which is less than there is. */
export const gigabytes = () =>
  /** @type {{ deviceMemory?: number }} */ (navigator).deviceMemory ?? UNTOLD_GIGABYTES;

/** Most workers of a page, but of those that train or are seen. */
export const room = () => Math.max(1, Math.floor(WORKERS_OF_GIGABYTE * gigabytes()));

/** In the order in which they were seen last. @type {Set<Member>} */
const members = new Set();

/** @param {Member} member */
export function joinCrowd(member) {
  members.add(member);
}

/** @param {Member} member */
export function leaveCrowd(member) {
  members.delete(member);
}

/** Somebody sees it, or asks it something. @param {Member} member */
export function seeInCrowd(member) {
  // It may have left.
  if (members.delete(member)) members.add(member);
}

/** Something has changed: a worker has come or gone, a run stands still, or nobody sees it any more. */
export function settleCrowd() {
  let workers = [...members].reduce((sum, { run }) => sum + run.crew, 0);
  for (const { run, isSeen } of members) {
    if (workers <= room()) return;
    if (!isSeen && run.sleep()) workers -= run.crew;
  }
}
