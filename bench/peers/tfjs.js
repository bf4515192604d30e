/** The loop in TensorFlow.js. */

import { drawLatents, drawWeights, fetchBatches } from './draws.js';
import {
  ADAM,
  BATCH,
  CRITIC_STEPS,
  IMAGE,
  LAMBDA,
  LATENT,
  LEAK,
  NETS,
  PADDING,
  STRIDE,
  numbers,
} from './loop.js';
import { channelsLast } from './channels-last.js';
import { registerLackingKernel, replaceSlowKernels } from './tfjs-kernels.js';

/** @typedef {typeof import('@tensorflow/tfjs-core')} Tf */
/** @typedef {typeof import('@tensorflow/tfjs-backend-wasm')} Wasm */
/** @typedef {import('@tensorflow/tfjs-core').Tensor2D} Tensor2D */
/** @typedef {import('@tensorflow/tfjs-core').Tensor4D} Tensor4D */
/** @typedef {import('@tensorflow/tfjs-core').Tensor} Tensor */
/** @typedef {import('@tensorflow/tfjs-core').Scalar} Scalar */
/** @typedef {import('@tensorflow/tfjs-core').Variable} Variable */
/** @typedef {import('./loop.js').Layer} Layer */
/** @typedef {{ weight: Variable, bias: Variable | null }} Parameters */
/** @typedef {{ layers: Layer[], parameters: Parameters[] }} Network */

/** Runs a script that is no ES module. @param {string} path */
function script(path) {
  const element = Object.assign(document.createElement('script'), { src: `/node_modules/${path}` });
  document.head.append(element);
  return new Promise((resolve, reject) => {
    element.onload = resolve;
    element.onerror = () => reject(new Error(`${path} does not load`));
  });
}

/**
 * TensorFlow.js on a backend. Its core comes as ES modules, since its bundle has no gradients; the backends, which
 * have none that a browser could load, find it where a page with that bundle has it.
 * @param {import('./candidates.js').Candidate} candidate
 */
async function load({ device: backend, threads, asPublished }) {
  await script('long/dist/long.js');
  const core = await import('@tensorflow/tfjs-core');
  // A backend adds itself to it.
  const tf = { ...core, wasm: /** @type {Wasm} */ ({}) };
  await import('@tensorflow/tfjs-core/dist/register_all_gradients.js');
  Object.assign(globalThis, { tf });
  // The WebGPU backend hands small sums to the processor's.
  for (const name of backend === 'webgpu' ? ['cpu', 'webgpu'] : [backend]) {
    await script(`@tensorflow/tfjs-backend-${name}/dist/tf-backend-${name}.es2017.min.js`);
  }
  if (backend === 'wasm') {
    tf.wasm.setWasmPaths('/node_modules/@tensorflow/tfjs-backend-wasm/dist/');
    tf.wasm.setThreadsCount(threads);
    // It takes half of the processors at most, since elsewhere two may be halves of one.
    Object.defineProperty(navigator, 'hardwareConcurrency', { value: 2 * threads });
    registerLackingKernel(tf);
    if (!asPublished) replaceSlowKernels(tf);
  }
  tf.enableProdMode();
  if (!(await tf.setBackend(backend))) throw new Error(`there is no backend ${backend} here`);
  await tf.ready();
  if (backend === 'wasm' && tf.wasm.getThreadsCount() !== threads) {
    throw new Error(`it uses ${tf.wasm.getThreadsCount()} threads`);
  }
  return tf;
}

/**
 * @param {Tf} tf
 * @param {Layer[]} layers
 * @param {number} seed
 * @returns {Network}
 */
function network(tf, layers, seed) {
  const values = drawWeights(layers, seed);
  const parameters = values.map((drawn, place) => {
    const { weight, shape, bias } = channelsLast(layers[place], drawn);
    return {
      weight: tf.variable(tf.tensor(weight, shape)),
      bias: bias && tf.variable(tf.tensor(bias)),
    };
  });
  return { layers, parameters };
}

/** @param {Network} network */
const variables = ({ parameters }) =>
  parameters.flatMap(({ weight, bias }) => (bias ? [weight, bias] : [weight]));

/**
 * The forward pass. In training the operations are those whose gradients are computed one by one as they are
 * asked for: the fused ones compute all of theirs. Off the tape the fused ones are faster.
 * @param {Tf} tf
 * @param {Network} network
 * @param {Tensor} input [rows, numbers] or [rows, height, width, channels].
 * @param {boolean} isTraining
 */
function forward(tf, { layers, parameters }, input, isTraining) {
  return layers.reduce((x, { kind, inputs, outputs, activation }, place) => {
    const { weight, bias } = parameters[place];
    const rows = x.shape[0];
    if (kind === 'linear') {
      const flat = tf.reshape(x, [rows, numbers(inputs)]);
      const matrix = /** @type {Tensor} */ (weight);
      if (!isTraining) {
        return tf.fused.matMul({
          a: flat,
          b: matrix,
          bias: bias ?? undefined,
          ...fused(activation),
        });
      }
      const product = tf.matMul(flat, /** @type {Tensor2D} */ (matrix));
      return activate(tf, activation, bias ? tf.add(product, bias) : product);
    }
    const [channels, height, width] = kind === 'convolution' ? inputs : outputs;
    const filter = /** @type {Tensor4D} */ (/** @type {Tensor} */ (weight));
    /** @type {Tensor4D} */
    const image = tf.reshape(x, [rows, inputs[1], inputs[2], inputs[0]]);
    const y =
      kind === 'convolution'
        ? tf.conv2d(image, filter, STRIDE, PADDING)
        : tf.conv2dTranspose(image, filter, [rows, height, width, channels], STRIDE, PADDING);
    return activate(tf, activation, bias ? tf.add(y, bias) : y);
  }, input);
}

/** @param {Layer['activation']} activation */
const fused = (activation) => ({
  activation: /** @type {const} */ ({
    leakyRelu: 'leakyrelu',
    sigmoid: 'sigmoid',
    identity: 'linear',
  })[activation],
  leakyreluAlpha: LEAK,
});

/**
 * @param {Tf} tf
 * @param {Layer['activation']} activation
 * @param {Tensor} x
 */
function activate(tf, activation, x) {
  if (activation === 'leakyRelu') return tf.leakyRelu(x, LEAK);
  return activation === 'sigmoid' ? tf.sigmoid(x) : x;
}

/**
 * @param {import('./page.js').Plan} plan
 * @returns {Promise<import('./page.js').Run>}
 */
export async function open({ candidate, net }) {
  if (net === 'default') throw new Error('this is Earthmover’s own configuration');
  const tf = await load(candidate);
  const pixels = numbers(IMAGE);
  const batches = (await fetchBatches()).map((batch) => tf.tensor2d(batch, [BATCH, pixels]));
  const latents = drawLatents(3).map((batch) => tf.tensor2d(batch, [BATCH, LATENT]));
  const generator = network(tf, NETS[net].generator, 1);
  const critic = network(tf, NETS[net].critic, 2);
  const adam = () => tf.train.adam(ADAM.rate, ADAM.beta1, ADAM.beta2, ADAM.epsilon);
  const [generatorAdam, criticAdam] = [adam(), adam()];
  const [generatorVariables, criticVariables] = [variables(generator), variables(critic)];
  let step = 0;

  /** @param {Tensor} z */
  const fakesOf = (z, isTraining = false) =>
    tf.reshape(forward(tf, generator, z, isTraining), [BATCH, pixels]);

  /** The critic's loss, before its step. */
  function criticStep() {
    const real = batches[step % batches.length];
    const z = latents[step % latents.length];
    step += 1;
    return tf.tidy(() => {
      const fake = fakesOf(z);
      const images = tf.concat([real, fake]);
      const distance = tf.sqrt(tf.sum(tf.square(tf.sub(real, fake)), 1));
      const loss = () => {
        const scores = tf.reshape(forward(tf, critic, images, true), [2 * BATCH]);
        const [onReal, onFake] = tf.split(scores, 2);
        const difference = tf.sub(onReal, onFake);
        const excess = tf.relu(tf.sub(tf.div(tf.abs(difference), distance), 1));
        const penalty = tf.mean(tf.square(excess));
        const gap = tf.sub(tf.mean(onReal), tf.mean(onFake));
        return /** @type {Scalar} */ (tf.sub(tf.mul(penalty, LAMBDA), gap));
      };
      return /** @type {Scalar} */ (criticAdam.minimize(loss, true, criticVariables));
    });
  }

  function generatorStep() {
    const z = latents[(step + 1) % latents.length];
    tf.tidy(() => {
      const loss = () => {
        const scores = forward(tf, critic, fakesOf(z, true), true);
        return /** @type {Scalar} */ (tf.neg(tf.mean(scores)));
      };
      generatorAdam.minimize(loss, false, generatorVariables);
    });
  }

  /** @param {Tensor | null} loss */
  async function read(loss) {
    const value = loss ? (await loss.data())[0] : NaN;
    loss?.dispose();
    return value;
  }

  return {
    async criticSteps(steps) {
      const losses = [];
      for (let done = 0; done < steps; done++) losses.push(await read(criticStep()));
      return losses;
    },
    async iterate(iterations) {
      /** @type {Tensor | null} */
      let loss = null;
      for (let done = 0; done < iterations; done++) {
        for (let place = 0; place < CRITIC_STEPS; place++) {
          loss?.dispose();
          loss = criticStep();
        }
        generatorStep();
      }
      return read(loss);
    },
  };
}
