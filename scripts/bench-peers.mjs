// Times the same training loop in Earthmover's modules of dist/ and in other libraries, in headless Chromium here:
// node scripts/bench-peers.mjs [--only TEXT] [--rounds N] [--quick] [--webgpu] [--anyway]
// Writes out/bench-peers.json and out/bench-peers.md.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CANDIDATES } from '../bench/peers/candidates.js';
import { dist, machine } from '../bench/peers/host/about.mjs';
import { parseOptions, USAGE } from '../bench/peers/host/options.mjs';
import { Busy, measureRounds, tasksOf } from '../bench/peers/host/rounds.mjs';
import { serve } from '../bench/peers/host/server.mjs';
import { figures, markdown, median } from '../bench/peers/host/table.mjs';

/** @param {string} sentence @returns {never} */
function fail(sentence) {
  console.error(`bench-peers: ${sentence}`);
  process.exit(1);
}

/** @param {string[]} words */
function optionsOf(words) {
  try {
    return parseOptions(words);
  } catch (error) {
    return fail(`${/** @type {Error} */ (error).message}\n${USAGE}`);
  }
}

const root = fileURLToPath(new URL('..', import.meta.url));
const options = optionsOf(process.argv.slice(2));
const tasks = tasksOf(CANDIDATES, options);
if (tasks.length === 0) fail(`no candidate has ${options.only} in its name`);
const modules = dist(root);
if (modules.length === 0 && tasks.some(({ candidate }) => candidate.module === 'earthmover')) {
  fail('there is no module in dist/pkg: run cargo make release, or leave Earthmover out by --only');
}

const [plain, isolated] = [await serve(root, false), await serve(root, true)];
try {
  const about = { machine: await machine(root), dist: modules };
  [...about.machine, ...about.dist].forEach((line) => console.log(line));
  const urls = { plain: plain.url, isolated: isolated.url };
  const measured = await measureRounds(tasks, options, urls, console.log);

  const text = markdown(measured, about);
  const folder = join(root, 'out');
  mkdirSync(folder, { recursive: true });
  const top = median(measured.ceiling);
  const results = tasks.map((task) => ({ ...task, figures: figures(task, top) }));
  const data = { when: new Date().toISOString(), options, about, ...measured, tasks: results };
  writeFileSync(join(folder, 'bench-peers.json'), `${JSON.stringify(data, null, 2)}\n`);
  writeFileSync(join(folder, 'bench-peers.md'), text);
  console.log(`\n${text}`);
  // What is too slow is a result; what fails, or computes something else, is not.
  const wrong = tasks.filter(({ failure }) => failure && !failure.startsWith('did not finish'));
  if (wrong.length > 0) process.exitCode = 1;
} catch (error) {
  if (!(error instanceof Busy)) throw error;
  fail(`${error.message}: there is nothing to report. Wait, or say --anyway.`);
} finally {
  plain.close();
  isolated.close();
}
