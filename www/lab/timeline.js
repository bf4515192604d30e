/**
 * The grid of a run as it was: pictures of its fixed latents, within a budget of bytes. The newest are all kept.
 * Older ones are thinned, the more the further they are from the run's beginning, where most happens, and from
 * now.
 */

/** @typedef {{ iteration: number, images: Uint8Array }} Snapshot */

export const BUDGET = 16e6;
/** So many of the newest are never thinned, where the budget has room for twice as many. */
export const NEWEST = 64;

export class Timeline {
  /** @param {number} [budget] bytes of images */
  constructor(budget = BUDGET) {
    this.budget = budget;
    /** In the order of their iterations. @type {Snapshot[]} */
    this.snapshots = [];
    this.bytes = 0;
    /** Rises whenever the run has gone back. */
    this.rewinds = 0;
    /** What the reader has gone back to; it may have been thinned since. @type {Snapshot | null} */
    this.held = null;
  }

  get length() {
    return this.snapshots.length;
  }

  /** @param {Snapshot} snapshot at an iteration that was drawn before it takes that one's place */
  add(snapshot) {
    this.drop(({ iteration }) => iteration >= snapshot.iteration);
    this.snapshots.push(snapshot);
    this.bytes += snapshot.images.byteLength;
    while (this.bytes > this.budget && this.length > 1) this.thin();
  }

  /**
   * The run goes on from there; from 0 it is another.
   * @param {number} iteration
   */
  rewind(iteration) {
    this.rewinds += 1;
    this.drop((snapshot) => iteration === 0 || snapshot.iteration > iteration);
    // What the run has gone back behind is no more.
    if (this.held && !this.snapshots.includes(this.held)) this.held = null;
  }

  /** @private @param {(snapshot: Snapshot) => boolean} isOver true of none but the last ones */
  drop(isOver) {
    for (let last = this.snapshots.at(-1); last && isOver(last); last = this.snapshots.at(-1)) {
      this.snapshots.pop();
      this.bytes -= last.images.byteLength;
    }
  }

  /** @private */
  thin() {
    const [{ images }] = this.snapshots.splice(leastMissed(this.snapshots), 1);
    this.bytes -= images.byteLength;
  }
}

/**
 * The one whose absence leaves the smallest gap, as seen from the beginning and from the end. These two stay.
 * @param {readonly Snapshot[]} snapshots
 */
function leastMissed(snapshots) {
  const last = snapshots.length - 1;
  const [begin, end] = [snapshots[0].iteration, snapshots[last].iteration];
  const newest = Math.min(NEWEST, Math.floor(snapshots.length / 2));
  let least = Infinity;
  // Of two neither is between others.
  let found = last > 1 ? 1 : 0;
  for (let at = 1; at < last && at <= last - newest; at++) {
    const { iteration } = snapshots[at];
    const gap = snapshots[at + 1].iteration - snapshots[at - 1].iteration;
    const missed = gap * (1 / (iteration - begin) + 1 / (end - iteration));
    if (missed >= least) continue;
    least = missed;
    found = at;
  }
  return found;
}
