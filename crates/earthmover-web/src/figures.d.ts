/**
 * P and Q in the plane. P is spread about its *spine*, a smooth curve through control points, by a Gaussian of
 * standard deviation *width*; Q lives on a *curve*, without width. Points are x, y, x, y, …; figures show the square
 * [−1, 1]², y upwards. There are 1 to 16 control points, coordinates from −10 to 10; width and blur are 0 to 10.
 */
export interface Clouds {
  /** Points of P: even along the spine, each moved by a normal vector, the same ones at every call. */
  p: Float64Array;
  /** Points of Q, even along its curve. */
  q: Float64Array;
  /** Exact W1 between the two. */
  distance: number;
  /** A best plan: point i of `p` is paired with point `plan[i]` of `q`. */
  plan: Uint32Array;
}

/** How far P is from Q by the ratio of their densities. At blur 0, the limits, which follow from the supports. */
export interface Divergences {
  /** KL(P ‖ Q) in nats: 0 to `Infinity`. */
  kullbackLeibler: number;
  /** In nats: 0 to ln 2. */
  jensenShannon: number;
  /** 0 to 1. */
  totalVariation: number;
}

/**
 * Probability per unit of area at the centres of side × side cells of [−1, 1]², row-major, the top row first. Blurred by
 * half a cell more than was asked for, so that a curve without width can be seen.
 */
export interface Densities {
  p: Float32Array;
  q: Float32Array;
}

/** A coupling of the grains of Q with the points of P: its flows, ordered by grain. */
export interface Plan {
  /** The grain that each flow leaves. */
  from: Uint32Array;
  /** The point that it reaches. */
  to: Uint32Array;
  /** The part of all mass that it carries: γ(to | from) ÷ the number of grains. */
  mass: Float64Array;
  /** How far it goes. */
  distance: Float64Array;
  /** Σ mass × distance. */
  cost: number;
}

/** Q as grains on its curve, P as points, and two couplings of them. */
export interface Transport {
  /** Points of P, all of equal mass. */
  p: Float64Array;
  /** Grains of Q, all of equal mass. */
  q: Float64Array;
  /** A best one: its cost is the exact distance. */
  optimal: Plan;
  /** One drawn at random, the same at every call. */
  random: Plan;
}

/** The coupling of the same grains and points that entropy blurs, and what it tells of the distance. */
export interface BlurredTransport {
  /** Of least cost + ε KL(plan ‖ q ⊗ p). */
  plan: Plan;
  /** The debiased Sinkhorn divergence: 0 where P is Q, and the exact distance as ε → 0. */
  divergence: number;
}

/** The exact dual potential of two clouds as a critic f: 1-Lipschitz on the plane, high on P, its gap the exact distance. */
export interface PlanePotential {
  /** f at the centres of side × side cells of [−1, 1]², row-major, the top row first; shifted, as are the scores. */
  values: Float32Array;
  /** f at the points of P: their mean is half of the distance. */
  pScores: Float64Array;
  /** f at the points of Q: their mean is minus half of the distance. */
  qScores: Float64Array;
  /** Exact W1 between the clouds. */
  distance: number;
  /** The clouds, as of `clouds`. */
  p: Float64Array;
  q: Float64Array;
}

/** Where the fakes of a ride begin: normal about x, y (−10 to 10) with the standard deviation `spread` (0 to 10). */
export interface RideStart {
  x: number;
  y: number;
  spread: number;
  seed: number;
}

/** P, and fakes on their way onto it. Each rides along the slope of the best critic, which leads to its partner. */
export interface RideLook {
  p: Float64Array;
  /** As many points. */
  fakes: Float64Array;
  /** Of each fake, the point of `p` that a best plan has it go to: its arrow leads there. */
  partners: Uint32Array;
  /** Exact W1 between the two. A step takes as much from it as the fakes have moved on average. */
  distance: number;
}

/** The best critic f of P and the fakes: 1-Lipschitz on the plane, of slope 1 from each fake to its partner, its gap the distance. */
export interface RidePotential {
  /** f at the centres of the cells of [−columns/rows, columns/rows] × [−1, 1], row-major, the top row first; shifted, as are the scores. */
  values: Float32Array;
  /** f at the points of P: their mean is half of the distance. */
  pScores: Float64Array;
  /** f at the fakes: their mean is minus half of the distance. */
  fakeScores: Float64Array;
}

/** A best critic of two distributions on the line. */
export interface LineDual {
  /** Exact W1. */
  distance: number;
  /** f at the places, of slopes up to 1, high where p is: its means under p and q are ± half of the distance. */
  potential: Float64Array;
}

/** What a critic makes of two distributions on the line. */
export interface LineGap {
  /** Mean of f under p, less that under q. */
  gap: number;
  /** |f(x) − f(y)| / |x − y| of neighbouring places: one fewer than places. */
  slopes: Float64Array;
  /** The largest slope. */
  steepest: number;
  /** The share of slopes above 1, by more than rounding. */
  violations: number;
}

/** W1 from a real minibatch to something. */
export interface ParadoxDistances {
  /** One of each draw made so far. */
  values: number[];
  /** null as long as there is none. */
  mean: number | null;
  /** Standard deviation of a sample; null as long as there are not two. */
  deviation: number | null;
}

export interface ParadoxReport {
  /** Images of a minibatch. */
  count: number;
  draws: number;
  seed: number;
  /** Digits that the centres are made of. */
  centreDigits: number;
  /** Digits that batches are drawn from. */
  batchDigits: number;
  /** The share of the work that is done: 1 exactly when nothing is left. */
  progress: number;
  /** To another real minibatch. */
  real: ParadoxDistances;
  /** To as many copies of the mean image. */
  mean: ParadoxDistances;
  /** To as many k-means centres. */
  centres: ParadoxDistances;
}

/** Images one after another, 784 bytes each. */
export interface ParadoxPictures {
  /** The real minibatch of the first draw. */
  real: Uint8Array;
  /** The one that it is compared with. */
  other: Uint8Array;
  /** The mean image. */
  mean: Uint8Array;
  /** The centres; null until they are made. */
  centres: Uint8Array | null;
}

/** What `Error.name` says of an error of this module: a bad argument, or a call after the module has panicked. */
export type ErrorName = "ArgumentError" | "PanicError";
