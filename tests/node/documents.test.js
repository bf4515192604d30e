/** What documents tell readers to run is there, and takes the options that they write. */

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseOptions } from '../../bench/peers/host/options.mjs';
import { commands } from './documents.js';

/** @typedef {import('./documents.js').Command} Command */

const ALL = commands();
const MAKEFILE = readFileSync('Makefile.toml', 'utf8');
const CLI = 'crates/earthmover-cli/src';

/** The tasks of the Makefile, each with its text. */
const TASKS = new Map(
  MAKEFILE.split(/^\[tasks\./m)
    .slice(1)
    .map((text) => [text.slice(0, text.indexOf(']')), text]),
);

/** @param {string} program @param {string} [first] */
const of = (program, first) =>
  ALL.filter((one) => one.program === program && (!first || one.words[0] === first));

/** @param {Command} command */
const said = ({ program, words, where }) => `${where}: ${program} ${words.join(' ')}`;

/** Words that scripts choose by, as they compare them. @param {string} script @param {string[]} words */
function chosen(script, words) {
  const text = readFileSync(script, 'utf8');
  for (const word of words) {
    const name = word.startsWith('--') ? word.slice(2) : word;
    const isKnown = text.includes(`'${word}'`) || text.includes(`${name}: {`);
    assert.ok(isKnown || !word.startsWith('--'), `${script} knows no ${word}`);
    if (script.endsWith('measure.mjs')) assert.ok(isKnown, `${script} knows no ${word}`);
  }
}

test('there are commands in the documents', () => {
  assert.ok(of('cargo', 'make').length > 20);
  assert.ok(new Set(ALL.map(({ where }) => where)).size > 5);
});

for (const command of of('cargo', 'make')) {
  const [, task, ...words] = command.words;
  test(said(command), () => {
    if (task === undefined) return;
    const text = TASKS.get(task);
    assert.ok(text, `there is no task ${task}`);
    assert.ok(!/^private = true/m.test(text), `${task} is for other tasks`);
    if (words.length === 0) return;
    // All that follows a task is the task's, another's name too.
    assert.ok(text.includes('"${@}"'), `${task} takes no words`);
    const script = /"(scripts\/[^"]+\.mjs)"/.exec(text)?.[1];
    if (task === 'bench-peers') parseOptions(words);
    else if (script) chosen(script, words);
  });
}

for (const command of ALL.filter(
  ({ words }) => words.includes('-p') || words.includes('--package'),
)) {
  test(`${said(command)}: its crate and its targets are there`, () => {
    const { words } = command;
    const after = (/** @type {string[]} */ ...names) =>
      words[words.findIndex((word) => names.includes(word)) + 1];
    const crate = `crates/${after('-p', '--package')}`;
    assert.ok(existsSync(`${crate}/Cargo.toml`), `there is no ${crate}`);
    const manifest = readFileSync(`${crate}/Cargo.toml`, 'utf8');
    if (words.includes('--bench')) {
      const name = after('--bench');
      assert.ok(existsSync(`${crate}/benches/${name}.rs`) || manifest.includes(`name = "${name}"`));
    }
    if (words.includes('--test')) {
      const name = after('--test');
      const files = [`${crate}/tests/${name}.rs`, `${crate}/tests/${name}/main.rs`];
      assert.ok(files.some(existsSync), `there is no test ${name}`);
    }
    if (words.includes('--features')) {
      for (const name of after('--features').split(',')) {
        assert.match(manifest, new RegExp(`^${name} = \\[`, 'm'));
      }
    }
  });
}

/** What the command line is asked for, with or without cargo before it. */
const ASKED = [
  ...of('earthmover-cli'),
  ...ALL.filter(({ words }) => words.includes('earthmover-cli') && words.includes('--')).map(
    ({ words, ...rest }) => ({ ...rest, words: words.slice(words.indexOf('--') + 1) }),
  ),
];

test('the command line is asked for something', () => assert.ok(ASKED.length >= 5));

for (const command of ASKED) {
  const [name, ...words] = command.words;
  test(`${said(command)}: the command line has it`, () => {
    const variant = name[0].toUpperCase() + name.slice(1);
    assert.match(readFileSync(`${CLI}/main.rs`, 'utf8'), new RegExp(`^    ${variant}\\(`, 'm'));
    const sources = readdirSync(CLI).map((file) => readFileSync(`${CLI}/${file}`, 'utf8'));
    for (const option of words.filter((word) => /^--[a-z]/.test(word) && word !== '--help')) {
      const field = option.slice(2).replaceAll('-', '_');
      // Within one attribute, which may hold lists.
      const within = '(?:(?!#\\[)[^])*?';
      const isThere = new RegExp(
        `#\\[arg\\(${within}long${within}\\)\\]\\s+(pub )?(pub\\(\\w+\\) )?${field}:`,
      );
      assert.ok(
        sources.some((source) => isThere.test(source)),
        `${name} has no ${option}`,
      );
    }
  });
}

for (const command of [...of('node'), ...of('bash'), ...of('python')]) {
  const script = command.words.find((word) => /\.(mjs|js|sh|py)$/.test(word));
  if (script) test(said(command), () => assert.ok(existsSync(script), `there is no ${script}`));
}

for (const command of of('npx')) {
  test(said(command), () => {
    const [program, ...words] = command.words;
    assert.ok(existsSync(`node_modules/.bin/${program}`));
    const config = readFileSync('playwright.config.js', 'utf8');
    for (const word of words.slice(1)) {
      const [, project] = /^--project=(.+)$/.exec(word) ?? [];
      if (project)
        assert.ok(config.includes(`name: '${project}'`), `there is no project ${project}`);
      else
        assert.ok(
          readdirSync('tests/page').some((file) => file.includes(word)),
          word,
        );
    }
  });
}
