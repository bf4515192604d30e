/** The loop in jax-js: a critic step and a generator step, each compiled as a whole. */

import {
  blockUntilReady,
  defaultDevice,
  init,
  jit,
  nn,
  numpy as np,
  tree,
  valueAndGrad,
} from '@jax-js/jax';
import { channelsLast } from './channels-last.js';
import { convolution, transposed, transposedAlone } from './jax-js-convolutions.js';
import { drawLatents, drawWeights, fetchBatches } from './draws.js';
import { ADAM, BATCH, CRITIC_STEPS, IMAGE, LAMBDA, LATENT, LEAK, NETS, numbers } from './loop.js';

/** @typedef {import('@jax-js/jax').Array} Tensor Every use of one takes it; `ref` keeps it for another. */
/** @typedef {import('./loop.js').Layer} Layer */
/** @typedef {Tensor[]} Parameters Of each layer the weight and, where there is one, the bias. */
/** @typedef {{ values: Parameters, first: Parameters, second: Parameters }} Trained With Adam's moments. */

/**
 * @param {Layer} layer
 * @param {Tensor} x
 * @param {Tensor} weight
 * @param {boolean} isTraining
 */
function affine({ kind, inputs }, x, weight, isTraining) {
  const rows = x.shape[0];
  if (kind === 'linear') return np.matmul(x.reshape([rows, numbers(inputs)]), weight);
  const image = x.reshape([rows, inputs[1], inputs[2], inputs[0]]);
  if (kind === 'convolution') return convolution(image, weight);
  return isTraining ? transposed(image, weight) : transposedAlone(image, weight);
}

/**
 * With the derivative of the others at 0, where digits' backgrounds begin: the slope below it. `nn.leakyRelu` has 1.
 * @param {Tensor} x
 */
const leakyRelu = (x) => np.where(x.ref.greater(0), x.ref, x.mul(LEAK));

/**
 * @param {Layer[]} layers
 * @param {Parameters} parameters
 * @param {Tensor} input
 * @param {boolean} isTraining Whether gradients are asked for.
 */
function forward(layers, parameters, input, isTraining) {
  const rest = [...parameters];
  const take = () => /** @type {Tensor} */ (rest.shift());
  return layers.reduce((x, layer) => {
    const y = affine(layer, x, take(), isTraining);
    const biased = layer.bias ? y.add(take()) : y;
    if (layer.activation === 'leakyRelu') return leakyRelu(biased);
    return layer.activation === 'sigmoid' ? nn.sigmoid(biased) : biased;
  }, input);
}

/**
 * One step of Adam.
 * @param {Trained} trained
 * @param {Parameters} gradients
 * @param {Tensor} corrections 1 / (1 − βᵗ), for both moments.
 * @returns {Trained}
 */
function adam({ values, first, second }, gradients, corrections) {
  const [byFirst, bySecond] = np.split(corrections, 2);
  const moved = values.map((value, place) => {
    const gradient = gradients[place];
    const m = first[place].mul(ADAM.beta1).add(gradient.ref.mul(1 - ADAM.beta1));
    const v = second[place].mul(ADAM.beta2).add(np.square(gradient).mul(1 - ADAM.beta2));
    const root = np.sqrt(v.ref.mul(bySecond.ref)).add(ADAM.epsilon);
    const step = m.ref.mul(byFirst.ref).div(root).mul(ADAM.rate);
    return { value: value.sub(step), m, v };
  });
  byFirst.dispose();
  bySecond.dispose();
  return {
    values: moved.map(({ value }) => value),
    first: moved.map(({ m }) => m),
    second: moved.map(({ v }) => v),
  };
}

/** @param {number} step How many steps were taken before. */
const corrections = (step) =>
  np.array(
    new Float32Array([1 / (1 - ADAM.beta1 ** (step + 1)), 1 / (1 - ADAM.beta2 ** (step + 1))]),
  );

/**
 * @param {Layer[]} layers
 * @param {number} seed
 * @returns {Trained}
 */
function begin(layers, seed) {
  const values = drawWeights(layers, seed).flatMap((drawn, place) => {
    const { weight, shape, bias } = channelsLast(layers[place], drawn);
    const array = np.array(weight).reshape(shape);
    return bias ? [array, np.array(bias)] : [array];
  });
  const zeros = () => values.map(({ shape }) => np.zeros(shape));
  return { values, first: zeros(), second: zeros() };
}

/**
 * The two steps of a pair of nets.
 * @param {import('./loop.js').Net} net
 */
function steps({ generator, critic }) {
  const pixels = numbers(IMAGE);
  /** @type {(values: Parameters, z: Tensor, isTraining: boolean) => Tensor} */
  const fakesOf = (values, z, isTraining) =>
    forward(generator, values, z, isTraining).reshape([BATCH, pixels]);

  /** @type {(values: Parameters, images: Tensor, distance: Tensor) => Tensor} */
  const criticLoss = (values, images, distance) => {
    const scores = forward(critic, values, images, true).reshape([2 * BATCH]);
    const [onReal, onFake] = np.split(scores, 2);
    const difference = onReal.ref.sub(onFake.ref);
    const excess = np.maximum(np.abs(difference).div(distance).sub(1), 0);
    const gap = np.mean(onReal).sub(np.mean(onFake));
    return np.mean(np.square(excess)).mul(LAMBDA).sub(gap);
  };

  const criticStep = jit(
    (
      /** @type {Trained} */ trained,
      /** @type {Parameters} */ made,
      /** @type {Tensor} */ real,
      /** @type {Tensor} */ z,
      /** @type {Tensor} */ corrected,
    ) => {
      const fake = fakesOf(made, z, false);
      const distance = np.sqrt(np.sum(np.square(real.ref.sub(fake.ref)), 1));
      const images = np.concatenate([real, fake]);
      const [loss, gradients] = valueAndGrad(criticLoss)(
        tree.ref(trained.values),
        images,
        distance,
      );
      return { trained: adam(trained, gradients, corrected), loss };
    },
  );

  /** @type {(made: Parameters, values: Parameters, z: Tensor) => Tensor} */
  const generatorLoss = (made, values, z) =>
    np.mean(forward(critic, values, fakesOf(made, z, true), true)).mul(-1);

  const generatorStep = jit(
    (
      /** @type {Trained} */ trained,
      /** @type {Parameters} */ values,
      /** @type {Tensor} */ z,
      /** @type {Tensor} */ corrected,
    ) => {
      const [loss, gradients] = valueAndGrad(generatorLoss)(tree.ref(trained.values), values, z);
      loss.dispose();
      return adam(trained, gradients, corrected);
    },
  );
  return { criticStep, generatorStep };
}

/**
 * @param {import('./page.js').Plan} plan
 * @returns {Promise<import('./page.js').Run>}
 */
export async function open({ candidate, net }) {
  if (net === 'default') throw new Error('this is Earthmover’s own configuration');
  const name = /** @type {import('@jax-js/jax').Device} */ (candidate.device);
  if (!(await init(name)).includes(name)) throw new Error(`there is no device ${name} here`);
  defaultDevice(name);
  const batches = (await fetchBatches()).map((batch) =>
    np.array(batch).reshape([BATCH, numbers(IMAGE)]),
  );
  const latents = drawLatents(3).map((batch) => np.array(batch).reshape([BATCH, LATENT]));
  const { criticStep, generatorStep } = steps(NETS[net]);
  let generator = begin(NETS[net].generator, 1);
  let critic = begin(NETS[net].critic, 2);
  let [criticStepsDone, generatorStepsDone] = [0, 0];

  /** The critic's loss, before its step. */
  function stepCritic() {
    const { trained, loss } = criticStep(
      critic,
      tree.ref(generator.values),
      batches[criticStepsDone % batches.length].ref,
      latents[criticStepsDone % latents.length].ref,
      corrections(criticStepsDone),
    );
    critic = trained;
    criticStepsDone += 1;
    return loss;
  }

  function stepGenerator() {
    const z = latents[(criticStepsDone + 1) % latents.length].ref;
    generator = generatorStep(
      generator,
      tree.ref(critic.values),
      z,
      corrections(generatorStepsDone),
    );
    generatorStepsDone += 1;
  }

  return {
    async criticSteps(count) {
      const losses = [];
      for (let done = 0; done < count; done++) losses.push((await stepCritic().data())[0]);
      return losses;
    },
    async iterate(iterations) {
      /** @type {Tensor | null} */
      let loss = null;
      for (let done = 0; done < iterations; done++) {
        for (let place = 0; place < CRITIC_STEPS; place++) {
          loss?.dispose();
          loss = stepCritic();
        }
        stepGenerator();
        // Nothing is read, but what waits to be computed does not pile up, as its manual asks.
        await blockUntilReady([generator, critic]);
      }
      return loss ? (await loss.data())[0] : NaN;
    },
  };
}
