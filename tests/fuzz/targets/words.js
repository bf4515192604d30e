/** What a worker says: any words, to a run that is there. */

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { GRID_COUNT } from '../../../www/protocol.js';
import { isRunEvent } from '../../../www/run/hearing.js';
import { PIXELS } from '../../../www/shape.js';
import { Clock } from '../../node/made-up/clock.js';
import { World } from '../../node/made-up/world.js';
import { areNumbers, isSaid } from '../asked.js';
import { spoiltValue } from '../edits/json.js';
import { law } from '../trying.js';

const REPORT = { iteration: 1, criticLoss: -1, gap: 1, penalty: 0, slope: 1, generatorLoss: 0 };
const CONFIG = { seed: 7, batch: 8, nCritic: 2, order: 'criticFirst', latent: 4 };
/** One of each kind, as a worker says it. */
const WORDS = [
  { type: 'hello' },
  { type: 'ready', module: 'cpu' },
  { type: 'progress', part: 'data', loaded: 3, total: 9 },
  { type: 'shard-lost', file: 'a', fromIteration: 3, message: ['load.checksum'] },
  { type: 'trial', phase: 'timing', iterations: 3, ms: 9 },
  { type: 'error', kind: 'internal', message: 'no', runId: null },
  { type: 'error', kind: 'panic', message: ['worker.late'], runId: null },
  { type: 'team', iteration: 0, workers: 2, left: { follower: 1, message: null } },
  { type: 'started', device: 'cpu', iteration: 0, mostReplicas: 2, config: CONFIG },
  { type: 'steps', reports: [REPORT, { ...REPORT, iteration: 2 }], ms: 3, memory: 9, workers: 1 },
  { type: 'checkpoint', iteration: 1, occasion: 'autosave', bytes: new Uint8Array(3) },
  { type: 'waiting', file: 'a' },
  { type: 'ran-away', iteration: 3 },
  { type: 'owed', id: 1, to: 3 },
  { type: 'half', iteration: 0, half: 'critic', step: 1, of: 2 },
  { type: 'answer', id: 1, value: 3 },
  { type: 'refusal', id: 1, name: 'ArgumentError', message: 'no' },
];
const SAMPLE = { type: 'sample', iteration: 1, images: new Uint8Array(GRID_COUNT * PIXELS) };
const NAMES = ['iteration', 'message', 'reports', 'type', 'runId', 'device', 'config', 'workers'];
const STATES = ['idle', 'loading', 'running', 'paused', 'waiting', 'moving', 'failed'];

/** Time stands still, and what throws where nobody catches it is kept. @param {(errors: unknown[]) => Promise<void>} work */
async function stilly(work) {
  const all = /** @type {any} */ (globalThis);
  const names = [
    'performance',
    'setTimeout',
    'setInterval',
    'clearTimeout',
    'clearInterval',
    'crypto',
  ];
  const before = names.map((name) => Object.getOwnPropertyDescriptor(all, name));
  const { reportError } = all;
  /** @type {unknown[]} */
  const errors = [];
  all.reportError = (/** @type {unknown} */ error) => errors.push(error);
  new Clock().install();
  Object.defineProperty(all, 'crypto', { value: {}, configurable: true });
  try {
    await work(errors);
  } finally {
    names.forEach((name, at) => Object.defineProperty(all, name, /** @type {any} */ (before[at])));
    all.reportError = reportError;
  }
}

/** @param {World} world @param {any} said */
function hear(world, said) {
  const { handle } = world;
  if (!handle) return;
  // As the page's end of a worker hears it.
  if (!isRunEvent(said)) {
    handle.tell({ type: 'error', kind: 'internal', message: ['worker.garbled'], runId: null });
    return;
  }
  if (said.type === 'progress') /** @type {any} */ (handle).progress[said.part] = said;
  handle.tell(said);
}

/** @param {World} world */
function look({ run, told }) {
  const { now } = run;
  areNumbers({ ...now, checkpoint: now.checkpoint?.iteration, config: null });
  assert.ok(Number.isSafeInteger(now.iteration) && now.iteration >= 0);
  assert.ok(STATES.includes(run.state));
  assert.ok(['cpu', 'ndarray', 'webgpu'].includes(run.device));
  areNumbers([run.bytes, run.memory, run.speed.perSecond, run.workers]);
  assert.ok(run.workers >= 1 && run.workers <= 8);
  assert.ok(now.waitingFor === null || typeof now.waitingFor === 'string');
  for (const text of [...told.notices, ...told.marks.map((mark) => mark.text)]) {
    isSaid(/** @type {any} */ (text));
  }
  for (const text of [run.deviceReason, run.teamReason]) if (text) isSaid(text);
  for (const { bytes } of told.saved) assert.ok(bytes instanceof Uint8Array);
}

/** @type {import('../trying.js').Target} */
export const words = {
  name: 'words',
  laws: [
    law(
      'what is heard is a word of ours, or stops the run in words; it stays what a run can be',
      fc.array(
        fc.tuple(
          fc.oneof(
            spoiltValue(WORDS, { isCloned: true, names: NAMES }),
            fc.constantFrom(...WORDS),
            fc.constantFrom(null, undefined, 3, 'hello', [], { type: 'constructor' }),
          ),
          fc.boolean(),
        ),
        { maxLength: 8 },
      ),
      async (said) =>
        stilly(async (errors) => {
          const world = new World();
          await world.live();
          for (const [word, isOfRun] of said) {
            const { runId } = world.run;
            const isObject = typeof word === 'object' && word !== null && !Array.isArray(word);
            hear(world, isObject && isOfRun ? { ...word, runId } : word);
            look(world);
          }
          await world.pass();
          look(world);
          assert.deepEqual(errors, []);
        }),
      { few: 200 },
    ),
    law(
      'a word that is taken is one that the page can go on with',
      spoiltValue([...WORDS, SAMPLE], { isCloned: true, names: [...NAMES, 'images'] }),
      (said) => {
        if (!isRunEvent(said)) return;
        if (said.type === 'error' || said.type === 'shard-lost') isSaid(said.message);
        if (said.type === 'sample') assert.equal(said.images.length, GRID_COUNT * PIXELS);
        if (said.type === 'steps') {
          said.reports.forEach(({ iteration }, at) =>
            assert.equal(iteration, said.reports[0].iteration + at),
          );
        }
        if (said.type === 'half') assert.ok(Number.isSafeInteger(said.iteration));
      },
      { few: 1_000 },
    ),
    law(
      'every word that a worker has is taken',
      fc.constantFrom(...WORDS, SAMPLE),
      (said) => assert.ok(isRunEvent(said), said.type),
      { few: 60 },
    ),
  ],
};
