// Times an iteration natively in Earthmover and in other libraries, on the processor, in turns:
// node scripts/bench-native.mjs [--only TEXT] [--rounds N] [--quick] [--anyway]
// Writes out/bench-native.json and out/bench-native.md.
import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { configOf } from '../bench/peers/earthmover.js';
import { isQuiet, othersNow, watchOthers } from '../bench/peers/host/quiet.mjs';
import { median } from '../bench/peers/host/table.mjs';

/**
 * What `earthmover-cli pace` and bench/native/measure.py tell.
 * @typedef {object} Found
 * @property {string} version
 * @property {object} config The whole configuration; of Earthmover alone.
 * @property {number} gflop Of an iteration; of Earthmover alone.
 * @property {number[]} losses
 * @property {number[]} ms Milliseconds an iteration, of each call.
 */

/** @typedef {{ name: string, library: 'earthmover' | 'earthmover-fast' | 'jax' | 'torch', threads: number }} Contender */
/** @typedef {{ name: string, title: string, patch: object, whole: Found }} Net */

/**
 * @typedef {object} Task
 * @property {Contender} contender
 * @property {Net} net
 * @property {number[]} ms The median of each round.
 * @property {number[]} losses The critic's first ones.
 * @property {string} version
 * @property {string | null} failure Why there is no time, or why it means nothing.
 */

const USAGE = `usage: bench-native [--only TEXT] [--rounds N] [--quick] [--anyway]
  --only TEXT  only where this text is in the contender's name and net, as in "jax, 1 thread: conv"
  --rounds N   rounds in which each contender is timed once; else 5
  --quick      one short round, to see that all of it works
  --anyway     report although others use the machine, and say so`;

/** How long others are waited for, in seconds. */
const PATIENCE = 60;
/** Seconds that a contender may take to load, to compile and to be timed. */
const DEADLINE = 300;

const cache = process.env.EARTHMOVER_CACHE ?? join(homedir(), '.cache/earthmover');
const target = process.env.CARGO_TARGET_DIR ?? join(cache, 'target');
const PROGRAM = join(target, 'release', 'earthmover-cli');
const PYTHON = join(cache, 'bench-native', 'bin', 'python');
const run = promisify(execFile);

/** @type {Contender[]} */
const CONTENDERS = /** @type {const} */ ([
  ['Earthmover', 'earthmover'],
  ['Earthmover --fast', 'earthmover-fast'],
  ['JAX', 'jax'],
  ['PyTorch', 'torch'],
]).flatMap(([name, library]) => [
  { name: `${name}, 1 thread`, library, threads: 1 },
  { name: `${name}, 2 threads`, library, threads: 2 },
]);

/** @type {[string, string, object][]} */
const NETS = [
  ['mlp', 'MLP', configOf('mlp')],
  ['conv', 'Conv', configOf('conv')],
  ['default', 'default', {}],
];

/** @param {string} sentence @returns {never} */
function fail(sentence) {
  console.error(`bench-native: ${sentence}`);
  process.exit(1);
}

function optionsOf() {
  try {
    // Who is used to cargo puts `--` before the options of others.
    const args = process.argv.slice(2).filter((word, at) => at > 0 || word !== '--');
    const { values } = parseArgs({
      args,
      options: {
        only: { type: 'string', default: '' },
        rounds: { type: 'string' },
        quick: { type: 'boolean', default: false },
        anyway: { type: 'boolean', default: false },
      },
    });
    const rounds = Number(values.rounds ?? (values.quick ? 1 : 5));
    if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds needs a whole number');
    return { ...values, rounds, seconds: values.quick ? 0.5 : 3 };
  } catch (error) {
    return fail(`${/** @type {Error} */ (error).message}\n${USAGE}`);
  }
}

/**
 * What a program tells in the last line that it prints.
 * @param {string} program
 * @param {string[]} words
 * @param {string} [input]
 * @returns {Promise<Found>}
 */
async function told(program, words, input = '') {
  const running = run(program, words, { timeout: 1000 * DEADLINE });
  running.child.stdin?.end(input);
  const { stdout } = await running;
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}

/** @param {object} patch @param {number} threads @param {number} seconds @param {boolean} [isFast] */
const ours = (patch, threads, seconds, isFast = false) =>
  told(PROGRAM, [
    ...['pace', '--config', JSON.stringify(patch)],
    ...['--threads', `${threads}`, '--seconds', `${seconds}`],
    ...(isFast ? ['--fast'] : []),
  ]);

/** @param {Contender['library']} library */
const isOurs = (library) => library.startsWith('earthmover');

/** @param {Task} task @param {number} seconds */
function timed({ contender: { library, threads }, net }, seconds) {
  if (isOurs(library)) return ours(net.patch, threads, seconds, library === 'earthmover-fast');
  const words = ['bench/native/measure.py', library, `${threads}`, `${seconds}`];
  return told(PYTHON, words, JSON.stringify(net.whole.config));
}

/**
 * How far a loss may be from a peer's, as a factor. Peers begin with the same weights and batches, but Adam's first
 * steps are as long for gradients that are rounding alone; and Earthmover draws its own, so that its first loss, of
 * nets that know nothing, says nothing.
 * @param {boolean} isPeer
 * @param {number} step
 */
function tolerance(isPeer, step) {
  if (isPeer) return step < 3 ? 1.001 : 1.05;
  return step === 0 ? Infinity : 2;
}

/**
 * What is wrong with a task's losses, or nothing.
 * @param {Task} task
 * @param {Task[]} tasks
 */
function wrong(task, tasks) {
  const isPeer = (/** @type {Task} */ { contender }) => !isOurs(contender.library);
  const list = (/** @type {number[]} */ losses) => losses.map((loss) => loss.toPrecision(6));
  if (!task.losses.every(Number.isFinite)) return 'its losses are not numbers';
  const expected = tasks.find((other) => other.net === task.net && isPeer(other) && other.version);
  if (!expected) return null;
  const agree = task.losses.every((loss, step) => {
    const most = tolerance(isPeer(task), step);
    const ratio = loss / expected.losses[step];
    return most === Infinity || (ratio < most && ratio > 1 / most);
  });
  if (agree) return null;
  return `its first losses are ${list(task.losses)}; a peer's are ${list(expected.losses)}`;
}

/** @param {Task} task @param {number} seconds */
async function time(task, seconds) {
  const name = `${task.contender.name}: ${task.net.name}`;
  try {
    const { version, losses, ms } = await timed(task, seconds);
    task.ms.push(median(ms));
    Object.assign(task, { version, losses });
    console.log(`  ${name}: ${median(ms).toFixed(2)} ms (${ms.length} calls)`);
  } catch (error) {
    const { killed, stderr, message } = /** @type {Error & Record<string, any>} */ (error);
    const why = String(stderr ?? '').trim() || message;
    task.failure = killed ? `did not finish in ${DEADLINE} s` : why.split('\n').at(-1) || message;
    console.log(`  ${name}: ${task.failure}`);
  }
}

/**
 * Times every task once a round, so that what the machine does meanwhile befalls all of them alike.
 * @param {Task[]} tasks
 * @param {ReturnType<typeof optionsOf>} options
 * @returns How many processors others used at the most.
 */
async function measureRounds(tasks, { rounds, seconds, anyway }) {
  let most = 0;
  for (let round = 0; round < rounds; round++) {
    console.log(`round ${round + 1} of ${rounds}`);
    // There and back again, so that nobody always comes after the same one.
    for (const task of round % 2 ? [...tasks].reverse() : tasks) {
      if (task.failure) continue;
      const before = anyway ? 0 : await othersNow(PATIENCE);
      if (!isQuiet(before)) {
        fail(`others use ${before.toFixed(1)} processors. Wait, or say --anyway.`);
      }
      const others = watchOthers();
      await time(task, seconds);
      most = Math.max(most, others());
    }
    for (const task of tasks.filter(({ losses, failure }) => losses.length > 0 && !failure)) {
      task.failure = wrong(task, tasks);
    }
  }
  return most;
}

/** @param {number} ms */
const short = (ms) => (ms < 100 ? ms.toPrecision(3) : ms.toFixed(0));

/**
 * Two cells: milliseconds with the least and the most, and how many times as long as Earthmover in as many threads.
 * @param {Task | undefined} task
 * @param {Task[]} tasks
 */
function cells(task, tasks) {
  if (!task || task.ms.length === 0) return ['', ''];
  const { ms, net, contender } = task;
  const own = tasks.find(
    (other) =>
      other.net === net &&
      other.contender.library === 'earthmover' &&
      other.contender.threads === contender.threads,
  );
  const ratio = own && own.ms.length > 0 ? (median(ms) / median(own.ms)).toFixed(2) : '';
  const span = `${short(Math.min(...ms))}–${short(Math.max(...ms))}`;
  return [`${short(median(ms))} (${span})`, ratio];
}

/**
 * @param {Task[]} tasks
 * @param {Net[]} nets
 * @param {number} others
 * @param {number} rounds
 */
function markdown(tasks, nets, others, rounds) {
  const versions = [...new Set(tasks.map(({ version }) => version))].filter(Boolean);
  const lines = ['# An iteration, natively, in Earthmover and its peers', ''];
  if (!isQuiet(others)) {
    const used = Number.isNaN(others) ? '' : ` up to ${others.toFixed(1)} processors`;
    lines.push(`**Others may have used${used || ' the machine'} meanwhile.**`, '');
  }
  lines.push(
    `* ${cpus()[0]?.model.trim()}, ${cpus().length} processors; ${versions.join(', ')}.`,
    `* Milliseconds an iteration: medians of ${rounds} round${rounds > 1 ? 's' : ''}, with the least and the most; and how many times as long as Earthmover in as many threads.`,
    '',
    `| | ${nets.map(({ title, whole }) => `${title} (${whole.gflop.toPrecision(4)} GFLOP) | ratio`).join(' | ')} |`,
    `| --- | ${nets.map(() => '---: | ---:').join(' | ')} |`,
  );
  for (const contender of CONTENDERS) {
    const own = tasks.filter((task) => task.contender === contender);
    if (own.length === 0) continue;
    const found = nets.flatMap((net) =>
      cells(
        own.find((task) => task.net === net),
        tasks,
      ),
    );
    lines.push(`| ${[contender.name, ...found].join(' | ')} |`);
  }
  const failed = tasks.filter(({ failure }) => failure);
  if (failed.length > 0) lines.push('');
  for (const { contender, net, failure } of failed) {
    lines.push(`* ${contender.name}, ${net.title}: ${failure}`);
  }
  return `${lines.join('\n')}\n`;
}

const options = optionsOf();
const nets = await Promise.all(
  NETS.map(async ([name, title, patch]) => ({
    name,
    title,
    patch,
    whole: await ours(patch, 1, 0),
  })),
);
/** @type {Task[]} */
const tasks = nets
  .flatMap((net) => CONTENDERS.map((contender) => ({ contender, net })))
  .filter(({ contender, net }) =>
    `${contender.name}: ${net.name}`.toLowerCase().includes(options.only.toLowerCase()),
  )
  .map((task) => ({ ...task, ms: [], losses: [], version: '', failure: null }));
if (tasks.length === 0) fail(`no contender has ${options.only} in its name`);

const others = await measureRounds(tasks, options);
const text = markdown(tasks, nets, others, options.rounds);
mkdirSync('out', { recursive: true });
const data = { when: new Date().toISOString(), options, others, tasks };
writeFileSync('out/bench-native.json', `${JSON.stringify(data, null, 2)}\n`);
writeFileSync('out/bench-native.md', text);
console.log(`\n${text}`);
if (tasks.some(({ failure }) => failure)) process.exitCode = 1;
