/** Times a device on a run's own configuration. What it trains is thrown away. */

import { GRID_COUNT } from '../protocol.js';
import { Pace } from './pacing.js';

/** @typedef {import('../protocol.js').Trainer} Trainer */

const WARM_UP_ITERATIONS = 3;
const ENOUGH_MS = 3_000;
const ENOUGH_ITERATIONS = 10;
export const TIMING_LIMIT_MS = 15_000;

/**
 * @param {Trainer} trainer
 * @param {(phase: 'timing' | 'done', iterations: number, ms: number) => void} report
 */
export async function timeTrainer(trainer, report) {
  const pace = await warmUp(trainer);
  let iterations = 0;
  let ms = 0;
  report('timing', 0, 0);
  while (ms < TIMING_LIMIT_MS && (ms < ENOUGH_MS || iterations < ENOUGH_ITERATIONS)) {
    const begun = performance.now();
    await trainer.train(pace.iterations);
    const spent = performance.now() - begun;
    iterations += pace.iterations;
    ms += spent;
    pace.learn(pace.iterations, spent);
    report('timing', iterations, ms);
  }
  report('done', iterations, ms);
}

/**
 * The first iterations compile shaders and fill allocators; sampling compiles what only it uses.
 * @param {Trainer} trainer
 */
async function warmUp(trainer) {
  const pace = new Pace();
  for (let done = 0; done < WARM_UP_ITERATIONS; done++) {
    const begun = performance.now();
    await trainer.train(1);
    pace.learn(1, performance.now() - begun);
  }
  await trainer.sample({ count: GRID_COUNT, seed: 0 });
  return pace;
}
