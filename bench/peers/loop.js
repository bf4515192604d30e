/** The training loop that every candidate runs, op for op: its nets, its numbers, what it costs. */

/** Digits, and latents, of a step. */
export const BATCH = 64;
export const LATENT = 64;
export const CRITIC_STEPS = 5;
/** Weight of the penalty mean(max(0, |f(x) − f(y)| / ‖x − y‖ − 1)²), x a digit and y the fake of its row. */
export const LAMBDA = 10;
/** Slope of the leaky ReLU below zero. */
export const LEAK = 0.2;
export const ADAM = { rate: 2e-3, beta1: 0.5, beta2: 0.9, epsilon: 1e-8 };
/** All convolutions: kernel, stride, padding. */
export const KERNEL = 4;
export const STRIDE = 2;
export const PADDING = 1;

/**
 * An affine map and its activation, from channels × height × width to the same.
 * @typedef {object} Layer
 * @property {'linear' | 'convolution' | 'transposed'} kind
 * @property {Shape} inputs
 * @property {Shape} outputs
 * @property {boolean} bias
 * @property {'leakyRelu' | 'sigmoid' | 'identity'} activation
 * @property {number} gain Factor of He's standard deviation.
 */
/** @typedef {[channels: number, height: number, width: number]} Shape */
/** @typedef {'mlp' | 'conv'} NetName */

/** @type {Shape} */
export const IMAGE = [1, 28, 28];
/** @type {Shape} */
const LATENTS = [LATENT, 1, 1];

/**
 * @param {Layer['kind']} kind
 * @param {Shape} inputs
 * @param {Shape} outputs
 * @returns {Layer}
 */
const hidden = (kind, inputs, outputs) => ({
  kind,
  inputs,
  outputs,
  bias: true,
  activation: 'leakyRelu',
  gain: 1,
});

/**
 * The generator's last layer, which begins at half of He's scale, as Earthmover's does.
 * @param {Layer['kind']} kind
 * @param {Shape} inputs
 * @returns {Layer}
 */
const image = (kind, inputs) => ({
  ...hidden(kind, inputs, IMAGE),
  activation: 'sigmoid',
  gain: 0.5,
});

/**
 * The critic's last layer, without a bias.
 * @param {Shape} inputs
 * @returns {Layer}
 */
const score = (inputs) => ({
  ...hidden('linear', inputs, [1, 1, 1]),
  bias: false,
  activation: 'identity',
});

/** @typedef {{ title: string, generator: Layer[], critic: Layer[], flop: number }} Net */

/** The nets; `flop` is what an iteration was counted to cost by hand. @type {Record<NetName, Net>} */
export const NETS = {
  mlp: {
    title: 'MLP',
    generator: [hidden('linear', LATENTS, [256, 1, 1]), image('linear', [256, 1, 1])],
    critic: [
      hidden('linear', IMAGE, [256, 1, 1]),
      hidden('linear', [256, 1, 1], [256, 1, 1]),
      score([256, 1, 1]),
    ],
    flop: 1_054_867_456,
  },
  conv: {
    title: 'Conv',
    generator: [
      hidden('linear', LATENTS, [64, 7, 7]),
      hidden('transposed', [64, 7, 7], [32, 14, 14]),
      image('transposed', [32, 14, 14]),
    ],
    critic: [
      hidden('convolution', IMAGE, [32, 14, 14]),
      hidden('convolution', [32, 14, 14], [64, 7, 7]),
      score([64, 7, 7]),
    ],
    flop: 8_798_863_360,
  },
};

/** @param {Shape} shape */
export const numbers = ([channels, height, width]) => channels * height * width;

/** Numbers of a layer's weight. @param {Layer} layer */
export const weights = ({ kind, inputs, outputs }) =>
  kind === 'linear' ? numbers(inputs) * numbers(outputs) : inputs[0] * outputs[0] * KERNEL * KERNEL;

/** Multiply-adds of a layer forwards, for one sample. @param {Layer} layer */
function forward(layer) {
  const [, height, width] = layer.kind === 'convolution' ? layer.outputs : layer.inputs;
  // A convolution's kernel meets every pixel that comes out, a transposed one's every pixel given.
  return layer.kind === 'linear' ? weights(layer) : weights(layer) * height * width;
}

/** Multiply-adds of a network forwards, and of a training pass that asks for no gradient of the input. */
function passes(/** @type {Layer[]} */ layers) {
  const all = layers.reduce((sum, layer) => sum + forward(layer), 0);
  return { forward: all, trained: 3 * all - forward(layers[0]) };
}

/**
 * Floating-point operations of an iteration: the multiply-adds of its affine maps, each counted as two, by the
 * rule of crates/earthmover/src/run/cost.rs.
 * @param {Net} net
 */
export function flop(net) {
  const [g, f] = [passes(net.generator), passes(net.critic)];
  const critic = BATCH * (g.forward + 2 * f.trained);
  // Through the critic to its input, but not to its weights.
  const generator = BATCH * (g.trained + 2 * f.forward);
  const total = 2 * (CRITIC_STEPS * critic + generator);
  if (total !== net.flop) throw new Error(`${net.title} costs ${total} FLOP, not ${net.flop}`);
  return total;
}
