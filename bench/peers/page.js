/** What scripts/bench-peers.mjs calls in the page: opens one candidate, checks where it begins, times it. */

import { measureCeiling } from './ceiling.js';

/**
 * A candidate's run of the loop.
 * @typedef {object} Run
 * @property {(steps: number) => Promise<number[]>} criticSteps
 *   That many critic steps alone; the loss of each, before it.
 * @property {(iterations: number) => Promise<number>} iterate
 *   That many iterations, and the last critic loss, read at the end.
 */

/**
 * @typedef {object} Plan
 * @property {import('./candidates.js').Candidate} candidate
 * @property {import('./loop.js').NetName | 'default'} net `default` is Earthmover's own configuration.
 * @property {number} seconds How long to time it, at least.
 * @property {number} least Iterations to time, at least.
 * @property {number} cap Seconds it may take at most, even for fewer iterations.
 */

/** @typedef {{ losses: number[], last: number, iterations: number, ms: number }} Timing */

/**
 * Critic losses that are compared between candidates: of three steps, of an iteration, and of the step behind it,
 * which tells how the generator stepped.
 * @param {Run} run
 */
const firstLosses = async (run) => [
  ...(await run.criticSteps(3)),
  await run.iterate(1),
  ...(await run.criticSteps(1)),
];

/** Warm-up: engines compile what is hot once more, and better, while it runs. */
const WARM_UP = { iterations: 2, seconds: 1.5 };

/** @type {Record<Plan['candidate']['module'], () => Promise<{ open: (plan: Plan) => Promise<Run> }>>} */
const MODULES = {
  earthmover: () => import('./earthmover.js'),
  tfjs: () => import('./tfjs.js'),
  'jax-js': () => import('./jax-js.js'),
};

/**
 * Milliseconds an iteration, warmed up.
 * @param {Run} run
 */
async function warmUp(run) {
  const start = performance.now();
  let ms = 0;
  let done = 0;
  while (done < WARM_UP.iterations || performance.now() - start < 1000 * WARM_UP.seconds) {
    const before = performance.now();
    await run.iterate(1);
    ms = performance.now() - before;
    done += 1;
  }
  return ms;
}

/**
 * @param {Plan} plan
 * @returns {Promise<Timing>}
 */
async function measure(plan) {
  // Libraries take a thread for each processor that they hear of.
  const value = plan.candidate.threads;
  Object.defineProperty(navigator, 'hardwareConcurrency', { value, configurable: true });
  const { open } = await MODULES[plan.candidate.module]();
  const run = await open(plan);
  const losses = await firstLosses(run);
  const expected = await warmUp(run);
  const wanted = Math.max(plan.least, Math.ceil((1000 * plan.seconds) / expected));
  const iterations = Math.max(1, Math.min(wanted, Math.floor((1000 * plan.cap) / expected)));
  const start = performance.now();
  const last = await run.iterate(iterations);
  const ms = (performance.now() - start) / iterations;
  return { losses, last, iterations, ms };
}

export const bench = { measure, measureCeiling };
Object.assign(globalThis, { bench });
