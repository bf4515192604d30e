// Puts faults into scripts of www/run/, one at a time, and tells which of them the tests that need no browser see:
// node scripts/mutants-page.mjs [pattern of scripts, else those of a run's own logic]
// What was not seen stands in target/mutants/page.html. Stryker is installed into the cache folder. JOBS=1: one at a time.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { installed } from './tool.mjs';

/** What a run is and becomes, whose turn it is, how many train: without workers, network or words. */
const SAMPLE = [
  ...['changes', 'config-text', 'crowd', 'moves', 'pays', 'run-state', 'speed', 'stillness'],
  ...['team-trial', 'transition', 'turns'],
];
/** Until one fails: the quickest first. Most faults do not come to the last, the runs by chance, which take the longest. */
const TESTS = [
  ...['changes', 'speed', 'run-state', 'config-text', 'team-trial', 'pays', 'turns', 'crowd'],
  'transition',
  ...['company', 'stillness', 'run', 'run-moves', 'team', 'model'],
];
/** So many runs by chance see what is ever seen by them, nearly. */
const STORIES = '1000';

const { JOBS = '2' } = process.env;
const [pattern] = process.argv.slice(2);
const folder = resolve('target/mutants');
mkdirSync(folder, { recursive: true });
const config = join(folder, 'stryker.config.json');
writeFileSync(
  config,
  JSON.stringify({
    testRunner: 'command',
    commandRunner: {
      command: TESTS.map((name) => `node tests/node/${name}.test.js`).join(' && '),
    },
    mutate: pattern ? [pattern] : SAMPLE.map((name) => `www/run/${name}.js`),
    // Sentences are not what is tried.
    mutator: { excludedMutations: ['StringLiteral'] },
    ignorePatterns: ['article', 'bench', 'crates', 'dist', 'docs', 'target', 'tests/page'],
    concurrency: Number(JOBS),
    // A fault that loops is a fault that is seen.
    timeoutMS: 30_000,
    tempDirName: join(folder, 'stryker'),
    reporters: ['clear-text', 'json', 'html'],
    clearTextReporter: { logTests: false, allowColor: false },
    htmlReporter: { fileName: join(folder, 'page.html') },
    jsonReporter: { fileName: join(folder, 'page.json') },
    // It would want TypeScript, to copy what it says.
    tsconfigFile: 'none.json',
  }),
);
const stryker = join(installed('mutants'), '.bin/stryker');
const { status } = spawnSync(stryker, ['run', config], {
  stdio: 'inherit',
  env: { ...process.env, STORIES },
});
process.exit(status ?? 1);
