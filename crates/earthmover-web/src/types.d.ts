/** How the generator normalises its hidden layers. `batch` samples with the statistics of a fixed reference batch. */
export type Normalisation = "batch" | "group" | "layer" | "pixel" | "none";

/** How the weights of both networks begin. */
export type Initialisation = "he" | "glorot" | "narrow";

/** The two networks. Widths are of hidden layers; images are always 28 × 28. */
export type Architecture =
  | { kind: "mlp"; generatorHidden: number[]; criticHidden: number[]; normalisation: Normalisation; initialisation: Initialisation }
  | { kind: "conv"; generatorChannels: number; criticChannels: number; criticDense: number; normalisation: Normalisation; initialisation: Initialisation }
  | { kind: "article"; channels: number };

/** How the critic is held to 1-Lipschitz. */
export type Constraint =
  | {
      kind: "slopePenalty";
      /** Which pairs are looked at. */
      pairs: "realReal" | "realFake" | "pooled" | "segment" | "adversarial";
      /** Penalises |f(x) − f(y)| − ‖x − y‖, or the slope − 1. */
      form: "difference" | "quotient";
      sides: Sides;
      lambda: number;
      /** Length of an adversarial pair, in pixel-space Euclidean distance. */
      step: number;
      /** The share of the batch's pairs that are looked at, above 0 to 1. */
      share: number;
    }
  | { kind: "gradientPenalty"; sides: Sides; lambda: number; share: number }
  | { kind: "weightClipping"; bound: number }
  | { kind: "spectralNorm" }
  /** 1-Lipschitz by construction; its hidden activations sort channels in pairs. */
  | { kind: "orthonormal" }
  /** f in [−1, 1]: the gap estimates twice the total variation. */
  | { kind: "bounded" }
  | { kind: "none" };

/** Whether slopes below 1 are penalised too. */
export type Sides = "one" | "two";

/** Adam, for one of the two networks. */
export interface Adam {
  rate: number;
  beta1: number;
  beta2: number;
  epsilon: number;
}

/** From iteration `from` on, at iteration t, both learning rates are multiplied by (from / t)^power; 0 keeps them. */
export interface RateDecay {
  from: number;
  power: number;
}

/** An exponential moving average of the generator's weights, used for samples from iteration `from` on. */
export interface Averaging {
  decay: number;
  from: number;
}

/** What a run is. Everything else follows from it, the device and the digits. */
export interface Config {
  /** A whole number from 0 to 2^53 − 1. */
  seed: number;
  latent: number;
  batch: number;
  architecture: Architecture;
  constraint: Constraint;
  generatorAdam: Adam;
  criticAdam: Adam;
  rateDecay: RateDecay;
  /** Critic steps before each generator step. */
  nCritic: number;
  /**
   * `sharedFakes`: the generator steps last, on the latents of the last critic step. `generatorFirst` is the
   * notebook's: the generator steps first, on the same latents and digits.
   */
  order: "criticFirst" | "sharedFakes" | "generatorFirst";
  averaging: Averaging | null;
}

/**
 * A critic of points and how it is trained: an MLP with leaky ReLU. By default two hidden layers of 32, held by the slope penalty
 * on adversarial pairs with λ = 10 and a step of 0.02, Adam at 2e-3.
 */
export interface CriticConfig {
  /** A whole number from 0 to 2^53 − 1. */
  seed: number;
  /** Widths of the hidden layers, each 1 to 512; 1 to 8 of them. */
  hidden: number[];
  constraint: Constraint;
  adam: Adam;
}

/** Every part may be left out; what is left out keeps its value, or the default at `create`. */
export type Patch<T> = T extends (infer _U)[] ? T : T extends object ? { [K in keyof T]?: Patch<T[K]> } : T;

/**
 * Configurations by name; `docs/presets.md` says what each promises. The second line is other ways to hold the
 * critic, the rest are lessons.
 */
export type PresetName =
  | "article" | "wide" | "notebook" | "clipping"
  | "gradient-penalty" | "spectral"
  | "unconstrained" | "clip-large" | "clip-small" | "one-critic-step" | "five-critic-steps" | "strong-penalty"
  | "data-pairs" | "bounded" | "mode-collapse";

/** What a field of a configuration may be, as the code that checks it has it. */
export interface FieldReport {
  /** Its path, names joined by dots, as in `"constraint.lambda"`. */
  name: string;
  /** A whole number, a number, a list of whole numbers, or one of `options`. */
  kind: "whole" | "real" | "wholes" | "choice";
  /** The kind of the architecture or of the constraint that has it; null where every one has. */
  of: string | null;
  /** Its range, each number of a list; null of a choice. */
  least: number | null;
  most: number | null;
  /** Whether it must be above `least`, or below `most`. */
  leastExcluded: boolean;
  mostExcluded: boolean;
  /** What it must be a multiple of; null of numbers that need not be whole. */
  step: number | null;
  /** Most numbers of a list, 1 being the fewest; null of everything else. */
  mostLength: number | null;
  /** All that a choice may be; empty otherwise. */
  options: string[];
  /** What it is where nothing is said. */
  default: number | number[] | string;
  /** Whether `configure` may change it in a run. */
  live: boolean;
}

/** `cpu` is burn-flex, `ndarray` burn-ndarray. Each is a module of its own, of that name. */
export type DeviceName = "cpu" | "ndarray" | "webgpu";

export interface DeviceReport {
  name: DeviceName;
  works: boolean;
  /** One sentence: what it is, or why it does not work. */
  reason: string;
}

/** What one critic step measured, before the step. */
export interface CriticReport {
  /** −gap + λ · penalty. */
  criticLoss: number;
  /** mean f(real) − mean f(fake). */
  gap: number;
  /** The penalty before λ; 0 where the constraint has none. */
  penalty: number;
  /** Mean slope of the pairs, or length of the gradients, that the constraint looks at (of real–fake pairs where it looks at none). */
  slope: number;
}

/** What one generator step measured, before the step. */
export interface GeneratorReport {
  /** −mean f(fake). */
  generatorLoss: number;
}

/** One iteration: the last of its critic steps, and its generator step. */
export interface StepReport extends CriticReport, GeneratorReport {
  /** How many iterations the run has done, this one included. */
  iteration: number;
}

/** How far the fakes are from the digits, on the same digits and latents throughout a run. */
export interface TransportReport {
  iteration: number;
  /** Digits, and fakes. */
  count: number;
  /** Exact W1, Euclidean over the 784 pixels. */
  exactDistance: number;
  /** Exact W1 between these digits and as many others. */
  floor: number;
  /** gap ÷ steepest: a lower bound of the exact distance. */
  criticDistance: number;
  /** The lower bound of a critic that is 0 at every digit: mean distance from a fake to the digit nearest to it. */
  nearestDistance: number;
  /** mean f(real) − mean f(fake) on these batches. */
  gap: number;
  /** The largest (f(x) − f(y)) / ‖x − y‖ of a digit x and a fake y. */
  steepest: number;
  /** Mean length of the critic's input gradient, at points between digits and fakes. */
  meanSlope: number;
  largestSlope: number;
  /** The share of them above 1. */
  violations: number;
  /** These lengths themselves. */
  slopes: number[];
  /**
   * Mean cosine of the angle between a fake's arrow, the critic's gradient there, and the way that the generator's next
   * step would move it.
   */
  moveCosine: number;
  /** A best plan: the fake that each digit goes to. */
  plan: number[];
  /** f at each digit. */
  realScores: number[];
  /** f at each fake. */
  fakeScores: number[];
  /**
   * A best 1-Lipschitz critic of the two batches, by the exact dual, at each digit. It is defined up to a constant: here its
   * mean over digits and fakes is that of f.
   */
  realPotentials: number[];
  /** The same at each fake. The gap of both is `exactDistance`. */
  fakePotentials: number[];
}

/** f and its input gradient over the square [−1, 1]², at the centres of its cells, row-major from the top (y near 1). */
export interface CriticMap {
  /** Cells along a side. */
  side: number;
  /** f at each. */
  values: Float32Array;
  /** ∂f/∂x and ∂f/∂y at each, one after the other; y points up. */
  gradients: Float32Array;
}

/** How good digits are, by the classifier: generated ones, or for `realQuality` real ones. */
export interface QualityReport {
  /** Digits looked at. */
  count: number;
  /** Fréchet distance on the classifier's 64 features to the 10,000 test digits; few digits make it larger. */
  frechet: number;
  /** Classifier score, 1 to 10. */
  score: number;
  /** Classes that hold at least 1 % of the digits. */
  coverage: number;
  /** The share of each class. */
  classes: number[];
  /** KL of the classes to uniform. */
  kl: number;
  /** The share of digits of which the classifier is more than 90 % sure. */
  confidence: number;
}

/** How the critic's parameters are spread: weights and biases, all that clipping clips. */
export interface WeightReport {
  iteration: number;
  /** Where the first bin begins: −`high`. */
  low: number;
  /** Where the last bin ends: the largest magnitude of a parameter, or the bound where that is larger. */
  high: number;
  /** Parameters of each bin, all bins equally wide. */
  counts: number[];
  /** Parameters of the critic. */
  count: number;
  /** ±`bound` is what weight clipping holds them to; null under another constraint. */
  bound: number | null;
  /** The share of parameters at ±`bound`, to within 1e-4 of it; 0 without a bound. */
  atBound: number;
}

/** The digit nearest to an image. */
export interface NearestDigit {
  /** Its place in the order in which digits were added. */
  index: number;
  /** Which digit it is. */
  label: number;
  /** Euclidean over the 784 pixels, each of [0, 1]: 0 to 28. */
  distance: number;
}

/** How near images are to those of a store, by distances alone; pixels are of [0, 1]. */
export interface NeighbourReport {
  /** How many images were told of, and as many real ones beside them. */
  count: number;
  /** The mean distance from an image to the nearest of the store's first 4,000. */
  nearest: number;
  /** The same of real images, to the nearest other: what is far below it is a copy. */
  realNearest: number;
  /** The share of real images near which there is one of those told of (Naeem et al. 2020). */
  coverage: number;
  /** What as many other real images cover. */
  realCoverage: number;
}

/** Real digits, to be looked at. */
export interface DrawnDigits {
  indices: Uint32Array;
  labels: Uint8Array;
  /** count × 784 bytes. */
  images: Uint8Array;
}

/** Two batches of images to fit a critic to, count × 784 numbers of [0, 1] each. */
export interface NoisyCopies {
  real: Float32Array;
  /**
   * The same digits, each pixel with Gaussian noise of standard deviation 0.3, cut to [0, 1]; their second half first, so that no
   * digit shares a row with its copy.
   */
  fake: Float32Array;
  /** Exact W1 between the two, Euclidean over the 784 pixels. */
  exactDistance: number;
}

/** A critic of two batches beside what is known of them. */
export interface BesideTruth {
  /** Its gap ÷ exact distance. */
  gap: number;
  /** Its critic distance ÷ exact distance: at most 1, up to rounding. */
  criticDistance: number;
  /** The mean cosine of its gradient and that of the best critic, at the fakes. */
  cosine: number;
  /** The mean length of its gradient at the fakes. */
  slope: number;
  /** Which way its gradient points at each fake, count × 784 numbers: of length 1, or 0 where the gradient is 0. */
  directions: Float32Array;
}

/** Latents given one after another, or drawn from a seed. */
export type Latents = Float32Array | { count: number; seed: number };

/**
 * What `Error.name` says of an error of this module: a bad argument or configuration, too few digits, a checkpoint or
 * a classifier that cannot be used, networks whose images or scores are not finite, a step that came to a number that is
 * not finite and was therefore not taken, a call before what it needs, a device that failed, a call after `close`, or one
 * after the module has panicked. (The call in which it panics never ends.)
 */
export type ErrorName =
  | "ArgumentError"
  | "DataError"
  | "CheckpointError"
  | "ClassifierError"
  | "DivergedError"
  | "NotFiniteError"
  | "OrderError"
  | "DeviceError"
  | "ClosedError"
  | "PanicError";
