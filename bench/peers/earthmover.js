/** The loop in Earthmover's module of dist/, as its page calls it. */

import { fetchDigits } from './draws.js';
import { ADAM, BATCH, CRITIC_STEPS, LAMBDA, LATENT } from './loop.js';

/** @typedef {import('./loop.js').NetName} NetName */

const PLAIN = { normalisation: 'none', initialisation: 'he' };

/** @type {Record<NetName, object>} */
const ARCHITECTURES = {
  mlp: { kind: 'mlp', generatorHidden: [256], criticHidden: [256, 256], ...PLAIN },
  conv: { kind: 'conv', generatorChannels: 64, criticChannels: 32, criticDense: 0, ...PLAIN },
};

/** The loop's configuration. @param {NetName} net */
export const configOf = (net) => ({
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
 * @param {import('./page.js').Plan & { isWhole?: boolean }} plan `isWhole`: iterations in few kernels, although the
 * adapter is a processor's imitation of a GPU.
 * @returns {Promise<import('./page.js').Run>}
 */
export async function open({ candidate, net, isWhole = false }) {
  const { threads } = candidate;
  const device = /** @type {import('../../www/protocol.js').DeviceName} */ (candidate.device);
  // As variables, since dist/ is not there when types are checked.
  const path = '/dist/load/wasm-module.js';
  /** @type {typeof import('../../www/load/wasm-module.js')} */
  const { compileModule } = await import(path);
  const compiled = await compileModule(device, () => {});
  /** @type {import('../../www/protocol.js').Wasm} */
  const wasm = await import(`/dist/pkg/${device}/earthmover_web.js`);
  await wasm.default({ module_or_path: compiled });
  const loaded = { wasm, compiled };
  const digits = new wasm.Digits();
  const { images, labels } = await fetchDigits();
  digits.add(images, labels);
  const config = net === 'default' ? {} : configOf(net);
  const trainer = await wasm.Trainer.create(
    /** @type {Parameters<typeof wasm.Trainer.create>[0]} */ (config),
    device,
    digits,
  );
  if (isWhole) await trainer.runWhole(true);
  const team = threads > 1 ? await teamOf(loaded, trainer, images, labels, threads) : null;
  return {
    async criticSteps(steps) {
      // Half steps are not the team's: it begins again from where they lead.
      await trainer.split(0, 1);
      const losses = [];
      for (let done = 0; done < steps; done++) losses.push((await trainer.criticStep()).criticLoss);
      team?.renew();
      return losses;
    },
    async iterate(iterations) {
      await team?.form();
      if (team && team.size < threads) throw new Error('a worker has left');
      const reports = await (team ?? trainer).train(iterations);
      return /** @type {import('../../www/protocol.js').StepReport} */ (reports.at(-1)).criticLoss;
    },
  };
}

/** @typedef {import('../../www/worker/team.js').Team} Team */

/**
 * The page's own team of workers, this thread leading it.
 * @param {{ wasm: import('../../www/protocol.js').Wasm, compiled: WebAssembly.Module }} loaded
 * @param {import('../../www/protocol.js').Trainer} trainer
 * @param {Uint8Array<ArrayBuffer>} images
 * @param {Uint8Array<ArrayBuffer>} labels
 * @param {number} workers
 */
async function teamOf(loaded, trainer, images, labels, workers) {
  const paths = ['/dist/worker/team.js', '/dist/worker/digit-pool.js'];
  /** @type {typeof import('../../www/worker/team.js')} */
  const { Team } = await import(paths[0]);
  /** @type {typeof import('../../www/worker/digit-pool.js')} */
  const { DigitPool } = await import(paths[1]);
  const bytes = new Uint8Array(await new Blob([images, labels]).arrayBuffer());
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const count = labels.length;
  const shard = { file: '', first: 0, count, bytes: bytes.length, sha256, fromIteration: 0 };
  const packed = new Blob([bytes]);
  const pool = new DigitPool(() => {});
  pool.held.push({ packed, shard, classes: 10, fromIteration: 0 });
  /** @type {() => void} */
  let wake = () => {};
  const team = new Team(loaded.wasm, pool, { post() {}, wake: () => wake() });
  team.lead(trainer);
  for (let follower = 1; follower < workers; follower++) {
    const { port1, port2 } = new MessageChannel();
    const worker = new Worker('/dist/worker/follower.js', { type: 'module' });
    worker.postMessage({ type: 'module', compiled: loaded.compiled });
    worker.postMessage({ type: 'follow', port: port1 }, [port1]);
    team.enlist({ type: 'enlist', follower, port: port2, isAwaited: true });
  }
  while (team.size < workers) {
    const woken = new Promise((resolve) => (wake = () => resolve(undefined)));
    await team.form();
    if (team.size < workers) await woken;
  }
  return team;
}
