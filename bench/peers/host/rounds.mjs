/** Times every candidate once a round, so that what the machine does meanwhile befalls all of them alike. */

import { NETS } from '../loop.js';
import { inPage, TooSlow } from './browser.mjs';
import { fault } from './check.mjs';
import { microKernels } from './micro-kernel.mjs';
import { isQuiet, othersNow } from './quiet.mjs';

/** @typedef {import('../candidates.js').Candidate} Candidate */
/** @typedef {import('./options.mjs').Options} Options */

/**
 * A candidate on a net, and what was measured of it.
 * @typedef {object} Task
 * @property {Candidate} candidate
 * @property {import('../page.js').Plan['net']} net
 * @property {number[]} ms Milliseconds an iteration, of each round.
 * @property {number[]} losses The critic's first ones.
 * @property {string | null} failure Why there is no time, or why it means nothing.
 */

/**
 * @typedef {object} Measured
 * @property {Task[]} tasks
 * @property {number[]} ceiling GFLOP/s of the fastest micro-kernel on one thread, of each round; products and sums apart.
 * @property {number[]} fused The same where a sum takes a product in one operation.
 * @property {string} kernel Which one that was, in the last round.
 * @property {number} others The most processors that others used during a measurement; NaN where nobody can tell.
 */

/** The machine is not ours alone. */
export class Busy extends Error {}

/** Candidates slower than this are timed in the first round only. */
const SLOW_MS = 8000;
/** Seconds to wait for others to be done, and how often a measurement that they disturbed is made again. */
const PATIENCE = 60;
const TRIES = 3;

/**
 * What `measure` gives while nobody else uses the machine, or whatever they do where `anyway` says so.
 * @template T
 * @param {string} name
 * @param {boolean} anyway
 * @param {() => Promise<{ value: T, others: number }>} measure
 */
async function undisturbed(name, anyway, measure) {
  let worst = 0;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const now = anyway ? 0 : await othersNow(PATIENCE);
    if (Number.isNaN(now)) throw new Busy('nobody can tell here whether others use the machine');
    if (!isQuiet(now)) {
      throw new Busy(`others use ${now.toFixed(1)} processors before ${name} is measured`);
    }
    const measured = await measure();
    if (anyway || isQuiet(measured.others)) return measured;
    worst = measured.others;
  }
  throw new Busy(`others used ${worst.toFixed(1)} processors while ${name} was measured`);
}

/** @param {Options} options */
const planOf = ({ quick }) =>
  quick
    ? { seconds: 0.5, least: 2, cap: 10, deadline: 60, windowMs: 20 }
    : { seconds: 3, least: 3, cap: 60, deadline: 240, windowMs: 100 };

/**
 * The fastest of the micro-kernels, and its GFLOP/s: of those whose products and sums are apart, and of fused ones.
 * @param {string} url
 * @param {number} windowMs
 */
async function ceilingsOf(url, windowMs) {
  /** @type {[string, number][]} */
  const value = [];
  let others = 0;
  for (const isFused of [false, true]) {
    const plan = { ...microKernels(isFused), windowMs };
    const found = await inPage(url, 'measureCeiling', plan, { deadline: 60 });
    const speeds = Object.entries(found.value);
    value.push(speeds.reduce((best, one) => (one[1] > best[1] ? one : best)));
    others = Math.max(others, found.others);
  }
  return { value, others };
}

/**
 * Compares where candidates began, on each net with the first peer there.
 * @param {Task[]} tasks
 * @param {(line: string) => void} say
 */
function compare(tasks, say) {
  const isPeer = (/** @type {Task} */ { candidate }) => candidate.module !== 'earthmover';
  for (const task of tasks.filter(({ losses, failure }) => losses.length > 0 && !failure)) {
    const reference = tasks.find(
      (other) => other.net === task.net && isPeer(other) && other.losses.length > 0,
    );
    task.failure = fault(task.losses, reference?.losses ?? null, isPeer(task));
    if (task.failure) say(`  ${task.candidate.name}, ${task.net}: ${task.failure}`);
  }
}

/**
 * @param {Task[]} tasks
 * @param {Options} options
 * @param {{ plain: string, isolated: string }} urls
 * @param {(line: string) => void} say
 * @returns {Promise<Measured>}
 */
export async function measureRounds(tasks, options, urls, say) {
  const plan = planOf(options);
  /** @type {Measured} */
  const measured = { tasks, ceiling: [], fused: [], kernel: '', others: 0 };
  const note = (/** @type {number} */ others) => {
    measured.others = others > measured.others || Number.isNaN(others) ? others : measured.others;
  };

  /** @param {Task} task */
  async function time(task) {
    const { candidate, net } = task;
    const name = `${candidate.name}, ${net}`;
    const url = candidate.isolated ? urls.isolated : urls.plain;
    const how = { deadline: plan.deadline, needsGpu: candidate.device === 'webgpu' };
    try {
      const { value, others } = await undisturbed(name, options.anyway, () =>
        inPage(url, 'measure', { candidate, net, ...plan }, how),
      );
      note(others);
      task.ms.push(value.ms);
      task.losses = value.losses;
      if (!Number.isFinite(value.last)) task.failure = 'its last loss is no number';
      say(`  ${name}: ${value.ms.toFixed(2)} ms (${value.iterations} iterations)`);
    } catch (error) {
      if (error instanceof Busy || !(error instanceof Error)) throw error;
      task.failure =
        error instanceof TooSlow ? error.message : `does not run: ${error.message.split('\n')[0]}`;
      say(`  ${name}: ${task.failure}`);
    }
  }

  for (let round = 0; round < options.rounds; round++) {
    say(`round ${round + 1} of ${options.rounds}`);
    const { value, others } = await undisturbed('the ceiling', options.anyway, () =>
      ceilingsOf(urls.plain, plan.windowMs),
    );
    note(others);
    const [[kernel, speed], [fusedKernel, fused]] = value;
    measured.kernel = kernel;
    measured.ceiling.push(speed);
    measured.fused.push(fused);
    say(
      `  one thread's ceiling: ${speed.toFixed(1)} GFLOP/s (${kernel}), ${fused.toFixed(1)} fused (${fusedKernel})`,
    );
    // There and back again, so that nobody always comes after the same one.
    for (const task of round % 2 ? [...tasks].reverse() : tasks) {
      if (!task.failure && !(task.ms[0] > SLOW_MS)) await time(task);
    }
    compare(tasks, say);
  }
  return measured;
}

/**
 * What there is to be timed.
 * @param {Candidate[]} candidates
 * @param {Options} options
 * @returns {Task[]}
 */
export function tasksOf(candidates, { only, webgpu }) {
  const nets = /** @type {import('../loop.js').NetName[]} */ (Object.keys(NETS));
  return candidates
    .filter(({ device }) => webgpu || device !== 'webgpu')
    .flatMap((candidate) =>
      [
        ...nets,
        ...(candidate.module === 'earthmover' ? [/** @type {const} */ ('default')] : []),
      ].map((net) => ({
        candidate,
        net,
        ms: [],
        losses: [],
        failure: null,
      })),
    )
    .filter(({ candidate, net }) => `${candidate.name} ${net}`.toLowerCase().includes(only));
}
