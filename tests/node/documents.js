/** The commands that documents tell readers to run, as words. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PROGRAMS = ['cargo', 'earthmover-cli', 'wasm-pack', 'npx', 'npm', 'node', 'bash', 'python'];

/** @typedef {{ program: string, words: string[], where: string }} Command */

const DOCUMENTS = [
  'README.md',
  'ARCHITECTURE.md',
  'tests/fixtures/README.md',
  ...readdirSync('docs', { recursive: true })
    .map((file) => join('docs', String(file)))
    .filter((file) => file.endsWith('.md')),
];

/** Blocks of a shell, and whatever is set as code in a line. @param {string} text */
function snippets(text) {
  const blocks = [...text.matchAll(/^```(?:sh|bash|console)?\n(.*?)^```/gms)].map(([, code]) =>
    code.replaceAll('\\\n', ' ').split('\n'),
  );
  const lines = [...text.replace(/^```.*?^```/gms, '').matchAll(/`([^`\n]+)`/g)];
  return [...blocks.flat(), ...lines.map(([, code]) => code)];
}

/** Words as a shell has them. @param {string} text */
const wordsOf = (text) =>
  (text.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replace(/^"(.*)"$/, '$1'));

/** @returns {Command[]} */
export const commands = () =>
  DOCUMENTS.flatMap((where) =>
    snippets(readFileSync(where, 'utf8'))
      .flatMap((line) => line.split(/&&|;|\|/))
      .flatMap((line) => {
        const words = wordsOf(line);
        // What is set for the program alone.
        while (/^[A-Z_]+=/.test(words[0] ?? '')) words.shift();
        const [program, ...rest] = words;
        return PROGRAMS.includes(program) && rest.length > 0
          ? [{ program, words: rest, where }]
          : [];
      }),
  );
