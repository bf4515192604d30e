/** What the real points of a game are spread about. */
export type GameShape = "ring" | "twoModes" | "eightModes" | "spiral";

/** A game in the plane. What is left out takes its default. */
export interface GameConfig {
  seed: number;
  /** What the generator goes by: a critic, a classifier (the original GAN), or the exact plan between the points. */
  objective: "wasserstein" | "original" | "exact";
  generatorHidden: number[];
  criticHidden: number[];
  /** How the critic is held: as in a run. */
  constraint: Constraint;
  nCritic: number;
  /** Points of a step, drawn anew for each; 0 for all of them, and the latents that are shown. */
  batch: number;
  generatorAdam: Adam;
  criticAdam: Adam;
}

/** What is to be seen of a game. Points are x, y, x, y, … */
export interface GameLook {
  iteration: number;
  fakes: Float32Array;
  /** Where each fake's loss falls fastest, as long as it falls fast. */
  arrows: Float32Array;
  /** Their mean length. */
  meanArrow: number;
  /** Where the generator puts the centres of 9 × 9 cells of the square of latents, row-major from the top. */
  latentGrid: Float32Array;
  /** f over the square [−1, 1]², row-major from the top; of the original GAN D; empty of an exact game. */
  values: Float32Array;
  gap: number;
  /** At most `exactDistance`. */
  criticDistance: number;
  exactDistance: number;
  /** The real point that each fake goes to in a best plan. */
  plan: Uint32Array;
  /** Of both, blurred: at most log 2. */
  jensenShannon: number;
}
