/** What is so, of a lab's run, where a reader has guessed first. Each is null as long as it is too early to say. */

/** @typedef {import('../protocol.js').StepReport} StepReport */
/** @typedef {import('../protocol.js').WeightReport} WeightReport */

/** Slopes of single minibatches go up and down: so many are averaged. */
const AVERAGED = 10;
const SOON = 100;
const LONG = 1000;

/** How long a critic keeps its slope once λ is 0. */
export class Release {
  /** @private The newest slopes. @type {number[]} */
  slopes = [];
  /** @private The last iteration that was seen. */
  last = 0;
  /** @private Whether λ was 0 there. */
  isFree = false;
  /** @private Where it was set to 0 in a run that was held, and how steep the critic was. @type {{ at: number, slope: number } | null} */
  begun = null;
  /** @type {'soon' | 'later' | 'keeps' | null} */
  truth = null;

  /**
   * @param {readonly Pick<StepReport, 'iteration' | 'slope'>[]} reports
   * @param {boolean} isFree whether λ was 0 in them
   */
  take(reports, isFree) {
    for (const { iteration, slope } of reports) {
      if (iteration <= this.last) this.forget();
      if (isFree && !this.isFree) this.begin();
      if (!isFree) this.begun = null;
      this.isFree = isFree;
      this.last = iteration;
      this.slopes = [...this.slopes, slope].slice(-AVERAGED);
      this.judge();
    }
  }

  /** Another run, or the same from an earlier iteration. @private */
  forget() {
    this.slopes = [];
    this.begun = this.truth = null;
    this.isFree = false;
    this.last = 0;
  }

  /** @private */
  begin() {
    // A run that begins with λ = 0 has no slope to keep.
    const isKnown = this.slopes.length === AVERAGED;
    this.begun = isKnown ? { at: this.last, slope: mean(this.slopes) } : null;
    if (isKnown) this.truth = null;
  }

  /** @private */
  judge() {
    if (!this.begun || this.truth) return;
    const since = this.last - this.begun.at;
    const isSteep = since >= AVERAGED && mean(this.slopes) >= 2 * this.begun.slope;
    if (isSteep) this.truth = since <= SOON ? 'soon' : 'later';
    else if (since >= LONG) this.truth = 'keeps';
  }
}

/** Before, a critic's weights are where its network was begun. */
const SETTLED = 20;

/**
 * Where most of a clipped critic's weights are: at the bounds, in the third about 0, or between.
 * @param {Pick<WeightReport, 'iteration' | 'low' | 'high' | 'counts' | 'count' | 'bound' | 'atBound'>} report
 * @returns {'zero' | 'spread' | 'ends' | null} null also where weights are not clipped
 */
export function whereWeightsAre({ iteration, low, high, counts, count, bound, atBound }) {
  if (bound === null || iteration < SETTLED) return null;
  const width = (high - low) / counts.length;
  const near = counts.filter((_, bin) => Math.abs(low + (bin + 0.5) * width) <= bound / 3);
  const zero = near.reduce((sum, one) => sum + one, 0) / count;
  const spread = 1 - zero - atBound;
  if (atBound >= Math.max(zero, spread)) return 'ends';
  return zero >= spread ? 'zero' : 'spread';
}

/** Before, no digit has formed. */
const FORMED = 200;
/** Less than this share of a distance is no fall and no rise. */
const CHANGE = 0.1;
/** What of a fall has to be lost again for a turn. */
const LOST = 0.15;

/**
 * What the exact distance has done over a run.
 * @param {ArrayLike<number>} iterations
 * @param {ArrayLike<number>} distances
 * @returns {'falls' | 'stays' | 'turns' | 'rises' | null}
 */
export function courseOf(iterations, distances) {
  const count = distances.length;
  if (count < 4 || iterations[count - 1] < FORMED) return null;
  const all = Array.from(distances);
  const [first] = all;
  const least = Math.min(...all);
  const after = all.slice(all.indexOf(least));
  const fallen = first - least;
  if (fallen < CHANGE * first) {
    return all[count - 1] > (1 + CHANGE) * first ? 'rises' : 'stays';
  }
  if (Math.max(...after) - least > LOST * fallen) return 'turns';
  // What it fell in the second half of the run.
  const half = all[Array.from(iterations).findIndex((at) => at >= iterations[count - 1] / 2)];
  return half - all[count - 1] > CHANGE * fallen ? 'falls' : 'stays';
}

/** @param {readonly number[]} values */
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
