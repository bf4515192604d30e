/** The loop in Earthmover's module of dist/, as its page calls it. */

import { fetchDigits } from './draws.js';
import { ADAM, BATCH, CRITIC_STEPS, LAMBDA, LATENT } from './loop.js';

/** @typedef {import('./loop.js').NetName} NetName */

/** @type {Record<NetName, object>} */
const ARCHITECTURES = {
  mlp: { kind: 'mlp', generatorHidden: [256], criticHidden: [256, 256], normalisation: 'none' },
  conv: { kind: 'conv', generatorChannels: 64, criticChannels: 32, normalisation: 'none' },
};

/** The loop's configuration. @param {NetName} net */
const configOf = (net) => ({
  batch: BATCH,
  latent: LATENT,
  nCritic: CRITIC_STEPS,
  order: 'criticFirst',
  averaging: null,
  architecture: ARCHITECTURES[net],
  constraint: {
    kind: 'slopePenalty',
    pairs: 'realFake',
    form: 'quotient',
    sides: 'one',
    lambda: LAMBDA,
    share: 1,
  },
  generatorAdam: ADAM,
  criticAdam: ADAM,
});

/**
 * @param {import('./page.js').Plan} plan
 * @returns {Promise<import('./page.js').Run>}
 */
export async function open({ candidate, net }) {
  const { device, threads } = candidate;
  // Here a build with several workers would open them, and give them to the trainer.
  if (threads !== 1) throw new Error('this build of Earthmover trains in one worker');
  const module = device === 'webgpu' ? 'webgpu' : 'cpu';
  // As a variable, since dist/ is not there when types are checked.
  const path = `/dist/pkg/${module}/earthmover_web.js`;
  /** @type {import('../../www/protocol.js').Wasm} */
  const wasm = await import(path);
  await wasm.default();
  const digits = new wasm.Digits();
  const { images, labels } = await fetchDigits();
  digits.add(images, labels);
  const config = net === 'default' ? {} : configOf(net);
  const trainer = await wasm.Trainer.create(
    /** @type {Parameters<typeof wasm.Trainer.create>[0]} */ (config),
    /** @type {Parameters<typeof wasm.Trainer.create>[1]} */ (device),
    digits,
  );
  return {
    async criticSteps(steps) {
      const losses = [];
      for (let done = 0; done < steps; done++) losses.push((await trainer.criticStep()).criticLoss);
      return losses;
    },
    async iterate(iterations) {
      const reports = await trainer.train(iterations);
      return /** @type {import('../../www/protocol.js').StepReport} */ (reports.at(-1)).criticLoss;
    },
  };
}
