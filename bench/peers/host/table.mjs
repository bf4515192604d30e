/** What was measured, as Markdown. */

import { NETS, flop } from '../loop.js';
import { isQuiet } from './quiet.mjs';

/** @typedef {import('./rounds.mjs').Task} Task */
/** @typedef {import('./rounds.mjs').Measured} Measured */

/** @param {number[]} numbers */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** @param {number} number */
const short = (number) => (number < 100 ? number.toPrecision(3) : number.toFixed(0));

/** @param {number[]} numbers */
const span = (numbers) => `${short(Math.min(...numbers))}–${short(Math.max(...numbers))}`;

/**
 * The figures of a task; null where it was not timed.
 * @param {Task} task
 * @param {number} ceiling
 */
export function figures({ candidate, net, ms }, ceiling) {
  if (ms.length === 0) return null;
  const middle = median(ms);
  const speed = net === 'default' ? null : flop(NETS[net]) / middle / 1e6;
  const isProcessor = candidate.device !== 'webgpu';
  return {
    ms: middle,
    speed,
    share: speed && isProcessor ? speed / candidate.threads / ceiling : null,
  };
}

/**
 * @param {Task} task
 * @param {number} ceiling
 */
function row(task, ceiling) {
  const found = figures(task, ceiling);
  const cells = found
    ? [
        short(found.ms),
        span(task.ms),
        String(task.ms.length),
        found.speed ? short(found.speed) : '',
        found.share ? `${(100 * found.share).toFixed(0)} %` : '',
      ]
    : ['', '', '', '', ''];
  if (task.failure) cells[0] = `${cells[0]} ${task.failure}`.trim();
  return `| ${[task.candidate.name, ...cells].join(' | ')} |`;
}

/**
 * What more workers would take, from what one and two take: the work is shared, and each follower costs the leader
 * what the second did, its messages, sums and share of the memory's bandwidth.
 * @param {Task[]} rows
 */
function projection(rows) {
  const of = (/** @type {number} */ threads) =>
    rows.find(({ candidate, ms }) => {
      const isOurs = candidate.module === 'earthmover' && candidate.device === 'cpu';
      return isOurs && candidate.threads === threads && ms.length > 0;
    });
  const [one, two] = [of(1), of(2)];
  if (!one || !two) return [];
  const alone = median(one.ms);
  const follower = median(two.ms) - alone / 2;
  const projected = [3, 4, 6, 8].map((workers) => {
    const ms = alone / workers + (workers - 1) * follower;
    return `${workers} workers ${short(ms)} (${(alone / ms).toFixed(2)} times as fast as one)`;
  });
  return [
    '',
    `Projected for Earthmover cpu, from one and two workers: a follower costs ${short(follower)} ms; ${projected.join(', ')}.`,
  ];
}

/**
 * @param {Measured} measured
 * @param {{ machine: string[], dist: string[] }} about
 */
export function markdown({ tasks, ceiling, fused, kernel, others }, { machine, dist }) {
  const top = median(ceiling);
  const lines = ['# The same training loop in Earthmover and its peers', ''];
  if (!isQuiet(others)) {
    lines.push(
      Number.isNaN(others)
        ? '**Nobody can tell whether others used this machine meanwhile.**'
        : `**Others used up to ${others.toFixed(1)} processors meanwhile: these times are too long.**`,
      '',
    );
  }
  lines.push(...machine.map((line) => `* ${line}`), ...dist.map((line) => `* ${line}`));
  lines.push(
    `* One thread's ceiling, a product of small matrices in WebAssembly SIMD (${kernel}): ${short(top)} GFLOP/s` +
      ` (${span(ceiling)}), and ${short(median(fused))} where products are fused with sums. Shares are of as many threads of the first kind as a candidate has.`,
    '* Medians over rounds, with the least and the most.',
  );
  for (const net of /** @type {const} */ (['mlp', 'conv', 'default'])) {
    const rows = tasks.filter((task) => task.net === net);
    if (rows.length === 0) continue;
    const title =
      net === 'default'
        ? 'Earthmover’s default configuration'
        : `${NETS[net].title}, ${(flop(NETS[net]) / 1e9).toPrecision(4)} GFLOP an iteration`;
    lines.push('', `## ${title}`, '');
    lines.push('| candidate | ms an iteration | least–most | rounds | GFLOP/s | share |');
    lines.push('| --- | --- | --- | --- | --- | --- |');
    lines.push(...rows.map((task) => row(task, top)), ...projection(rows));
  }
  return `${lines.join('\n')}\n`;
}
