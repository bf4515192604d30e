/** Grains drawn from a coupling one after another, and what has come of them so far. */

/** @typedef {import('../../../dist/pkg/figures/earthmover_web.js').Plan} Plan */

/** A share below this is what rounding leaves of none. */
const DUST = 1e-9;

export class Draws {
  /**
   * @param {Plan} plan
   * @param {Uint32Array} flows drawn, as places in the plan's arrays
   * @param {number} grains
   * @param {number} points
   */
  constructor(plan, flows, grains, points) {
    this.plan = plan;
    this.flows = flows;
    /** @private */
    this.grains = grains;
    /** @private */
    this.points = points;
    /** The average cost after 0, 1, … draws. */
    this.averages = new Float64Array(flows.length + 1);
    let sum = 0;
    flows.forEach((flow, at) => {
      sum += plan.distance[flow];
      this.averages[at + 1] = sum / (at + 1);
    });
  }

  /**
   * What has arrived at each point, as shares of all the mass that a whole run of draws moves.
   * @param {number} draws made so far
   */
  arrivals(draws) {
    const arrived = new Float64Array(this.points);
    const share = 1 / this.flows.length;
    for (let at = 0; at < draws; at++) arrived[this.plan.to[this.flows[at]]] += share;
    return arrived;
  }

  /** What arrives when every grain sends all that it has. */
  whole() {
    const arrived = new Float64Array(this.points);
    this.plan.mass.forEach((mass, flow) => {
      arrived[this.plan.to[flow]] += mass;
    });
    return arrived;
  }

  /**
   * Where a grain may go.
   * @param {number} grain
   * @returns {{ flow: number, to: number, share: number, distance: number }[]} share is γ(x₂ | x₁); the largest first
   */
  candidates(grain) {
    const { from, to, mass, distance } = this.plan;
    const found = [];
    for (let flow = 0; flow < from.length; flow++) {
      if (from[flow] !== grain) continue;
      const share = mass[flow] * this.grains;
      if (share > DUST) found.push({ flow, to: to[flow], share, distance: distance[flow] });
    }
    return found.sort((a, b) => b.share - a.share);
  }
}
